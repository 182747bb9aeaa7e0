package io.manometer.analyzer.alert;

import static io.manometer.analyzer.alert.Given.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.alert.IncidentEvent.Kind;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Health;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The critical alert: a bottleneck that leaves demand unmet. */
class CriticalIncidentTest {

  private static final Given CALM = job().operator("sink", 300);

  private final Given late = job().operator("up", 10).operator("slow", 1000).bottleneck(Cause.CPU_BOUND, "slow");

  @Test
  void firesForTheRootCauseOnlyAndOnce() {
    Timeline timeline = new Timeline().seconds(10, late);
    assertThat(timeline.story()).isEmpty();
    assertThat(timeline.seconds(3600, late).story()).containsExactly("OPENED CRITICAL slow");
  }

  @Test
  void waitsLongerWhileTheCauseIsNotKnownAndFiresAllTheSame() {
    Given unknown = job().operator("slow", 1000).bottleneck(Cause.UNKNOWN, "slow");
    Timeline timeline = new Timeline().seconds(30, unknown);
    assertThat(timeline.story()).isEmpty();
    assertThat(timeline.seconds(1, unknown).story()).containsExactly("OPENED CRITICAL slow");
    assertThat(timeline.seconds(5, late).events()).singleElement().satisfies(e -> {
      assertThat(e.kind()).isEqualTo(Kind.CHANGED);
      assertThat(e.incident().account().cause()).isEqualTo(Cause.CPU_BOUND);
    });
    assertThat(timeline.seconds(60, unknown).story()).as("a cause once known stays").isEmpty();
  }

  @Test
  void takesInTheWarningAboutItsOperator() {
    Timeline timeline = new Timeline().seconds(16, job().health(Health.DEGRADED).operator("slow", 900));
    assertThat(timeline.story()).containsExactly("OPENED WARNING slow");
    timeline.seconds(11, late);
    assertThat(timeline.story()).containsExactly("OPENED CRITICAL slow", "ENDED WARNING slow SUBSUMED");
    assertThat(timeline.seconds(600, late).story()).isEmpty();
  }

  @Test
  void leavesTheWarningAboutAnotherOperatorAlone() {
    Given twoBusy = job().health(Health.DEGRADED).operator("slow", 700).operator("other", 900);
    Given late = job().operator("slow", 1000).operator("other", 900).bottleneck(Cause.CPU_BOUND, "slow");
    Timeline timeline = new Timeline().seconds(16, twoBusy).seconds(60, late);
    assertThat(timeline.story()).containsExactly("OPENED WARNING other", "OPENED CRITICAL slow");
  }

  @Test
  void endsWhenHealthSaysSoAndANewFaultIsANewIncident() {
    Timeline timeline = new Timeline().seconds(11, late);
    Instant first = timeline.events().get(0).incident().startsAt();
    assertThat(timeline.seconds(31, CALM).story()).containsExactly("ENDED CRITICAL slow HEALED");
    Incident second = timeline.seconds(11, late).events().get(0).incident();
    assertThat(second.startsAt()).isEqualTo(first.plusSeconds(42));
    assertThat(second.id()).endsWith("-" + second.startsAt().toEpochMilli());
  }

  @Test
  void staysOneIncidentWhenItsSetOfOperatorsChanges() {
    Given set = job().operator("slow", 990).operator("tie", 990).bottleneck(Cause.CPU_BOUND, "slow", "tie");
    Timeline timeline = new Timeline().seconds(11, late).seconds(60, set).seconds(60, late);
    assertThat(timeline.story()).containsExactly("OPENED CRITICAL slow");
  }

  @Test
  void movesWithTheBottleneck() {
    Given next = job().operator("slow", 300).operator("next", 1000).bottleneck(Cause.SYNC_IO, "next");
    Timeline timeline = new Timeline().seconds(11, late).seconds(40, next);
    assertThat(timeline.story())
        .containsExactly("OPENED CRITICAL slow", "OPENED CRITICAL next", "ENDED CRITICAL slow HEALED");
  }

  @Test
  void firesForEachOfTwoRootCausesButNotForAMereLeadBesideThem() {
    Given two = job().bottleneck(Cause.CPU_BOUND, "a").bottleneck(Cause.SYNC_IO, "b")
        .bottleneck(Cause.UNKNOWN, Confidence.LOW, "c");
    assertThat(new Timeline().seconds(60, two).story()).containsExactly("OPENED CRITICAL a", "OPENED CRITICAL b");
  }

  @Test
  void firesWhenASourceIsBlockedThoughTheLagIsAcceptable() {
    Given blocked = job().blockedSource(0.3).bottleneck(Cause.CPU_BOUND, "slow").lag(2, 50, 10.0);
    assertThat(new Timeline().seconds(60, blocked).story()).containsExactly("OPENED CRITICAL slow");
  }

  @Test
  void waitsUntilTheLagIsPastWhatTheJobAcceptsWhereNoSourceIsBlocked() {
    Given early = job().blockedSource(0.0).bottleneck(Cause.SOURCE_BOUND, "source").lag(9, 50, 10.0);
    Given late = job().blockedSource(0.0).bottleneck(Cause.SOURCE_BOUND, "source").lag(11, 50, 10.0);
    Timeline timeline = new Timeline().seconds(120, early);
    assertThat(timeline.story()).isEmpty();
    assertThat(timeline.seconds(11, late).story()).containsExactly("OPENED CRITICAL source");
  }

  @Test
  void takesAnyLagThatGrowsForLateWhereTheJobDeclaresNothing() {
    Given growing = job().blockedSource(0.0).bottleneck(Cause.SOURCE_BOUND, "source").lag(2, 50, null);
    assertThat(new Timeline().seconds(11, growing).story()).containsExactly("OPENED CRITICAL source");
    Given steady = job().blockedSource(0.0).bottleneck(Cause.SOURCE_BOUND, "source").lag(2, 0, null);
    assertThat(new Timeline().seconds(60, steady).story()).isEmpty();
  }

  @Test
  void neitherBeginsNorEndsWhileTheJobCatchesUp() {
    Given catchingUp = job().blockedSource(0.9).bottleneck(Cause.CPU_BOUND, "slow").lagGrowth(-100.0);
    assertThat(new Timeline().seconds(300, catchingUp).story()).isEmpty();
    Timeline timeline = new Timeline().seconds(11, late).seconds(300, catchingUp);
    assertThat(timeline.story()).containsExactly("OPENED CRITICAL slow");
  }

  @Test
  void survivesARestartOfTheJob() {
    Timeline timeline = new Timeline().seconds(11, late)
        .silent(Duration.ofSeconds(20))
        .seconds(10, job().health(Health.INSUFFICIENT_DATA))
        .seconds(600, late);
    assertThat(timeline.story()).containsExactly("OPENED CRITICAL slow");
  }
}
