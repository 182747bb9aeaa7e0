package io.manometer.agent.adapter.flink;

import io.manometer.agent.target.BoundSymbols;
import io.manometer.agent.target.Waiting;
import java.lang.ref.WeakReference;

/**
 * What a task waits for. Flink marks each suspension of a task with a timer: the one for idle time, the one for
 * backpressure, or another.
 */
final class TaskWaits {

  private final BoundSymbols names;
  private final WeakReference<Object> idleTimer;
  private final WeakReference<Object> backpressureTimer;

  TaskWaits(BoundSymbols names, Object task) {
    this.names = names;
    Object environment = names.read(Names.TASK_ENVIRONMENT, task);
    Object io = names.read(Names.GROUP_IO, names.read(Names.ENVIRONMENT_METRICS, environment));
    this.idleTimer = new WeakReference<>(names.read(Names.IO_IDLE, io));
    this.backpressureTimer = new WeakReference<>(names.read(Names.IO_SOFT_BACKPRESSURE, io));
  }

  /** The wait for a mail: of a task that has no input, of one that has no buffer, or for something within an operator. */
  Waiting atMailbox(Object task) {
    Object suspension = names.read(Names.PROCESSOR_SUSPENSION, names.read(Names.TASK_PROCESSOR, task));
    if (suspension == null) {
      return Waiting.NOTHING;
    }
    Object timer = names.read(Names.SUSPENSION_TIMER, suspension);
    if (timer == null) {
      return Waiting.FOR_INPUT;
    }
    Object gauge = timer.getClass().getName().equals(Names.PERIOD_TIMER) ? names.read(Names.TIMER_GAUGE_OF, timer) : null;
    if (gauge != null && gauge == backpressureTimer.get()) {
      return forOutput(writers(task));
    }
    return gauge != null && gauge == idleTimer.get() ? Waiting.FOR_INPUT : Waiting.NOTHING;
  }

  /** The edge whose pool this is; null when it belongs to none of the task's outputs. */
  String edgeOfPool(Object task, Object pool) {
    for (Object writer : writers(task)) {
      if (names.read(Names.WRITER_POOL, writer) == pool) {
        return TaskGraph.edgeOf(names, writer);
      }
    }
    return null;
  }

  private Object[] writers(Object task) {
    return (Object[]) names.read(Names.ENVIRONMENT_WRITERS, names.read(Names.TASK_ENVIRONMENT, task));
  }

  private Waiting forOutput(Object[] writers) {
    for (Object writer : writers) {
      if (!(Boolean) names.read(Names.IS_AVAILABLE, writer)) {
        return Waiting.forOutput(TaskGraph.edgeOf(names, writer), fullestTarget(names.read(Names.WRITER_POOL, writer)));
      }
    }
    return Waiting.forOutput(null, -1);
  }

  /** Who holds most of the buffers makes the others wait. */
  private int fullestTarget(Object pool) {
    if (pool == null || !pool.getClass().getName().equals(Names.LOCAL_BUFFER_POOL)) {
      return -1;
    }
    int[] counts = (int[]) names.read(Names.POOL_BY_TARGET, pool);
    int fullest = -1;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0 && (fullest < 0 || counts[i] > counts[fullest])) {
        fullest = i;
      }
    }
    return fullest;
  }
}
