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
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The warning, and what holds for every incident. */
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
