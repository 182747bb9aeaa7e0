package io.manometer.agent.adapter.flink;

import io.manometer.agent.probe.Probe;
import net.bytebuddy.asm.Advice;

/** Around the request of a buffer that is made when there is none; its parameter is the subpartition. */
final class BufferWaitAdvice {

  private BufferWaitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void began(@Advice.This Object pool, @Advice.Argument(0) int target) {
    Probe.outputWaitBegan(pool, target);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void ended() {
    Probe.waitEnded();
  }
}
