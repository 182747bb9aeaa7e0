package io.manometer.agent.core.log;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The agent's own log: lines on stderr or in a file, each with the prefix {@code [manometer]}. It uses no logging
 * library, because the host may have any of them half configured while the agent starts.
 *
 * <p>A kind of message appears at most once a minute; the next one of its kind says how many were left out. Threads: any.
 */
public final class Log implements AutoCloseable {

  /** Importance, most important first. */
  public enum Level { ERROR, WARN, INFO, DEBUG }

  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int MOST_KINDS = 200;

  private final PrintStream out;
  private final boolean ownsOut;
  private final Level level;
  private final LongSupplier nanoClock;
  private final Map<String, Quiet> kinds = new ConcurrentHashMap<>();

  /** Logs to a stream of the host's, which stays open. */
  public Log(PrintStream out, Level level, LongSupplier nanoClock) {
    this(out, false, level, nanoClock);
  }

  private Log(PrintStream out, boolean ownsOut, Level level, LongSupplier nanoClock) {
    this.out = out;
    this.ownsOut = ownsOut;
    this.level = level;
    this.nanoClock = nanoClock;
  }

  /** Logs to a file, or to stderr when {@code file} is null or cannot be written, and then says so once. */
  public static Log to(Path file, Level level) {
    if (file == null) {
      return new Log(System.err, level, System::nanoTime);
    }
    try {
      OutputStream stream = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new Log(new PrintStream(stream, true, StandardCharsets.UTF_8), true, level, System::nanoTime);
    } catch (Exception e) {
      Log log = new Log(System.err, level, System::nanoTime);
      log.warn("log-file", "option log-file: cannot write " + file + " (" + e + "); logging to stderr");
      return log;
    }
  }

  public void error(String kind, String message) {
    say(Level.ERROR, kind, message);
  }

  public void warn(String kind, String message) {
    say(Level.WARN, kind, message);
  }

  public void info(String kind, String message) {
    say(Level.INFO, kind, message);
  }

  public void debug(String kind, String message) {
    say(Level.DEBUG, kind, message);
  }

  /** Closes the file; stderr is the host's and stays open, also where the host has another by now. */
  @Override
  public void close() {
    if (ownsOut) {
      out.close();
    }
  }

  private void say(Level importance, String kind, String message) {
    if (importance.compareTo(level) > 0) {
      return;
    }
    long leftOut = leftOut(kind);
    if (leftOut < 0) {
      return;
    }
    String more = leftOut == 0 ? "" : " (and " + leftOut + " more like this)";
    out.println("[manometer] " + Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + importance + " "
        + oneLine(message) + more);
  }

  /** How many of this kind were left out since the last one; -1 when this one is to be left out too. */
  private long leftOut(String kind) {
    if (kinds.size() > MOST_KINDS) {
      kinds.clear();
    }
    long now = nanoClock.getAsLong();
    Quiet quiet = kinds.computeIfAbsent(kind, k -> new Quiet());
    synchronized (quiet) {
      if (quiet.spoken && now - quiet.spokenAt < QUIET_NANOS) {
        quiet.leftOut++;
        return -1;
      }
      long leftOut = quiet.leftOut;
      quiet.spoken = true;
      quiet.spokenAt = now;
      quiet.leftOut = 0;
      return leftOut;
    }
  }

  /** Foreign text may hold line breaks and control characters; a log line stays one line. */
  private static String oneLine(String message) {
    return message.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
  }

  private static final class Quiet {
    private boolean spoken;
    private long spokenAt;
    private long leftOut;
  }
}
