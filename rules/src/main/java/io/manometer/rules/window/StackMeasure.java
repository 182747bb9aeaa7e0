package io.manometer.rules.window;

import io.manometer.rules.model.StackReading;
import io.manometer.rules.model.StackReading.FrameCount;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Stack samples taken between two readings. */
final class StackMeasure {

  private StackMeasure() {}

  static Optional<Stacks> between(Optional<StackReading> before, Optional<StackReading> after) {
    return before.flatMap(a -> after.filter(b -> b.samples() >= a.samples()).map(b -> between(a, b)));
  }

  private static Stacks between(StackReading a, StackReading b) {
    long samples = b.samples() - a.samples();
    Map<StackClass, Long> classes = new EnumMap<>(StackClass.class);
    b.classes().forEach((kind, count) -> classes.put(kind, grown(a.classes().getOrDefault(kind, 0L), count)));
    Map<String, Long> chain = new TreeMap<>();
    b.chain().forEach((operator, count) -> chain.put(operator, grown(a.chain().getOrDefault(operator, 0L), count)));
    return new Stacks(samples, classes, frames(a, b, samples), chain);
  }

  /**
   * The list of frames is bounded, so one that is new in it may have been seen before; it cannot exceed all samples.
   */
  private static List<Stacks.Frame> frames(StackReading a, StackReading b, long samples) {
    List<Stacks.Frame> frames = new ArrayList<>();
    for (FrameCount frame : b.topFrames()) {
      long earlier =
          a.topFrames().stream()
              .filter(f -> f.frame().equals(frame.frame()) && f.kind() == frame.kind())
              .mapToLong(FrameCount::count)
              .findFirst()
              .orElse(0);
      long count = Math.min(samples, grown(earlier, frame.count()));
      if (count > 0) {
        frames.add(new Stacks.Frame(frame.frame(), frame.kind(), (double) count / samples));
      }
    }
    frames.sort(Comparator.comparingDouble(Stacks.Frame::share).reversed().thenComparing(Stacks.Frame::frame));
    return frames;
  }

  private static long grown(long before, long after) {
    return Math.max(0, after - before);
  }
}
