package io.manometer.agent.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();
  private final Log log =
      new Log(new PrintStream(written, true, StandardCharsets.UTF_8), Log.Level.INFO, clock::get);

  @Test
  void aKindOfMessageComesOnceAMinuteAndThenSaysHowManyWereLeftOut() {
    for (int i = 0; i < 1000; i++) {
      log.warn("push", "the analyzer is down");
      clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(61));
    }

    assertThat(lines()).hasSize(2);
    assertThat(lines()[0]).startsWith("[manometer] ").endsWith("WARN the analyzer is down");
    assertThat(lines()[1]).endsWith("the analyzer is down (and 983 more like this)");
  }

  @Test
  void whatIsLessImportantThanTheLevelIsNotSaid() {
    log.debug("a", "a");
    log.info("b", "b");

    assertThat(lines()).hasSize(1);
  }

  @Test
  void foreignTextCannotMakeASecondLine() {
    log.info("a", "name\r\n[manometer] INFO forged\u001b[31m\u009b31m\u202e");

    assertThat(lines()).hasSize(1);
    assertThat(lines()[0]).doesNotContain("\u001b", "\u009b", "\u202e");
  }

  @Test
  void aFileIsAppendedTo(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("agent.log");
    Log.to(file, Log.Level.INFO).info("a", "one");
    Log.to(file, Log.Level.INFO).info("a", "two");

    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @Test
  void theHostsStderrStaysOpenAlsoWhenTheHostHasPutAnotherInItsPlace() {
    PrintStream hosts = System.err;
    PrintStream first = new PrintStream(written, true, StandardCharsets.UTF_8);
    try {
      System.setErr(first);
      Log agents = Log.to(null, Log.Level.INFO);
      System.setErr(hosts);
      agents.close();
    } finally {
      System.setErr(hosts);
    }

    first.println("still there");
    assertThat(lines()).containsExactly("still there");
  }

  private String[] lines() {
    return written.toString(StandardCharsets.UTF_8).split(System.lineSeparator());
  }
}
