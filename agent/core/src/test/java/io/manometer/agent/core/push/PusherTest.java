package io.manometer.agent.core.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.manometer.agent.core.log.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PusherTest {

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final Log log = new Log(new PrintStream(logged, true), Log.Level.INFO, System::nanoTime);
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Set<Integer> callersPorts = ConcurrentHashMap.newKeySet();
  private volatile int answer = 202;
  private HttpServer analyzer;

  @BeforeEach
  void startAnalyzer() throws IOException {
    analyzer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    analyzer.createContext("/base/api/v1/snapshots", exchange -> {
      callersPorts.add(exchange.getRemoteAddress().getPort());
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] why = "{\"error\": \"schema is 9\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer, why.length);
      exchange.getResponseBody().write(why);
      exchange.close();
    });
    analyzer.start();
  }

  @AfterEach
  void stopAnalyzer() {
    analyzer.stop(0);
  }

  @Test
  void snapshotsAreSentInTheOrderInWhichTheyWereTaken() throws IOException {
    Pusher pusher = pusher(null);
    offer(pusher, "1", "2", "3");
    step(pusher, 3);

    assertThat(received).containsExactly("1", "2", "3");
    assertThat(pusher.sent()).isEqualTo(3);
    assertThat(pusher.queued()).isZero();
    assertThat(pusher.failure()).isNull();
    assertThat(authorizations).containsOnly("null");
  }

  @Test
  void oneSnapshotAfterAnotherGoesOverTheSameConnection() throws IOException {
    Pusher pusher = pusher(null);
    offer(pusher, "1", "2", "3");
    step(pusher, 3);

    assertThat(received).hasSize(3);
    assertThat(callersPorts).hasSize(1);
  }

  @Test
  void whileTheAnalyzerAnswers500TheNewestSixAreKeptAndTheRestCounted() throws IOException {
    answer = 500;
    Pusher pusher = pusher(null);
    for (int i = 0; i < 100; i++) {
      offer(pusher, "snapshot " + i);
      assertThat(pusher.step()).isPositive();
      assertThat(pusher.queued()).isLessThanOrEqualTo(6);
    }
    assertThat(pusher.dropped()).isEqualTo(94);
    assertThat(logged.toString().lines().count()).isEqualTo(1);

    answer = 202;
    received.clear();
    step(pusher, 6);

    assertThat(received).containsExactly(
        "snapshot 94", "snapshot 95", "snapshot 96", "snapshot 97", "snapshot 98", "snapshot 99");
    assertThat(logged.toString()).contains("takes snapshots again");
  }

  @Test
  void aSnapshotThatIsRefusedAsWrongIsNotSentAgainAndTheReasonIsLogged() throws IOException {
    answer = 400;
    Pusher pusher = pusher(null);
    offer(pusher, "bad", "next");
    step(pusher, 1);
    answer = 202;
    step(pusher, 1);

    assertThat(received).containsExactly("bad", "next");
    assertThat(pusher.dropped()).isEqualTo(1);
    assertThat(logged.toString()).contains("answered 400: {\"error\": \"schema is 9\"}");
  }

  @Test
  void anAnalyzerThatIsDownIsTriedAgain() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    Pusher pusher = new Pusher(URI.create("http://127.0.0.1:" + port), new TokenFile(null, log), log, Runnable::run);
    offer(pusher, "1");

    assertThat(pusher.step()).isPositive();
    assertThat(pusher.queued()).isEqualTo(1);
    assertThat(pusher.failed()).isEqualTo(1);
    assertThat(pusher.failure()).contains("ConnectException");
  }

  @Test
  void aPushThatIsBrokenOffByTheAgentsEndIsNoFailure() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Pusher pusher = new Pusher(
          URI.create("http://127.0.0.1:" + silent.getLocalPort()), new TokenFile(null, log), log, Runnable::run);
      offer(pusher, "1");
      Thread sender = new Thread(pusher::step);
      sender.start();
      try (Socket connected = silent.accept()) {
        connected.getInputStream().read();
        pusher.stop();
        sender.join();
      }
      assertThat(logged.toString()).isEmpty();
      assertThat(pusher.failed()).isZero();
    }
  }

  @Test
  void whoBreaksAPushOffDoesNotWaitForIt() throws Exception {
    List<Runnable> aside = new ArrayList<>();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Pusher pusher = new Pusher(
          URI.create("http://127.0.0.1:" + silent.getLocalPort()), new TokenFile(null, log), log, aside::add);
      offer(pusher, "1");
      Thread sender = new Thread(pusher::step);
      sender.start();
      try (Socket connected = silent.accept()) {
        connected.getInputStream().read();
        pusher.stop();
        pusher.stop();
        assertThat(aside).hasSize(1);
        aside.get(0).run();
        sender.join();
      }
    }
  }

  @Test
  void onceStoppedItSendsNothingMore() throws IOException {
    Pusher pusher = pusher(null);
    offer(pusher, "1");
    pusher.stop();

    assertThat(pusher.step()).isPositive();
    assertThat(received).isEmpty();
  }

  @Test
  void theTokenIsSentAndReadAgainWhenItsFileChanges(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    Pusher pusher = pusher(file);
    offer(pusher, "1");
    step(pusher, 1);
    Files.writeString(file, "second");
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));
    offer(pusher, "2");
    step(pusher, 1);

    assertThat(authorizations).containsExactly("Bearer first", "Bearer second");
    assertThat(logged.toString()).doesNotContain("first").doesNotContain("second");
  }

  @Test
  void aTokenFileThatIsMissingIsLoggedAndNothingElseStops(@TempDir Path folder) throws IOException {
    Pusher pusher = pusher(folder.resolve("none"));
    offer(pusher, "1");
    step(pusher, 1);

    assertThat(received).containsExactly("1");
    assertThat(logged.toString()).contains("none cannot be read");
  }

  private Pusher pusher(Path token) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + analyzer.getAddress().getPort() + "/base/");
    return new Pusher(uri, new TokenFile(token, log), log, Runnable::run);
  }

  private static void offer(Pusher pusher, String... snapshots) {
    for (String snapshot : snapshots) {
      pusher.offer(snapshot.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void step(Pusher pusher, int times) {
    for (int i = 0; i < times; i++) {
      pusher.step();
    }
  }
}
