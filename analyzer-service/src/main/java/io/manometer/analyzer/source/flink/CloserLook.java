package io.manometer.analyzer.source.flink;

import io.manometer.rules.model.StackReading;
import io.manometer.rules.model.StackReading.FrameCount;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.model.SubtaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stacks of the subtasks of one job that were looked at closer, by Flink's flame graphs. Asking for one makes Flink sample
 * that subtask's thread for some seconds, so it is done for one subtask at a time, and only while its cause is open.
 *
 * <p>Threads: the one that polls.
 */
final class CloserLook {

  private static final int MOST_FRAMES = 20;
  private static final Duration OLDEST = Duration.ofSeconds(100);
  private static final StackReading NOTHING_YET = new StackReading(0, Map.of(), List.of(), Map.of());

  private final Map<SubtaskId, Seen> seen = new HashMap<>();

  private record Frame(String frame, StackClass kind) {}

  /** Totals of one subtask. */
  private static final class Seen {
    private final Map<StackClass, Long> classes = new EnumMap<>(StackClass.class);
    private final Map<Frame, Long> frames = new HashMap<>();
    private long samples;

    void count(FlameGraph.Stack stack, boolean onCpu) {
      FlameFrames.kind(stack.frames(), onCpu).ifPresent(kind -> {
        samples += stack.count();
        classes.merge(kind, stack.count(), Long::sum);
        FlameFrames.nearest(stack.frames()).ifPresent(
            frame -> frames.merge(new Frame(frame, kind), stack.count(), Long::sum));
      });
    }
  }

  /**
   * Takes the latest samples of a subtask; the first call makes Flink begin. Flink renews them once a minute, so each graph
   * stands for the polls until the next one.
   *
   * @return whether the cluster takes samples at all; by default it does not
   */
  boolean update(RestPoll poll, String jobPath, SubtaskId wanted, Instant now) throws Unreachable {
    String path = jobPath + "/vertices/" + wanted.operator() + "/flamegraph?subtaskindex=" + wanted.index() + "&type=";
    Optional<FlameGraph> running = poll.get(path + "on_cpu").map(FlameGraph::of);
    Optional<FlameGraph> standing = running.filter(graph -> isFresh(graph, now)).isPresent()
        ? poll.get(path + "off_cpu").map(FlameGraph::of).filter(graph -> isFresh(graph, now))
        : Optional.empty();
    if (standing.isPresent()) {
      Seen subtask = seen.computeIfAbsent(wanted, id -> new Seen());
      running.get().stacks().forEach(stack -> subtask.count(stack, true));
      standing.get().stacks().forEach(stack -> subtask.count(stack, false));
    }
    return running.filter(FlameGraph::isOff).isEmpty();
  }

  private static boolean isFresh(FlameGraph graph, Instant now) {
    return graph.endMillis() > now.minus(OLDEST).toEpochMilli();
  }

  /** Totals of a subtask; zero for one that was not looked at. */
  StackReading of(SubtaskId id) {
    Seen subtask = seen.get(id);
    if (subtask == null) {
      return NOTHING_YET;
    }
    List<FrameCount> top = subtask.frames.entrySet().stream()
        .sorted(Map.Entry.<Frame, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(entry -> entry.getKey().frame()))
        .limit(MOST_FRAMES)
        .map(entry -> new FrameCount(entry.getKey().frame(), entry.getKey().kind(), entry.getValue()))
        .toList();
    return new StackReading(subtask.samples, subtask.classes, top, Map.of());
  }
}
