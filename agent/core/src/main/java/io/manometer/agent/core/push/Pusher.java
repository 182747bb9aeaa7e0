package io.manometer.agent.core.push;

import io.manometer.agent.core.log.Log;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends snapshots to the analyzer, one after another, on a thread of its own. Whatever the analyzer does (down, slow,
 * answers 500, answers for ever), the queue stays as short as it is and nobody but this thread waits.
 */
public final class Pusher {

  private static final int TIMEOUT_MILLIS = 2000;
  private static final long LONGEST_PUSH = TimeUnit.SECONDS.toNanos(8);
  private static final int MOST_ANSWER = 500;
  private static final long IDLE_MILLIS = 500;
  private static final Authenticator NOBODY = new Nobody();

  private final URL url;
  private final TokenFile token;
  private final Log log;
  private final Executor aside;
  private final SnapshotQueue queue = new SnapshotQueue();
  private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicBoolean breakingOff = new AtomicBoolean();
  private volatile HttpURLConnection current;
  private volatile long currentSince;
  private volatile String failure;
  private volatile boolean stopped;

  /**
   * Knows no password, whatever the host's own knows. One for all posts: the JDK hands a connection that it kept open only
   * to the authenticator that it was opened with. It keeps of it a name or a weak reference, so nothing of the agent.
   */
  private static final class Nobody extends Authenticator {}

  /** Status and the begin of the body. */
  private record Answer(int status, String text) {}

  /** @param aside runs what may wait for a push, on a thread that nobody waits for */
  public Pusher(URI analyzer, TokenFile token, Log log, Executor aside) throws IOException {
    String base = analyzer.toString().replaceAll("/+$", "");
    this.url = URI.create(base + "/api/v1/snapshots").toURL();
    this.token = token;
    this.log = log;
    this.aside = aside;
  }

  /** Queues a snapshot; never waits. */
  public void offer(byte[] gzippedJson) {
    queue.add(gzippedJson);
    abortWhenStuck(System.nanoTime());
  }

  /** Sends the oldest snapshot if there is one, and says how long to wait before the next step. */
  public long step() {
    if (stopped) {
      return TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
    }
    try {
      byte[] snapshot = queue.first(IDLE_MILLIS);
      return snapshot == null ? 0 : send(snapshot);
    } catch (InterruptedException e) {
      return 0;
    }
  }

  /** Waits until all is sent, the first failure, or the time is up. */
  public void awaitSent(long untilNanoTime) {
    while (queue.size() > 0 && failure == null && System.nanoTime() < untilNanoTime) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Breaks off what is being sent, which is no failure then. */
  public void stop() {
    stopped = true;
    HttpURLConnection connection = current;
    if (connection != null) {
      breakOff(connection);
    }
  }

  public long sent() {
    return sent.get();
  }

  public long failed() {
    return failed.get();
  }

  public long dropped() {
    return queue.dropped();
  }

  public int queued() {
    return queue.size();
  }

  /** Why the last try failed; null when it did not. */
  public String failure() {
    return failure;
  }

  private long send(byte[] snapshot) {
    try {
      Answer answer = post(snapshot);
      if (answer.status() / 100 == 2) {
        queue.remove(snapshot);
        succeeded();
        return 0;
      }
      return refused(snapshot, answer);
    } catch (IOException | RuntimeException e) {
      return stopped ? 0 : failed("cannot reach " + url + ": " + e);
    } finally {
      current = null;
    }
  }

  private Answer post(byte[] snapshot) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    currentSince = System.nanoTime();
    current = connection;
    connection.setAuthenticator(NOBODY);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Content-Encoding", "gzip");
    token.read().ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
    connection.setDoOutput(true);
    // a body that is streamed is not sent again by the JDK itself, also where a connection that was kept turns out closed
    connection.setFixedLengthStreamingMode(snapshot.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(snapshot);
    }
    return new Answer(connection.getResponseCode(), readText(connection));
  }

  private long refused(byte[] snapshot, Answer answer) {
    int status = answer.status();
    String why = url + " answered " + status + (answer.text().isEmpty() ? "" : ": " + answer.text());
    boolean worthAnotherTry = status >= 500 || status == 401 || status == 403 || status == 408 || status == 429;
    if (!worthAnotherTry) {
      queue.giveUp(snapshot);
    }
    return failed(why);
  }

  private void succeeded() {
    sent.incrementAndGet();
    backoff.succeeded();
    if (failure != null) {
      log.info("push again", "the analyzer takes snapshots again");
      failure = null;
    }
  }

  private long failed(String why) {
    failed.incrementAndGet();
    if (failure == null) {
      log.warn("push", why + "; trying again, the host is not held up");
    }
    failure = why;
    return backoff.failed(System.nanoTime());
  }

  /** A peer that takes or gives a byte now and then keeps every time-out from firing; this one fires. */
  private void abortWhenStuck(long now) {
    HttpURLConnection connection = current;
    if (connection != null && now - currentSince > LONGEST_PUSH) {
      breakOff(connection);
    }
  }

  /** The JDK may wait here for a lock that the push holds as it reads; one at a time. */
  private void breakOff(HttpURLConnection connection) {
    if (breakingOff.compareAndSet(false, true)) {
      try {
        aside.execute(() -> {
          try {
            connection.disconnect();
          } finally {
            breakingOff.set(false);
          }
        });
      } catch (Throwable noThread) {
        breakingOff.set(false);
        throw noThread;
      }
    }
  }

  private static String readText(HttpURLConnection connection) throws IOException {
    InputStream stream = connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
    if (stream == null) {
      return "";
    }
    try (stream) {
      return new String(stream.readNBytes(MOST_ANSWER), StandardCharsets.UTF_8).strip();
    }
  }
}
