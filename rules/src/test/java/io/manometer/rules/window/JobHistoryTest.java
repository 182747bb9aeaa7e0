package io.manometer.rules.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.SubtaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JobHistoryTest {

  private static final SubtaskId SOURCE = new SubtaskId("source", 0);
  private static final SubtaskId MAP_0 = new SubtaskId("map", 0);
  private static final SubtaskId MAP_1 = new SubtaskId("map", 1);

  @Test
  void totalsBecomeSharesOfTheSubtasksOwnTime() {
    SubtaskLoad map = window(steady(30), 30).subtasks().get(MAP_0);
    assertThat(map.busy().orElseThrow()).isCloseTo(0.3, within(1e-6));
    assertThat(map.backpressured().orElseThrow()).isCloseTo(0.2, within(1e-6));
    assertThat(map.idle().orElseThrow()).isCloseTo(0.5, within(1e-6));
    assertThat(map.reads().orElseThrow()).isCloseTo(100, within(0.5));
    assertThat(map.span()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void everySecondOfTheWindowIsABucket() {
    Window window = window(steady(30), 30);
    assertThat(window.buckets()).hasSize(10);
    assertThat(window.buckets().get(3).subtasks().get(MAP_1).busy()).isCloseTo(0.3, within(1e-6));
  }

  @Test
  void whatWasNotMeasuredStaysEmpty() {
    SubtaskLoad map = window(steady(30), 30).subtasks().get(MAP_0);
    assertThat(map.cpu()).isEmpty();
    assertThat(map.inPoolUsage()).isEmpty();
    assertThat(map.stacks()).isEmpty();
    assertThat(map.split()).isEqualTo(BusySplit.UNKNOWN);
    assertThat(map.watermarkLagGrowth()).isEmpty();
  }

  @Test
  void aDuplicateChangesNothing() {
    List<Observation> twice = new ArrayList<>(steady(30));
    twice.addAll(steady(30));
    assertThat(window(twice, 30)).isEqualTo(window(steady(30), 30));
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    List<Observation> shuffled = new ArrayList<>(steady(30));
    Collections.shuffle(shuffled, new Random(5));
    assertThat(window(shuffled, 30)).isEqualTo(window(steady(30), 30));
  }

  @Test
  void readingsThatTravelForUnequalTimesAreStillPlacedWhereTheyBelong() {
    Random random = new Random(3);
    List<Observation> jittered = new ArrayList<>();
    for (int s = 0; s <= 30; s++) {
      jittered.add(one(s).arriving(Duration.ofMillis(s == 12 ? 1 : random.nextInt(900))).at(s));
    }
    Window window = window(jittered, 31);
    assertThat(window.buckets()).allSatisfy(
        b -> assertThat(b.subtasks().get(MAP_0).busy()).isCloseTo(0.3, within(1e-6)));
    assertThat(window.to()).isBefore(Told.T0.plusMillis(30_100));
  }

  @Test
  void aGapCostsSingleSecondsAndNotTheTotals() {
    List<Observation> gap = steady(30).stream().filter(o -> second(o) <= 21 || second(o) >= 28).toList();
    Window window = window(gap, 30);
    assertThat(window.subtasks().get(MAP_0).busy().orElseThrow()).isCloseTo(0.3, within(1e-6));
    assertThat(window.buckets()).hasSizeBetween(2, 4);
    assertThat(window.coverage().seen()).isEqualTo(3);
  }

  @Test
  void aReadingThatDoesNotTellOfASubtaskIsPassedOver() {
    List<Observation> readings = new ArrayList<>();
    for (int s = 0; s <= 30; s++) {
      Told worker = Told.by("w").subtask("source", 0, s + 10, 0, 0).subtask("map", 0, s + 10, 0, 0);
      readings.add((s % 2 == 0 ? worker.subtask("map", 1, s + 10, s * 0.5, 0) : worker).at(s));
    }
    Window window = window(readings, 30);
    assertThat(window.coverage().seen()).isEqualTo(3);
    assertThat(window.subtasks().get(MAP_1).span()).isEqualTo(Duration.ofSeconds(10));
    assertThat(window.subtasks().get(MAP_1).busy().orElseThrow()).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void aRestartedSubtaskBeginsAnewAndItsFirstSecondsAreLeftOut() {
    List<Observation> readings = new ArrayList<>(steady(30));
    for (int s = 31; s <= 37; s++) {
      readings.add(
          Told.by("w").subtask("source", 0, s + 10, 0, 0).subtask("map", 0, s + 10, 0, 0)
              .attempt("map", 1, 1, s - 30, 0, 0).at(s));
    }
    Window window = window(readings, 37);
    assertThat(window.subtasks()).doesNotContainKey(MAP_1).containsKey(MAP_0);
    assertThat(window.coverage().starting()).isEqualTo(1);
    assertThat(window.coverage().seen()).isEqualTo(2);
    assertThat(window.attempts().get(MAP_1).number()).isEqualTo(1);
    assertThat(window.attempts().get(MAP_1).began()).isEqualTo(Told.T0.plusSeconds(30));
    assertThat(window.attempts().get(MAP_0).startedAnewSince(window(steady(30), 30).attempts().get(MAP_0))).isFalse();
  }

  @Test
  void aRestartWithoutACountedAttemptIsSeenByTheAge() {
    List<Observation> readings = new ArrayList<>(steady(30));
    for (int s = 31; s <= 42; s++) {
      readings.add(
          Told.by("w").subtask("source", 0, s - 30, 0, 0).subtask("map", 0, s - 30, 0, 0)
              .subtask("map", 1, s - 30, (s - 30) * 0.9, 0).at(s));
    }
    assertThat(window(readings, 42).subtasks().get(MAP_1).busy().orElseThrow()).isCloseTo(0.1, within(1e-6));
  }

  @Test
  void aNewLifeOfAWorkerForgetsTheOldOneAndItsLateReadings() {
    List<Observation> readings = twoLives();
    Window window = window(readings, 36);
    List<Observation> late = new ArrayList<>(readings);
    late.add(one(21).at(21));
    assertThat(window(late, 36)).isEqualTo(window);
    assertThat(window.coverage().seen()).isEqualTo(3);
  }

  @Test
  void aLateReadingOfALifeThatWasLeftIsNotTakenThoughTheNextOneIsSilentForAWhile() {
    List<Observation> readings = twoLives();
    List<Observation> late = new ArrayList<>(readings);
    late.add(one(21).arriving(Duration.ofSeconds(80)).at(21));
    assertThat(window(late, 102)).isEqualTo(window(readings, 102));
  }

  @Test
  void aLifeThatWasLeftIsComeBackToOnceTheNextOneIsForgotten() {
    List<Observation> readings = twoLives();
    for (int s = 150; s <= 170; s++) {
      readings.add(one(s).at(s));
    }
    Window window = window(readings, 170);
    assertThat(window.to()).isEqualTo(Told.T0.plusSeconds(170));
    assertThat(window.subtasks()).containsOnlyKeys(SOURCE, MAP_0, MAP_1);
    assertThat(window.coverage().stale()).isEmpty();
  }

  @Test
  void aSilentWorkerIsStaleAndNotZero() {
    List<Observation> readings = new ArrayList<>();
    for (int s = 0; s <= 30; s++) {
      readings.add(Told.by("a").subtask("source", 0, s + 10, 0, 0).subtask("map", 0, s + 10, 0, 0).at(s));
      if (s <= 20) {
        readings.add(Told.by("b").subtask("map", 1, s + 10, 0, 0).at(s));
      }
    }
    Window window = window(readings, 30);
    assertThat(window.coverage().stale()).containsExactly("b");
    assertThat(window.subtasks()).containsOnlyKeys(SOURCE, MAP_0);
    assertThat(window.coverage().ratio()).isCloseTo(2 / 3.0, within(1e-6));
    assertThat(window.worker("b").orElseThrow().stale()).isTrue();
    assertThat(window.attempts()).containsOnlyKeys(SOURCE, MAP_0);
  }

  @Test
  void aWorkerWhoseSubtasksRunElsewhereNowIsNotMissed() {
    List<Observation> readings = new ArrayList<>();
    for (int s = 0; s <= 40; s++) {
      Told a = Told.by("a").subtask("source", 0, s + 10, 0, 0).subtask("map", 0, s + 10, 0, 0);
      readings.add((s <= 20 ? a : a.subtask("map", 1, s - 20, 0, 0)).at(s));
      if (s <= 20) {
        readings.add(Told.by("b").subtask("map", 1, s + 10, 0, 0).at(s));
      }
    }
    Window window = window(readings, 40);
    assertThat(window.coverage().stale()).isEmpty();
    assertThat(window.subtasks().get(MAP_1).worker()).isEqualTo("a");
  }

  @Test
  void sharesThatTheRuntimeComputedAreTakenAsTheyAre() {
    List<Observation> readings = new ArrayList<>();
    for (int s = 0; s <= 20; s++) {
      readings.add(Told.by("w").shares("map", 0, 0.7, 0.1).at(s));
    }
    Window window = window(readings, 20);
    assertThat(window.subtasks().get(MAP_0).busy()).contains(0.7);
    assertThat(window.subtasks().get(MAP_0).idle()).isEmpty();
    assertThat(window.buckets()).isEmpty();
  }

  @Test
  void readingsTenSecondsApartMakeALongerWindowAndAPatientWait() {
    List<Observation> readings = new ArrayList<>();
    for (int s = 0; s <= 60; s += 10) {
      readings.add(one(s).at(s));
    }
    Window window = window(readings, 79);
    assertThat(window.span()).isEqualTo(Duration.ofSeconds(30));
    assertThat(window.coverage().stale()).isEmpty();
    assertThat(window.subtasks().get(MAP_0).busy().orElseThrow()).isCloseTo(0.3, within(1e-6));
    assertThat(window.buckets()).isEmpty();
    assertThat(window(readings, 86).coverage().stale()).containsExactly("w");
  }

  @Test
  void pausesAreOfTheWholeWorker() {
    List<Observation> readings = new ArrayList<>();
    for (int s = 0; s <= 20; s++) {
      readings.add(one(s).paused(s * 250L).at(s));
    }
    Window window = window(readings, 20);
    assertThat(window.workers().get(0).gcShare().orElseThrow()).isCloseTo(0.25, within(1e-6));
    assertThat(window.subtasks().get(MAP_0).gcPause().orElseThrow()).isCloseTo(0.25, within(1e-6));
  }

  @Test
  void oldReadingsAreForgotten() {
    JobHistory history = JobHistory.within(Limits.standard());
    for (Observation observation : steady(1000)) {
      history = history.with(observation);
    }
    assertThat(history.window(Told.T0.plusSeconds(300)).orElseThrow().subtasks()).isEmpty();
    assertThat(history.window(Told.T0.plusSeconds(1000)).orElseThrow().subtasks()).hasSize(3);
  }

  @Test
  void aWindowOfTenMinutesHasTheReadingsOfTenMinutes() {
    Limits tenMinutes = Limits.of(Map.of("window.span", 600.0), WindowLimits.ALL);
    JobHistory history = JobHistory.within(tenMinutes);
    for (Observation observation : steady(900)) {
      history = history.with(observation);
    }
    assertThat(history.window(Told.T0.plusSeconds(900)).orElseThrow().span()).isGreaterThanOrEqualTo(
        Duration.ofSeconds(599));
  }

  @Test
  void withoutAnyReadingThereIsNoWindow() {
    assertThat(JobHistory.within(Limits.standard()).window(Told.T0)).isEmpty();
  }

  private static Told one(double s) {
    double age = s + 10;
    return Told.by("w")
        .subtask("source", 0, age, 0, 0)
        .subtask("map", 0, age, age * 0.5, age * 0.2)
        .subtask("map", 1, age, age * 0.5, age * 0.2);
  }

  /** The first life for 20 seconds, then 15 of the second. */
  private static List<Observation> twoLives() {
    List<Observation> readings = new ArrayList<>(steady(20));
    for (int s = 0; s <= 15; s++) {
      readings.add(one(s).inLife("second").arriving(Duration.ofSeconds(21)).at(s));
    }
    return readings;
  }

  private static List<Observation> steady(int seconds) {
    List<Observation> readings = new ArrayList<>();
    for (int s = 0; s <= seconds; s++) {
      readings.add(one(s).at(s));
    }
    return readings;
  }

  private static long second(Observation observation) {
    return observation.uptimeNanos() / 1_000_000_000L;
  }

  private static Window window(List<Observation> readings, int now) {
    JobHistory history = JobHistory.within(Limits.standard());
    for (Observation observation : readings) {
      history = history.with(observation);
    }
    return history.window(Told.T0.plusSeconds(now)).orElseThrow();
  }
}
