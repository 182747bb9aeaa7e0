package io.manometer.agent.adapter.flink;

import io.manometer.agent.probe.Probe;
import net.bytebuddy.asm.Advice;

/**
 * Around the time in which a task runs, restoring its state not included. A task with a source of the old kind is left
 * out: its own thread only waits, and {@link LegacySourceAdvice} announces the thread that works.
 */
final class TaskAdvice {

  private TaskAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void began(@Advice.This Object task) {
    if (!task.getClass().getName().equals("org.apache.flink.streaming.runtime.tasks.SourceStreamTask")) {
      Probe.taskStarted(task);
    }
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void ended(@Advice.This Object task) {
    if (!task.getClass().getName().equals("org.apache.flink.streaming.runtime.tasks.SourceStreamTask")) {
      Probe.taskEnded(task);
    }
  }
}
