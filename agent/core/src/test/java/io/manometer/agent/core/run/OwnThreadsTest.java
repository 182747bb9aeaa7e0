package io.manometer.agent.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.core.log.Log;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

  @Test
  void aLoopGoesOnWhereNotEvenTheErrorCanBeTold() throws Exception {
    OwnThreads untold = new OwnThreads(logWithoutMemory());
    CountDownLatch steps = new CountDownLatch(2);
    untold.repeat("step", () -> {
      steps.countDown();
      LockSupport.unpark(Thread.currentThread()); // it need not wait before the next try
      throw new OutOfMemoryError();
    });

    assertThat(steps.await(60, TimeUnit.SECONDS)).isTrue();
    untold.stop(60_000);
  }

  @Test
  void whatItsThreadsThrowDoesNotReachTheHostsHandler() throws Exception {
    List<Throwable> seenByTheHost = new CopyOnWriteArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> seenByTheHost.add(thrown));
    try {
      Thread thread = new OwnThreads(logWithoutMemory()).create("once", () -> {
        throw new OutOfMemoryError();
      });
      thread.start();
      thread.join();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(seenByTheHost).isEmpty();
  }

  private static Log logWithoutMemory() {
    return new Log(new PrintStream(OutputStream.nullOutputStream()) {
      @Override
      public void println(String line) {
        throw new OutOfMemoryError();
      }
    }, Log.Level.INFO, System::nanoTime);
  }
}
