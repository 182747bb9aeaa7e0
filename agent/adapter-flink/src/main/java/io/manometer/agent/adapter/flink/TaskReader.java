package io.manometer.agent.adapter.flink;

import io.manometer.agent.target.BoundSymbols;
import io.manometer.agent.target.TaskReadings;
import io.manometer.wire.SubtaskSample.InputSample;
import io.manometer.wire.SubtaskSample.OutputSample;
import io.manometer.wire.SubtaskSample.Pool;
import io.manometer.wire.SubtaskSample.SourceSample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the counters that Flink keeps for itself. It takes none of Flink's locks: plain fields and the getters that Flink
 * calls unsynchronized, each of which may be old by an instant. Channels are read anew each time, since Flink swaps them
 * after a recovery.
 */
final class TaskReader {

  private final BoundSymbols names;
  private final TaskGraph graph;
  private Alignments alignments;
  private long arrived;

  TaskReader(BoundSymbols names) {
    this.names = names;
    this.graph = new TaskGraph(names);
  }

  TaskReadings read(Object task, long wallClockMillis) {
    Object environment = names.read(Names.TASK_ENVIRONMENT, task);
    Object group = names.read(Names.ENVIRONMENT_METRICS, environment);
    Object io = names.read(Names.GROUP_IO, group);
    Object[] gates = (Object[]) names.read(Names.ENVIRONMENT_GATES, environment);
    Object[] writers = (Object[]) names.read(Names.ENVIRONMENT_WRITERS, environment);
    Long recordsIn = gates.length == 0 ? null : count(Names.IO_RECORDS_IN, io);
    Long recordsOut = writers.length == 0 ? null : count(Names.IO_RECORDS_OUT, io);
    List<Gate> inner = innerGates(gates);
    return new TaskReadings(
        recordsIn,
        recordsOut,
        gates.length == 0 ? null : count(Names.IO_BYTES_IN, io),
        writers.length == 0 ? null : count(Names.IO_BYTES_OUT, io),
        outPool(writers),
        Gate.exclusive(inner),
        Gate.floating(inner),
        gates.length == 0 ? source(task, recordsOut, io) : null,
        inputs(task, inner, recordsIn),
        outputs(writers, recordsOut),
        watermarkLag(task, group, gates.length == 0, wallClockMillis),
        checkpointStartDelay(task));
  }

  private Long count(io.manometer.agent.target.Symbol counter, Object io) {
    return names.number(Names.COUNT, names.read(counter, io));
  }

  private List<Gate> innerGates(Object[] gates) {
    List<Gate> inner = new ArrayList<>();
    for (Object gate : gates) {
      Object found = graph.inner(gate);
      if (found.getClass().getName().equals(Names.SINGLE_GATE)) {
        inner.add(Gate.read(names, found, graph.edgeOfGate(found)));
      }
    }
    return inner;
  }

  private List<InputSample> inputs(Object task, List<Gate> gates, Long recordsIn) {
    if (alignments == null) {
      alignments = new Alignments(names, gates.size());
    }
    alignments.look(task);
    List<InputSample> inputs = new ArrayList<>();
    for (int i = 0; i < gates.size(); i++) {
      Gate gate = gates.get(i);
      inputs.add(new InputSample(
          gate.edge(), gates.size() == 1 ? recordsIn : null, null, gate.queued(), gate.credits(), gate.backlog(),
          alignments.nanos(i)));
    }
    return inputs;
  }

  private List<OutputSample> outputs(Object[] writers, Long recordsOut) {
    List<OutputSample> outputs = new ArrayList<>();
    for (Object writer : writers) {
      outputs.add(new OutputSample(
          TaskGraph.edgeOf(names, writer), writers.length == 1 ? recordsOut : null, null, null, List.of(),
          queued(writer)));
    }
    return outputs;
  }

  private Long queued(Object writer) {
    if (!TaskGraph.isA(writer, Names.BUFFER_WRITING_PARTITION)) {
      return null;
    }
    long queued = 0;
    for (Object subpartition : (Object[]) names.read(Names.WRITER_SUBPARTITIONS, writer)) {
      queued += Math.max(0, names.number(Names.SUBPARTITION_QUEUED, subpartition));
    }
    return queued;
  }

  private Pool outPool(Object[] writers) {
    long used = 0;
    long size = 0;
    for (Object writer : writers) {
      Object pool = TaskGraph.isA(writer, Names.BUFFER_WRITING_PARTITION) ? names.read(Names.WRITER_POOL, writer) : null;
      if (pool == null || !pool.getClass().getName().equals(Names.LOCAL_BUFFER_POOL)) {
        return null;
      }
      used += used(pool);
      size += names.number(Names.POOL_SIZE, pool);
    }
    return writers.length == 0 ? null : new Pool(used, size);
  }

  private long used(Object pool) {
    return Gate.used(names, pool);
  }

  /** Only sources that know what waits for them have a lag. */
  private SourceSample source(Object task, Long recordsOut, Object io) {
    Long emitted = emitted(count(Names.IO_RECORDS_IN, io), recordsOut);
    Number pending = (Number) gauge(sourceMetrics(task), "pendingRecords");
    if (pending == null || pending.longValue() < 0) {
      return new SourceSample(null, null, emitted, null);
    }
    return new SourceSample(
        true, emitted == null ? null : arrived(emitted + pending.longValue()), emitted, pending.longValue());
  }

  /** A source that fetches many records at once has them pending no more before it emits them; what arrived stays so. */
  private Long arrived(long emittedAndPending) {
    arrived = Math.max(arrived, emittedAndPending);
    return arrived;
  }

  /**
   * What came out of the source itself, before any filter that is chained to it: sources of the new kind count it as what
   * the task read. Those that count nothing are told by what the chain wrote; null where it writes to no other task.
   */
  private static Long emitted(long recordsIn, Long recordsOut) {
    return recordsIn > 0 ? Long.valueOf(recordsIn) : recordsOut;
  }

  private Long watermarkLag(Object task, Object group, boolean isSource, long wallClockMillis) {
    Number watermark = (Number) (isSource
        ? gauge(sourceMetrics(task), "currentOutputWatermark")
        : gauge(names.read(Names.GROUP_METRICS, group), "currentInputWatermark"));
    boolean told = watermark != null && watermark.longValue() > 0 && watermark.longValue() < Long.MAX_VALUE;
    return told ? Math.max(0, wallClockMillis - watermark.longValue()) : null;
  }

  /** Flink says 0 as well while there was no checkpoint yet. */
  private Long checkpointStartDelay(Object task) {
    Object handler = ((Optional<?>) names.read(Names.TASK_BARRIER_HANDLER, task)).orElse(null);
    long nanos = handler == null ? 0 : names.number(Names.HANDLER_START_DELAY, handler);
    return nanos > 0 ? nanos / 1_000_000 : null;
  }

  /** The metrics that the task's source has registered; null where it has no source of the new kind. */
  private Object sourceMetrics(Object task) {
    for (Object operator : graph.operators(task)) {
      if (TaskGraph.isA(operator, Names.SOURCE_OPERATOR)) {
        Object proxy = names.read(Names.SOURCE_METRICS, operator);
        return proxy == null ? null : names.read(Names.GROUP_METRICS, names.read(Names.PROXY_PARENT, proxy));
      }
    }
    return null;
  }

  /** The value of a gauge, which is code of a connector; null where there is none or it fails. */
  private Object gauge(Object metrics, String name) {
    Object gauge = metrics == null ? null : ((Map<?, ?>) metrics).get(name);
    try {
      return gauge == null ? null : names.read(Names.GAUGE_VALUE, gauge);
    } catch (RuntimeException connectorFails) {
      return null;
    }
  }

  /**
   * One input gate. Credits, backlog and pools concern channels from other processes only: a local channel reads the
   * producer's own buffers.
   */
  private record Gate(
      String edge, boolean remote, long queued, long exclusiveSize, long exclusiveUsed, long floatingSize,
      long floatingUsed, long floatingFree, long senderBacklog) {

    static Gate read(BoundSymbols names, Object gate, String edge) {
      long queued = 0;
      long size = 0;
      long used = 0;
      long free = 0;
      long backlog = 0;
      boolean remote = false;
      for (Object channel : (Object[]) names.read(Names.GATE_CHANNELS, gate)) {
        queued += Math.max(0, names.number(Names.CHANNEL_QUEUED, channel));
        if (channel.getClass().getName().equals(Names.REMOTE_CHANNEL)) {
          remote = true;
          size += names.number(Names.REMOTE_CREDIT, channel);
          used += names.number(Names.REMOTE_EXCLUSIVE_USED, channel);
          free += names.number(Names.REMOTE_FLOATING_FREE, channel);
          backlog += Math.max(0, names.number(Names.REMOTE_BACKLOG, channel));
        }
      }
      Object pool = names.read(Names.GATE_POOL, gate);
      boolean known = pool != null && pool.getClass().getName().equals(Names.LOCAL_BUFFER_POOL);
      long floatingSize = known ? names.number(Names.POOL_SIZE, pool) : 0;
      long floatingUsed = known ? Math.max(0, used(names, pool) - free) : 0;
      return new Gate(edge, remote, queued, size, used, floatingSize, floatingUsed, free, backlog);
    }

    static long used(BoundSymbols names, Object pool) {
      long free = ((ArrayDeque<?>) names.read(Names.POOL_FREE, pool)).size();
      return Math.max(0, names.number(Names.POOL_REQUESTED, pool) - free);
    }

    Long credits() {
      return remote ? exclusiveSize - exclusiveUsed + floatingFree : null;
    }

    Long backlog() {
      return remote ? senderBacklog : null;
    }

    static Pool exclusive(List<Gate> gates) {
      return gates.stream().noneMatch(Gate::remote) ? null : new Pool(
          gates.stream().mapToLong(Gate::exclusiveUsed).sum(), gates.stream().mapToLong(Gate::exclusiveSize).sum());
    }

    static Pool floating(List<Gate> gates) {
      return gates.stream().noneMatch(Gate::remote) ? null : new Pool(
          gates.stream().mapToLong(Gate::floatingUsed).sum(), gates.stream().mapToLong(Gate::floatingSize).sum());
    }
  }
}
