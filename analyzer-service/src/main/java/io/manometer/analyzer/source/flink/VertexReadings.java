package io.manometer.analyzer.source.flink;

import io.manometer.analyzer.source.flink.VertexAnswer.Subtask;
import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Spent;
import io.manometer.rules.model.StackReading;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.SubtaskReading.InputReading;
import io.manometer.rules.model.SubtaskReading.OutputReading;
import io.manometer.rules.model.SubtaskReading.SourceReading;
import io.manometer.rules.model.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes readings of one vertex's subtasks. What concerns single edges is known only where there is one edge. */
final class VertexReadings {

  private static final long NANOS = 1_000_000;
  private static final Duration WATERMARK_OLDEST = Duration.ofDays(30);

  private final Topology graph;
  private final Operator operator;
  private final SubtaskMetrics metrics;
  private final Alignment alignment;
  private final Instant at;

  VertexReadings(Topology graph, Operator operator, SubtaskMetrics metrics, Alignment alignment, Instant at) {
    this.graph = graph;
    this.operator = operator;
    this.metrics = metrics;
    this.alignment = alignment;
    this.at = at;
  }

  /** The reading of a subtask whose busy time is known. */
  SubtaskReading exact(Subtask subtask, Optional<StackReading> stacks) {
    return reading(subtask, stacks, new Spent.Totals(
        subtask.told() * NANOS, subtask.idle() * NANOS, subtask.backpressured() * NANOS));
  }

  /** The reading of one whose busy time Flink does not know: only its backpressure, since it was seen last. */
  SubtaskReading withoutBusy(Subtask subtask, double backpressured, Duration since) {
    double share = Math.max(0, Math.min(1, backpressured));
    return reading(subtask, Optional.empty(), new Spent.Shares(Optional.empty(), Optional.of(share), Optional.empty(), since));
  }

  private SubtaskReading reading(Subtask subtask, Optional<StackReading> stacks, Spent spent) {
    int index = subtask.index();
    return new SubtaskReading(
        new SubtaskId(operator.id(), index),
        subtask.attempt(),
        spent,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        operator.isSource() ? Optional.empty() : subtask.readRecords(),
        operator.isSink() ? Optional.empty() : subtask.writeRecords(),
        operator.isSource() ? Optional.empty() : subtask.readBytes(),
        operator.isSink() ? Optional.empty() : subtask.writeBytes(),
        operator.isSink() ? Optional.empty() : metrics.outPool(index),
        metrics.inExclusive(index),
        metrics.inFloating(index),
        operator.isSource() ? Optional.of(source(subtask)) : Optional.empty(),
        inputs(subtask),
        outputs(subtask),
        stacks,
        metrics.watermark(index).map(millis -> at.toEpochMilli() - millis)
            .filter(lag -> Math.abs(lag) < WATERMARK_OLDEST.toMillis())
            .map(lag -> Math.max(0, lag)),
        alignment.startDelayMillis(operator, index));
  }

  /** A source of the new kind counts as read what it emits, before any filter that is chained to it. */
  private SourceReading source(Subtask subtask) {
    Optional<Long> lag = metrics.pendingRecords(subtask.index());
    Optional<Long> emitted = subtask.readRecords().filter(n -> n > 0).or(
        () -> subtask.writeRecords().filter(n -> !operator.isSink()));
    return new SourceReading(
        lag.map(known -> true), lag.flatMap(owed -> emitted.map(n -> n + owed)), emitted, lag);
  }

  private List<InputReading> inputs(Subtask subtask) {
    List<Edge> edges = graph.inputsOf(operator.id());
    boolean single = edges.size() == 1;
    return edges.stream()
        .map(edge -> new InputReading(
            edge.id(),
            single ? subtask.readRecords() : Optional.empty(),
            single ? subtask.readBytes() : Optional.empty(),
            single ? metrics.inQueue(subtask.index()) : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            alignment.nanos(edge, subtask.index())))
        .toList();
  }

  private List<OutputReading> outputs(Subtask subtask) {
    List<Edge> edges = graph.outputsOf(operator.id());
    boolean single = edges.size() == 1;
    return edges.stream()
        .map(edge -> new OutputReading(
            edge.id(),
            single ? subtask.writeRecords() : Optional.empty(),
            single ? subtask.writeBytes() : Optional.empty(),
            single ? Optional.of(subtask.backpressured() * NANOS) : Optional.empty(),
            List.of(),
            single ? metrics.outQueue(subtask.index()) : Optional.empty()))
        .toList();
  }
}
