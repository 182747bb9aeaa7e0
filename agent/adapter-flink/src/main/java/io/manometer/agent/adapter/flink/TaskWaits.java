package io.manometer.agent.adapter.flink;

import io.manometer.agent.target.BoundSymbols;
import io.manometer.agent.target.Member;
import io.manometer.agent.target.Waiting;
import java.lang.ref.WeakReference;
import java.util.stream.Stream;

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
  private final String[] edges;
  private final WeakReference<Object> idleTimer;
  private final WeakReference<Object> backpressureTimer;

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
    this.edges = Stream.of(writers(task)).map(writer -> TaskGraph.edgeOf(names, writer)).toArray(String[]::new);
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

  /** The edge whose pool this is; null when it belongs to none of the task's outputs. */
  String edgeOfPool(Object task, Object wanted) {
    Object[] all = writers(task);
    for (int i = 0; i < all.length; i++) {
      if (pool.of(all[i]) == wanted) {
        return edges[i];
      }
    }
    return null;
  }

  private Object[] writers(Object task) {
    return (Object[]) writers.of(environment.of(task));
  }

  private Waiting forOutput(Object[] all) {
    for (int i = 0; i < all.length; i++) {
      if (!(boolean) isAvailable.of(all[i])) {
        return Waiting.forOutput(edges[i], fullestTarget(pool.of(all[i])));
      }
    }
    return Waiting.forOutput(null, -1);
  }

  /** Who holds most of the buffers makes the others wait. */
  private int fullestTarget(Object buffers) {
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
