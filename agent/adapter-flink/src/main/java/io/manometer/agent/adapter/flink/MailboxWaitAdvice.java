package io.manometer.agent.adapter.flink;

import io.manometer.agent.probe.Probe;
import net.bytebuddy.asm.Advice;

/** Around the taking of a mail, called where there is none and the thread has nothing else to do. */
final class MailboxWaitAdvice {

  private MailboxWaitAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void began(@Advice.This Object mailbox) {
    Probe.waitBegan(mailbox);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void ended() {
    Probe.waitEnded();
  }
}
