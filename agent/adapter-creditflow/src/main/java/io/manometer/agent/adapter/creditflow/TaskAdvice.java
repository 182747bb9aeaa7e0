package io.manometer.agent.adapter.creditflow;

import io.manometer.agent.probe.Probe;
import net.bytebuddy.asm.Advice;

/** Around the method that a task's thread runs from begin to end. */
final class TaskAdvice {

  private TaskAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void began(@Advice.This Object task) {
    Probe.taskStarted(task);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void ended(@Advice.This Object task) {
    Probe.taskEnded(task);
  }
}
