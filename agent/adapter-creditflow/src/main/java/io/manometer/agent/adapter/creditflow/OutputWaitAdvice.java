package io.manometer.agent.adapter.creditflow;

import io.manometer.agent.probe.Probe;
import net.bytebuddy.asm.Advice;

/** Around a method that does nothing but wait for an output buffer; its first parameter is the consuming subtask. */
final class OutputWaitAdvice {

  private OutputWaitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void began(@Advice.This Object output, @Advice.Argument(0) int target) {
    Probe.outputWaitBegan(output, target);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void ended() {
    Probe.waitEnded();
  }
}
