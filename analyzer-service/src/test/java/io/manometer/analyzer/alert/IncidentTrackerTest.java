package io.manometer.analyzer.alert;

import static io.manometer.analyzer.alert.Given.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.alert.IncidentEvent.Kind;
import io.manometer.rules.engine.StandardRules;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentTrackerTest {

  private static final Given CALM = job().operator("sink", 300);
  private static final Given BUSY = job().health(Health.DEGRADED).operator("sink", 850);

  @Nested
  class AWarning {

    @Test
    void firesOnceTheBusiestSubtaskHasBeenAbove800ForTheHoldTime() {
      Given oneHotSubtask = job().operator("map", 100).operator("sink", 200, 801, 300);
      Timeline timeline = new Timeline().seconds(15, oneHotSubtask);
      assertThat(timeline.story()).isEmpty();
      assertThat(timeline.seconds(1, oneHotSubtask).story()).containsExactly("OPENED WARNING sink");
      assertThat(timeline.seconds(3600, oneHotSubtask).story()).isEmpty();
    }

    @Test
    void doesNotFireAtExactly800() {
      assertThat(new Timeline().seconds(300, job().operator("sink", 800)).story()).isEmpty();
    }

    @Test
    void thatIsPendingStartsAnewWhenBusyDropsTo800() {
      Timeline timeline = new Timeline().seconds(14, BUSY).seconds(1, job().operator("sink", 790)).seconds(15, BUSY);
      assertThat(timeline.story()).isEmpty();
      assertThat(timeline.seconds(1, BUSY).story()).containsExactly("OPENED WARNING sink");
    }

    @Test
    void isKeptBetween700And800AndEndsBelow() {
      Timeline timeline = new Timeline().seconds(16, BUSY).seconds(600, job().operator("sink", 700));
      assertThat(timeline.story()).containsExactly("OPENED WARNING sink");
      timeline.seconds(30, job().operator("sink", 699));
      assertThat(timeline.story()).isEmpty();
      assertThat(timeline.seconds(1, job().operator("sink", 699)).story()).containsExactly("ENDED WARNING sink HEALED");
    }

    @Test
    void doesNotEndWhileASubtaskIsNotSeen() {
      Timeline timeline = new Timeline().seconds(16, job().operator("sink", 850, 100));
      timeline.events();
      assertThat(timeline.seconds(59, job().operator("sink", null, 100)).story()).isEmpty();
      assertThat(timeline.seconds(40, job().operator("sink", 100, 100)).story()).contains("ENDED WARNING sink HEALED");
    }

    @Test
    void doesNotFireForASourceThatPollsOrMakesItsOwnRecords() {
      assertThat(new Timeline().seconds(120, job().source("numbers", null, 1000)).story()).isEmpty();
      assertThat(new Timeline().seconds(120, job().source("topic", 0.0, 1000)).story()).isEmpty();
    }

    @Test
    void firesForASourceThatHasLag() {
      assertThat(new Timeline().seconds(16, job().source("topic", 40.0, 900)).story())
          .containsExactly("OPENED WARNING topic");
    }

    @Test
    void tellsTheCauseWhenADiagnosisOfTheOperatorKnowsIt() {
      Given diagnosed = job().health(Health.DEGRADED).operator("sink", 850)
          .diagnosis(Cause.SYNC_IO, Confidence.MEDIUM, "sink");
      Timeline timeline = new Timeline().seconds(16, diagnosed);
      assertThat(timeline.events()).singleElement()
          .satisfies(e -> assertThat(e.incident().account().cause()).isEqualTo(Cause.SYNC_IO));
    }

    @Test
    void doesNotBeginWhileTheJobHasABottleneckElsewhere() {
      Given late = job().operator("slow", 1000).operator("next", 930).bottleneck(Cause.CPU_BOUND, "slow");
      assertThat(new Timeline().seconds(300, late).story()).containsExactly("OPENED CRITICAL slow");
    }
  }

  @Test
  void theLimitsOfTheRulesHold() {
    Given busy = job().operator("sink", 650);
    assertThat(new Timeline(Limits.of(Map.of("busy.warn", 0.6, "busy.clear", 0.5), StandardRules.limits()))
        .seconds(16, busy).story()).containsExactly("OPENED WARNING sink");
  }

  @Nested
  class ACriticalAlert {

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

  @Nested
  class WithoutData {

    private final Given nothing = job().health(Health.INSUFFICIENT_DATA).operator("sink", (Integer) null);

    @Test
    void nothingFires() {
      assertThat(new Timeline().seconds(10, BUSY).seconds(600, nothing).story()).isEmpty();
      assertThat(new Timeline().seconds(10, BUSY).silent(Duration.ofHours(1)).story()).isEmpty();
    }

    @Test
    void theTimeWithoutItDoesNotCountAsHeld() {
      Timeline timeline = new Timeline().seconds(5, BUSY).nobodyLooks(Duration.ofSeconds(25)).seconds(1, BUSY);
      assertThat(timeline.story()).as("5 s seen, then a window of 10 s after a gap").isEmpty();
      assertThat(timeline.seconds(1, BUSY).story()).containsExactly("OPENED WARNING sink");
    }

    @Test
    void aLongGapStartsTheHoldTimeAnew() {
      Timeline timeline = new Timeline().seconds(14, BUSY).nobodyLooks(Duration.ofSeconds(31)).seconds(15, BUSY);
      assertThat(timeline.story()).isEmpty();
    }

    @Test
    void whatFiresGoesOnAndSaysThatItsDataIsLost() {
      Timeline timeline = new Timeline().seconds(16, BUSY);
      timeline.events();
      assertThat(timeline.seconds(60, nothing).story()).isEmpty();
      assertThat(timeline.silent(Duration.ofHours(1)).events()).singleElement().satisfies(e -> {
        assertThat(e.kind()).isEqualTo(Kind.CHANGED);
        assertThat(e.incident().dataLost()).isTrue();
      });
      assertThat(timeline.seconds(1, BUSY).events()).singleElement().satisfies(e -> {
        assertThat(e.kind()).isEqualTo(Kind.CHANGED);
        assertThat(e.incident().dataLost()).isFalse();
      });
    }

    @Test
    void whatFiresIsClosedAfterADaySinceNobodyKnows() {
      Timeline timeline = new Timeline().seconds(16, BUSY).silent(Duration.ofHours(24));
      timeline.events();
      assertThat(timeline.silent(Duration.ofSeconds(2)).story()).containsExactly("ENDED WARNING sink EXPIRED");
    }
  }

  @Nested
  class AgainstFlapping {

    @Test
    void aSquareWaveOfTenSecondsNeverFires() {
      Timeline timeline = new Timeline();
      for (int i = 0; i < 180; i++) {
        timeline.seconds(5, BUSY).seconds(5, CALM);
      }
      assertThat(timeline.story()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 100, 200, 400})
    void aSlowSquareWaveFiresThreeTimesAndThenStaysOpen(int half) {
      Timeline timeline = new Timeline();
      for (int i = 0; i < 7200 / half; i++) {
        timeline.seconds(half, BUSY).seconds(half, CALM);
      }
      assertThat(timeline.openings()).isEqualTo(3);
      assertThat(timeline.endings()).isEqualTo(2);
    }

    @Test
    void aFlappingAlertEndsOnceItHasBeenQuietForLong() {
      Timeline timeline = new Timeline();
      for (int i = 0; i < 3; i++) {
        timeline.seconds(60, BUSY).seconds(60, CALM);
      }
      assertThat(timeline.events()).last().satisfies(e -> assertThat(e.incident().flapping()).isTrue());
      assertThat(timeline.seconds(541, CALM).story()).containsExactly("ENDED WARNING sink HEALED");
    }
  }

  @Test
  void aClockThatStepsBackEndsAfterItBegan() {
    Timeline timeline = new Timeline().seconds(16, BUSY).nobodyLooks(Duration.ofHours(-1)).seconds(40, CALM);
    assertThat(timeline.events()).last().satisfies(e -> {
      assertThat(e.incident().ending()).isEqualTo(Incident.Ending.HEALED);
      assertThat(e.incident().endsAt()).isAfter(e.incident().startsAt());
    });
  }

  @Test
  void aHealthyJobLeavesNothingBehind() {
    Timeline timeline = new Timeline().seconds(60, BUSY).seconds(60, CALM).seconds(3600, CALM);
    assertThat(timeline.watches().watches()).isEmpty();
  }
}
