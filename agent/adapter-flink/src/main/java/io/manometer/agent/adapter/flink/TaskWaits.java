package io.manometer.agent.adapter.flink;

import io.manometer.agent.target.BoundSymbols;
import io.manometer.agent.target.Member;
import io.manometer.agent.target.Waiting;
import java.lang.ref.WeakReference;
import java.util.stream.IntStream;

/**
 * What a task waits for. Flink marks each suspension of a task with a timer: the one for idle time, the one for
 * backpressure, or another.
 */
final class TaskWaits {

  private final Member processor;
  private final Member suspension;
  private final Member suspensionTimer;
  private final Member timerGauge;
  private final Member measuresSince;
  private final Member environment;
  private final Member writers;
  private final Member isAvailable;
  private final Member pool;
  private final Member buffersByTarget;
  private final Output[] outputs;
  private final WeakReference<Object> idleTimer;
  private final WeakReference<Object> backpressureTimer;

  /**
   * @param tellsConsumers whether its subpartitions are the consuming subtasks: a pointwise one counts those that are its
   *     own, and a broadcast asks for the buffers of all as for those of the first
   */
  private record Output(String edge, boolean tellsConsumers) {

    Waiting waitFor(int subpartition) {
      return Waiting.forOutput(edge, tellsConsumers ? subpartition : -1);
    }
  }

  TaskWaits(BoundSymbols names, Object task) {
    this.processor = names.member(Names.TASK_PROCESSOR);
    this.suspension = names.member(Names.PROCESSOR_SUSPENSION);
    this.suspensionTimer = names.member(Names.SUSPENSION_TIMER);
    this.timerGauge = names.member(Names.TIMER_GAUGE_OF);
    this.measuresSince = names.member(Names.GAUGE_MEASURES_SINCE);
    this.environment = names.member(Names.TASK_ENVIRONMENT);
    this.writers = names.member(Names.ENVIRONMENT_WRITERS);
    this.isAvailable = names.member(Names.IS_AVAILABLE);
    this.pool = names.member(Names.WRITER_POOL);
    this.buffersByTarget = names.member(Names.POOL_BY_TARGET);
    this.outputs = outputs(names, task, writers(task));
    Object io = names.read(Names.GROUP_IO, names.read(Names.ENVIRONMENT_METRICS, environment.of(task)));
    this.idleTimer = new WeakReference<>(names.read(Names.IO_IDLE, io));
    this.backpressureTimer = new WeakReference<>(names.read(Names.IO_SOFT_BACKPRESSURE, io));
  }

  /**
   * The wait for a mail: of a task that has no input, of one that has no buffer, or for something within an operator. While
   * a suspended task runs a mail its timer rests, so what such a mail waits for is within the operator as well.
   */
  Waiting atMailbox(Object task) {
    Object suspended = suspension.of(processor.of(task));
    if (suspended == null) {
      return Waiting.NOTHING;
    }
    Object timer = suspensionTimer.of(suspended);
    if (timer == null) {
      return Waiting.FOR_INPUT;
    }
    Object gauge = timer.getClass().getName().equals(Names.PERIOD_TIMER) ? timerGauge.of(timer) : null;
    if (gauge == null || (long) measuresSince.of(gauge) == 0) {
      return Waiting.NOTHING;
    }
    if (gauge == backpressureTimer.get()) {
      return forOutput(writers(task));
    }
    return gauge == idleTimer.get() ? Waiting.FOR_INPUT : Waiting.NOTHING;
  }

  /** The wait for a buffer of this pool; without an edge when it belongs to none of the task's outputs. */
  Waiting atPool(Object task, Object wanted, int subpartition) {
    Object[] all = writers(task);
    for (int i = 0; i < all.length; i++) {
      if (pool.of(all[i]) == wanted) {
        return outputs[i].waitFor(subpartition);
      }
    }
    return Waiting.forOutput(null, -1);
  }

  private static Output[] outputs(BoundSymbols names, Object task, Object[] partitions) {
    Object recordWriters = names.read(Names.TASK_RECORD_WRITER, task);
    return IntStream.range(0, partitions.length)
        .mapToObj(i -> new Output(
            TaskGraph.edgeOf(names, partitions[i]),
            tellsConsumers(names, names.call(Names.RECORD_WRITER_AT, recordWriters, i))))
        .toArray(Output[]::new);
  }

  private static boolean tellsConsumers(BoundSymbols names, Object recordWriter) {
    if (!recordWriter.getClass().getName().equals(Names.SELECTING_WRITER)) {
      return false;
    }
    Object partitioner = names.read(Names.WRITER_SELECTOR, recordWriter);
    return !(boolean) names.read(Names.IS_POINTWISE, partitioner);
  }

  private Object[] writers(Object task) {
    return (Object[]) writers.of(environment.of(task));
  }

  private Waiting forOutput(Object[] all) {
    for (int i = 0; i < all.length; i++) {
      if (!(boolean) isAvailable.of(all[i])) {
        return outputs[i].waitFor(fullestSubpartition(pool.of(all[i])));
      }
    }
    return Waiting.forOutput(null, -1);
  }

  /** Who holds most of the buffers makes the others wait. */
  private int fullestSubpartition(Object buffers) {
    if (buffers == null || !buffers.getClass().getName().equals(Names.LOCAL_BUFFER_POOL)) {
      return -1;
    }
    int[] counts = (int[]) buffersByTarget.of(buffers);
    int fullest = -1;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0 && (fullest < 0 || counts[i] > counts[fullest])) {
        fullest = i;
      }
    }
    return fullest;
  }
}
