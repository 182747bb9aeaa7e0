package io.manometer.agent.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.core.log.Log;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OwnThreadsTest {

  private final Log silent = new Log(new PrintStream(OutputStream.nullOutputStream()), Log.Level.INFO, System::nanoTime);
  private final OwnThreads threads = new OwnThreads(silent);

  @Test
  void threadsThatLiveOnAfterTheWaitAreNamedUntilTheyEnd() throws Exception {
    CompletableFuture<Void> held = new CompletableFuture<>();
    CountDownLatch began = new CountDownLatch(1);
    Thread slow = threads.repeat("slow", () -> {
      began.countDown();
      held.join();
      return 0;
    });
    began.await();

    assertThat(threads.stop(1)).containsExactly("manometer-slow");
    held.complete(null);
    slow.join();
    assertThat(threads.stop(1)).isEmpty();
  }
}
