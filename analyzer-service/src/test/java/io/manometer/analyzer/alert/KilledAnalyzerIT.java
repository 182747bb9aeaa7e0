package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.alert.Delivery.State;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The analyzer is killed again and again in the middle of its work; with {@code -Dmanometer.full=true}, for longer. */
@Execution(ExecutionMode.CONCURRENT)
class KilledAnalyzerIT {

  private static final int KILLS = Boolean.getBoolean("manometer.full") ? 60 : 10;
  private static final int EPISODES = 5;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void itsAlertingLosesNothingAndRepeatsAtMostTheMessageThatWasUnderWay() {
    Random random = new Random(7);
    try (HookServer hook = HookServer.start()) {
      for (int i = 0; i < KILLS; i++) {
        RealPart analyzer = start(hook, "late", i);
        try {
          Await.until("it is up", () -> analyzer.logged().contains("up"));
          Await.pause(Duration.ofMillis(200 + random.nextInt(2500)));
        } finally {
          analyzer.kill();
        }
      }
      try (RealPart analyzer = start(hook, "calm", KILLS)) {
        Await.until("everybody is told", () -> ledger().episodes().stream().allMatch(Episode::settled));
      }
      List<Episode> episodes = ledger().episodes();
      assertThat(episodes).hasSizeGreaterThan(KILLS);
      assertThat(episodes).allSatisfy(e -> assertThat(e.deliveries()).hasSize(2)
          .allSatisfy(d -> assertThat(d.state()).isEqualTo(State.DELIVERED)));

      List<String> heard = hook.taken().stream().map(HookServer.Request::idempotencyKey).toList();
      Set<String> distinct = new LinkedHashSet<>(heard);
      Map<String, List<String>> toldOf = distinct.stream().collect(Collectors.groupingBy(
          key -> key.substring(0, key.lastIndexOf('-')),
          Collectors.mapping(key -> key.substring(key.lastIndexOf('-') + 1), Collectors.toList())));
      System.out.println("measured: " + KILLS + " kills, " + toldOf.size() + " episodes, "
          + heard.size() + " messages, of them sent again: " + (heard.size() - distinct.size()));
      assertThat(toldOf.values()).as("older episodes than the ledger keeps as well")
          .allSatisfy(told -> assertThat(told).containsExactly("firing", "resolved"));
      assertThat(toldOf.keySet()).containsAll(episodes.stream().map(e -> e.incident().id()).toList());
      assertThat(heard.size() - distinct.size()).isLessThanOrEqualTo(KILLS);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "manometer.full", matches = "true")
  void theWholeServiceTellsEachEpisodeOnceHoweverOftenItIsKilledWhileTheAlertFires() {
    Random random = new Random(8);
    int port = RealPart.freePort();
    try (HookServer hook = HookServer.start(); SimulatedWorker worker = new SimulatedWorker(json -> post(port, json))) {
      for (int episode = 0; episode < EPISODES; episode++) {
        worker.load(1.0, 0.95);
        aliveUntil(hook, port, 2 * episode + 1);
        for (int i = 0; i < KILLS / EPISODES; i++) {
          RealPart analyzer = service(hook, port);
          Await.pause(Duration.ofMillis(random.nextInt(1500)));
          analyzer.kill();
        }
        worker.load(0.3, 0);
        aliveUntil(hook, port, 2 * episode + 2);
      }
      System.out.println("measured: the service was killed " + (KILLS + 2 * EPISODES) + " times over " + EPISODES
          + " episodes of an alert and told " + hook.requests().size() + " messages");
      assertThat(hook.requests()).extracting(r -> r.alerts().get(0).get("status").asString())
          .containsExactlyElementsOf(Collections.nCopies(EPISODES, List.of("firing", "resolved")).stream()
              .flatMap(List::stream).toList());
    }
  }

  /** Starts the service, kills it once so many messages have come and been noted. */
  private void aliveUntil(HookServer hook, int port, int messages) {
    RealPart analyzer = service(hook, port);
    try {
      Await.until("message " + messages, () -> hook.requests().size() >= messages);
      Await.until("it is noted", () -> ledger().episodes().stream().allMatch(
          e -> e.deliveries().stream().noneMatch(d -> d.state() == State.PENDING)));
    } finally {
      analyzer.kill();
    }
  }

  private RealPart service(HookServer hook, int port) {
    return RealPart.start(folder.resolve("service.log"), List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-jar", Path.of("target", "manometer.jar").toString(), "port=" + port,
        "data-dir=" + folder, "alerts.webhook-urls=" + hook.url(), "alerts.critical-hold=1s",
        "alerts.critical-hold-cause-unknown=1s", "alerts.critical-clear-hold=1s", "alerts.flap-openings=1000000"))
        .untilReady("http://127.0.0.1:" + port + "/-/ready");
  }

  /** As an agent does: what cannot be told now is told by the next snapshot. */
  private static void post(int port, byte[] json) {
    try {
      HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/snapshots"))
          .header("Content-Type", "application/json").timeout(Duration.ofSeconds(2))
          .POST(HttpRequest.BodyPublishers.ofByteArray(json)).build(), HttpResponse.BodyHandlers.discarding());
    } catch (IOException away) {
      // it is being killed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Ledger ledger() {
    return LedgerStore.open(folder.resolve("alerts.json")).ledger();
  }

  private RealPart start(HookServer hook, String mode, int run) {
    String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return RealPart.start(folder.resolve("run-" + run + ".log"), List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:TieredStopAtLevel=1",
        "-cp", classPath, AlertingProcess.class.getName(), folder.toString(), hook.url(), mode));
  }
}
