package io.manometer.agent.core.stacks;

import io.manometer.wire.StackProfile;
import io.manometer.wire.StackProfile.ChainCount;
import io.manometer.wire.StackProfile.ClassCount;
import io.manometer.wire.StackProfile.FrameCount;
import io.manometer.wire.StackProfile.StackClass;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stack samples of one task, added up. Bounded: of the hot frames it keeps {@value #MOST_FRAMES}, and makes room by
 * forgetting the rarest. Threads: the sampler adds, the snapshot thread reads.
 */
public final class StackTally {

  private static final int MOST_FRAMES = 200;
  private static final int SHOWN_FRAMES = 10;
  private static final int MOST_CHAINED = 64;

  private final Map<StackClass, Long> classes = new EnumMap<>(StackClass.class);
  private final Map<Frame, Long> frames = new HashMap<>();
  private final Map<String, Long> chain = new HashMap<>();
  private long samples;

  private record Frame(String text, StackClass kind) {}

  /** Adds one sample; {@code frame} and {@code chainedOperator} null where not known. */
  public synchronized void add(StackClass kind, String frame, String chainedOperator) {
    samples++;
    classes.merge(kind, 1L, Long::sum);
    if (frame != null) {
      addFrame(new Frame(frame, kind));
    }
    if (chainedOperator != null && (chain.size() < MOST_CHAINED || chain.containsKey(chainedOperator))) {
      chain.merge(chainedOperator, 1L, Long::sum);
    }
  }

  public synchronized StackProfile read() {
    List<ClassCount> byClass = classes.entrySet().stream()
        .map(e -> new ClassCount(e.getKey(), e.getValue())).toList();
    List<FrameCount> top = frames.entrySet().stream()
        .map(e -> new FrameCount(e.getKey().text(), e.getKey().kind(), e.getValue()))
        .sorted(Comparator.comparingLong(FrameCount::count).reversed().thenComparing(FrameCount::frame))
        .limit(SHOWN_FRAMES).toList();
    List<ChainCount> byOperator = chain.entrySet().stream()
        .map(e -> new ChainCount(e.getKey(), e.getValue()))
        .sorted(Comparator.comparing(ChainCount::operator)).toList();
    return new StackProfile(samples, byClass, top, byOperator);
  }

  private void addFrame(Frame frame) {
    if (frames.size() >= MOST_FRAMES && !frames.containsKey(frame)) {
      long rarest = frames.values().stream().mapToLong(Long::longValue).min().orElse(0);
      frames.values().removeIf(count -> count == rarest);
    }
    frames.merge(frame, 1L, Long::sum);
  }
}
