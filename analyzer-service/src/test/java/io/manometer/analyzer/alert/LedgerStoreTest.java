package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Health;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerStoreTest {

  @TempDir Path folder;

  @Test
  void everythingSurvivesARestart() {
    LedgerStore store = LedgerStore.open(file());
    JobWatches watches = someWatches();
    Incident incident = incident(Given.START.plusNanos(123_456_789));
    store.update(l -> l.with(watches).with(Episode.opened(incident, "r1", List.of("a", "b"))));
    store.update(l -> l.changing(incident.id(), LedgerStoreTest::healed));
    assertThat(LedgerStore.open(file()).ledger()).isEqualTo(store.ledger());
    assertThat(watches.watches()).hasSize(2);
  }

  @Test
  void theHoldTimeGoesOnAfterARestart() {
    IncidentTracker tracker = new IncidentTracker(Given.settings(), Limits.standard());
    Given busy = Given.job().health(Health.DEGRADED).operator("sink", 850);
    LedgerStore store = LedgerStore.open(file());
    for (int second = 0; second <= 14; second++) {
      Instant now = Given.START.plusSeconds(second);
      store.update(l -> l.with(tracker.step(l.watches("orders"), busy.at(now), now).watches()));
    }
    LedgerStore after = LedgerStore.open(file());
    Instant back = Given.START.plusSeconds(20);
    IncidentTracker.Step step = tracker.step(after.ledger().watches("orders"), busy.at(back), back);
    assertThat(step.events()).singleElement().returns(back, e -> e.incident().startsAt());
  }

  @Test
  void aFileThatCannotBeReadIsSetAsideAndNotOverwritten() throws Exception {
    for (String broken : List.of("", "{", "{}", "{\"schema\":99,\"jobs\":{},\"episodes\":[]}", "[1]")) {
      Files.writeString(file(), broken);
      LedgerStore store = LedgerStore.open(file());
      assertThat(store.ledger()).isEqualTo(Ledger.empty());
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.map(LedgerStoreTest::text)).contains(broken);
      }
    }
  }

  @Test
  void aDiskThatRefusesIsSurvivedAndRecoveredFrom() throws Exception {
    Path notAFolder = Files.writeString(folder.resolve("data"), "a file is in the way");
    LedgerStore store = LedgerStore.open(notAFolder.resolve("alerts.json"));
    store.update(l -> l.with(Episode.opened(incident(Given.START), "r1", List.of("a"))));
    assertThat(store.fault()).isPresent();
    assertThat(store.ledger().episodes()).hasSize(1);
    Files.delete(notAFolder);
    store.flush();
    assertThat(store.fault()).isEmpty();
    assertThat(LedgerStore.open(notAFolder.resolve("alerts.json")).ledger()).isEqualTo(store.ledger());
  }

  @Test
  void rememberedAreTheLast200SettledEpisodesAndAllThatFireOrWait() {
    Ledger ledger = Ledger.empty();
    for (int i = 0; i < 300; i++) {
      Incident incident = incident(Given.START.plusSeconds(i));
      List<String> receivers = i < 10 ? List.of("down") : List.of();
      ledger = ledger.with(Episode.opened(incident, null, receivers));
      if (i >= 5) {
        ledger = ledger.changing(incident.id(), LedgerStoreTest::healed);
      }
    }
    assertThat(ledger.episodes()).hasSize(5 + 5 + 200);
    assertThat(ledger.episodes()).filteredOn(e -> e.incident().firing()).hasSize(5);
    assertThat(ledger.episodes().get(209).incident().startsAt()).isEqualTo(Given.START.plusSeconds(299));
  }

  @Test
  void aReceiverThatIsNewHearsOfWhatFiresAndOneThatIsGoneIsGivenUp() {
    Ledger ledger = Ledger.empty().with(Episode.opened(incident(Given.START), null, List.of("old")))
        .toldTo(List.of("new"), Given.START.plusSeconds(60));
    assertThat(ledger.episodes().get(0).deliveries()).extracting(Delivery::receiver, Delivery::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("old", Delivery.State.FAILED),
            org.assertj.core.groups.Tuple.tuple("new", Delivery.State.PENDING));
  }

  private static Episode healed(Episode episode) {
    return episode.ended(episode.incident().ended(Incident.Ending.HEALED, Instant.now()));
  }

  private static JobWatches someWatches() {
    Timeline timeline = new Timeline()
        .seconds(20, Given.job().health(Health.DEGRADED).operator("sink", 850).operator("map", 300))
        .seconds(5, Given.job().operator("sink", 100).operator("map", 300).bottleneck(Cause.CPU_BOUND, "map"));
    return timeline.watches();
  }

  private static Incident incident(Instant at) {
    Subject subject = new Subject(Given.JOB, List.of());
    return Incident.open(new Sighting(Severity.WARNING, subject, Sighting.Finding.RAISED, Duration.ZERO,
        new Account("s", "d", null, "r", "e", null)), at, false);
  }

  private Path file() {
    return folder.resolve("alerts.json");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
