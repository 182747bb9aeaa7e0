package io.manometer.analyzer.source.flink;

import io.manometer.analyzer.source.flink.VertexAnswer.Subtask;
import io.manometer.rules.model.SubtaskReading.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metrics of a vertex's subtasks that its details do not hold: buffers, lag, watermarks. Their names are the same in
 * 1.20 and 2.x.
 */
final class SubtaskMetrics {

  private static final String OUT_POOL = "Shuffle.Netty.Output.Buffers.outPoolUsage";
  private static final String OUT_QUEUE = "Shuffle.Netty.Output.Buffers.outputQueueLength";
  private static final String IN_EXCLUSIVE = "Shuffle.Netty.Input.Buffers.inputExclusiveBuffersUsage";
  private static final String IN_FLOATING = "Shuffle.Netty.Input.Buffers.inputFloatingBuffersUsage";
  private static final String IN_QUEUE = "Shuffle.Netty.Input.Buffers.inputQueueLength";
  private static final String IN_REMOTE = "Shuffle.Netty.Input.numBuffersInRemote";
  private static final String INPUT_WATERMARK = "currentInputWatermark";
  private static final String OUTPUT_WATERMARK = ".currentOutputWatermark";
  private static final String PENDING = ".pendingRecords";

  private final Map<String, String> values;
  private final String source;

  private SubtaskMetrics(Map<String, String> values, String source) {
    this.values = values;
    this.source = source;
  }

  /**
   * Asks for them.
   *
   * @param path of the vertex's metrics
   * @param pressed those of the subtasks whose buffers are asked for; a source's lag is asked for of all
   * @param source the name by which metrics of its source operator begin; empty for a vertex that is no source
   */
  static SubtaskMetrics read(
      RestPoll poll, String path, List<Subtask> subtasks, List<Subtask> pressed, boolean reads, boolean writes,
      String source) throws Unreachable {
    List<String> wanted = new ArrayList<>();
    if (writes) {
      wanted.addAll(List.of(OUT_POOL, OUT_QUEUE));
    }
    if (reads) {
      wanted.addAll(List.of(IN_EXCLUSIVE, IN_FLOATING, IN_QUEUE, IN_REMOTE, INPUT_WATERMARK));
    }
    List<String> names = new ArrayList<>(named(pressed, wanted));
    if (!source.isEmpty()) {
      names.addAll(named(subtasks, List.of(source + PENDING, source + OUTPUT_WATERMARK)));
    }
    return new SubtaskMetrics(poll.metrics(path, names), source);
  }

  private static List<String> named(List<Subtask> subtasks, List<String> metrics) {
    return subtasks.stream()
        .flatMap(subtask -> metrics.stream().map(metric -> subtask.index() + "." + metric)).toList();
  }

  /** The name of the source operator among {@code names} of metrics; empty when none tells. */
  static String sourceIn(List<String> names) {
    return names.stream()
        .filter(name -> name.endsWith(PENDING))
        .map(name -> name.substring(0, name.length() - PENDING.length()))
        .findFirst()
        .orElse("");
  }

  Optional<Pool> outPool(int subtask) {
    return number(subtask, OUT_POOL).map(Pool::ofRatio);
  }

  Optional<Long> outQueue(int subtask) {
    return number(subtask, OUT_QUEUE).map(Math::round);
  }

  Optional<Pool> inExclusive(int subtask) {
    return readsRemotely(subtask) ? number(subtask, IN_EXCLUSIVE).map(Pool::ofRatio) : Optional.empty();
  }

  Optional<Pool> inFloating(int subtask) {
    return readsRemotely(subtask) ? number(subtask, IN_FLOATING).map(Pool::ofRatio) : Optional.empty();
  }

  Optional<Long> inQueue(int subtask) {
    return number(subtask, IN_QUEUE).map(Math::round);
  }

  Optional<Long> pendingRecords(int subtask) {
    return source.isEmpty() ? Optional.empty() : number(subtask, source + PENDING).map(Math::round);
  }

  /** Event time of the watermark in milliseconds; empty while there is none. */
  Optional<Long> watermark(int subtask) {
    return number(subtask, source.isEmpty() ? INPUT_WATERMARK : source + OUTPUT_WATERMARK)
        .filter(millis -> millis > 0 && millis < Long.MAX_VALUE)
        .map(Math::round);
  }

  /** A local channel reads the producer's own buffers: Flink's usage is then 0 whatever waits, so it says nothing. */
  private boolean readsRemotely(int subtask) {
    return number(subtask, IN_REMOTE).filter(buffers -> buffers > 0).isPresent();
  }

  private Optional<Double> number(int subtask, String name) {
    try {
      return Optional.ofNullable(values.get(subtask + "." + name))
          .map(Double::parseDouble)
          .filter(value -> Double.isFinite(value) && value >= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
