package io.manometer.agent.adapter.creditflow;

import io.manometer.agent.probe.Probe;
import net.bytebuddy.asm.Advice;

/** Around a method that does nothing but wait for input or for a source's next arrival. */
final class InputWaitAdvice {

  private InputWaitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void began(@Advice.This Object input) {
    Probe.inputWaitBegan(input);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void ended() {
    Probe.waitEnded();
  }
}
