package io.manometer.agent.adapter.flink;

import io.manometer.agent.probe.Probe;
import net.bytebuddy.asm.Advice;

/** Around the run of the thread in which a source of the old kind works. */
final class LegacySourceAdvice {

  private LegacySourceAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void began(@Advice.This Object thread) {
    Probe.taskStarted(thread);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void ended(@Advice.This Object thread) {
    Probe.taskEnded(thread);
  }
}
