package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.alert.Delivery.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The analyzer's alerting is killed again and again in the middle of its work. */
@Execution(ExecutionMode.CONCURRENT)
class KilledAnalyzerIT {

  private static final int KILLS = Integer.getInteger("manometer.test.kills", 10);

  @TempDir Path folder;

  @Test
  void losesNothingAndRepeatsAtMostTheMessageThatWasUnderWay() {
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
      Set<String> distinct = new HashSet<>(heard);
      Set<String> owed = episodes.stream().map(e -> e.incident().id())
          .flatMap(id -> List.of(id + "-firing", id + "-resolved").stream()).collect(Collectors.toSet());
      System.out.println("measured: " + KILLS + " kills, " + episodes.size() + " episodes, "
          + heard.size() + " messages, of them sent again: " + (heard.size() - distinct.size()));
      assertThat(distinct).isEqualTo(owed);
      assertThat(heard.size() - distinct.size()).isLessThanOrEqualTo(KILLS);
      episodes.forEach(e -> assertThat(heard.indexOf(e.incident().id() + "-firing"))
          .isLessThan(heard.indexOf(e.incident().id() + "-resolved")));
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
