package io.manometer.agent.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.wire.SubtaskSample.Wait;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubtaskMeterTest {

  private long now = 1_000;
  private boolean noStackLeft;
  private final SubtaskMeter meter = new SubtaskMeter(this::time, MeterReading.ZERO);

  @Test
  void timeWithoutAWaitIsBusy() {
    now += 500;

    assertThat(meter.tryRead()).isEqualTo(new MeterReading(500, 0, 0, null, List.of()));
    assertThat(meter.tryRead().busyNanos()).isEqualTo(500);
    assertThat(meter.isBusy()).isTrue();
  }

  @Test
  void aWaitThatHasNotEndedCountsAlready() {
    now += 100;
    meter.inputWaitBegan();
    now += 3_600_000;

    MeterReading reading = meter.tryRead();
    assertThat(reading.idleNanos()).isEqualTo(3_600_000);
    assertThat(reading.busyNanos()).isEqualTo(100);
    assertThat(reading.waiting()).isEqualTo(new Wait(Wait.Kind.INPUT, null, 3_600_000));
    assertThat(meter.isBusy()).isFalse();
  }

  @Test
  void aWaitForOutputIsChargedToItsEdgeAndToTheConsumingSubtask() {
    waitForOutput("a->b#0", 2, 10);
    waitForOutput("a->c#0", 0, 5);
    waitForOutput("a->b#0", 2, 7);
    waitForOutput("a->b#0", 0, 1);
    meter.outputWaitBegan("a->b#0", 2);
    now += 100;

    MeterReading reading = meter.tryRead();
    assertThat(reading.backpressuredNanos()).isEqualTo(123);
    assertThat(reading.waiting()).isEqualTo(new Wait(Wait.Kind.OUTPUT, "a->b#0", 100));
    assertThat(reading.blocked()).containsExactly(
        new MeterReading.EdgeBlocked("a->b#0", 118, List.of(1L, 0L, 117L)),
        new MeterReading.EdgeBlocked("a->c#0", 5, List.of(5L)));
  }

  @Test
  void aWaitForAnUnknownEdgeIsBackpressureOfNoEdge() {
    waitForOutput(null, -1, 10);
    waitForOutput("a->b#0", -1, 3);

    assertThat(meter.tryRead().backpressuredNanos()).isEqualTo(13);
    assertThat(meter.tryRead().blocked()).containsExactly(new MeterReading.EdgeBlocked("a->b#0", 3, List.of()));
  }

  @Test
  void aWaitInsideAWaitPausesTheOuterOne() {
    meter.inputWaitBegan();
    now += 10;
    meter.outputWaitBegan("e", 0);
    now += 20;
    meter.waitEnded();
    now += 5;
    meter.waitEnded();
    now += 1;

    MeterReading reading = meter.tryRead();
    assertThat(reading.idleNanos()).isEqualTo(15);
    assertThat(reading.backpressuredNanos()).isEqualTo(20);
    assertThat(reading.busyNanos()).isEqualTo(1);
  }

  @Test
  void anEndWithoutABeginDoesNothing() {
    meter.waitEnded();
    now += 10;
    meter.waitEnded();

    assertThat(meter.tryRead().busyNanos()).isEqualTo(10);
    meter.inputWaitBegan();
    now += 10;
    assertThat(meter.tryRead().idleNanos()).isEqualTo(10);
  }

  @Test
  void waitsDeeperThanItKeepsStillEndInPairs() {
    for (int i = 0; i < 20; i++) {
      meter.inputWaitBegan();
    }
    now += 10;
    for (int i = 0; i < 20; i++) {
      meter.waitEnded();
    }
    now += 3;

    assertThat(meter.isBusy()).isTrue();
    assertThat(meter.tryRead().idleNanos()).isEqualTo(10);
    assertThat(meter.tryRead().busyNanos()).isEqualTo(3);
  }

  @Test
  void aMeterGoesOnWhereAnEarlierOneStopped() {
    waitForOutput("e", 1, 40);
    now += 60;
    MeterReading earlier = meter.tryRead();
    now += 1_000_000;

    SubtaskMeter next = new SubtaskMeter(() -> now, earlier);
    now += 1;

    assertThat(next.tryRead()).isEqualTo(
        new MeterReading(101, 0, 40, null, List.of(new MeterReading.EdgeBlocked("e", 40, List.of(0L, 40L)))));
  }

  @Test
  void moreEdgesAndTargetsThanItKeepsLoseTheirNamesAndNoTime() {
    for (int edge = 0; edge < 1000; edge++) {
      waitForOutput("edge " + edge, 1_000_000, 1);
    }

    assertThat(meter.tryRead().backpressuredNanos()).isEqualTo(1000);
    assertThat(meter.tryRead().blocked()).hasSize(64).allMatch(edge -> edge.byTarget().isEmpty());
  }

  @Test
  void eachBeginAndEachEndIsAChange() {
    long before = meter.changes();
    meter.inputWaitBegan();
    long waiting = meter.changes();
    meter.waitEnded();

    assertThat(waiting).isNotEqualTo(before);
    assertThat(meter.changes()).isNotEqualTo(waiting).isNotEqualTo(before);
  }

  @Test
  void anErrorInTheMidstOfAWriteKeepsNoReadingFromBeingTakenAndNoWaitFromEnding() {
    meter.inputWaitBegan();
    now += 10;
    noStackLeft = true;
    assertThatThrownBy(meter::waitEnded).isInstanceOf(StackOverflowError.class);
    assertThat(meter.tryRead()).isEqualTo(new MeterReading(10, 0, 0, null, List.of()));

    noStackLeft = true;
    assertThatThrownBy(meter::inputWaitBegan).isInstanceOf(StackOverflowError.class);
    assertThat(meter.isBusy()).isFalse();
    meter.waitEnded();
    now += 4;
    assertThat(meter.tryRead()).isEqualTo(new MeterReading(14, 10, 0, null, List.of()));
  }

  private void waitForOutput(String edge, int target, long nanos) {
    meter.outputWaitBegan(edge, target);
    now += nanos;
    meter.waitEnded();
  }

  private long time() {
    if (noStackLeft) {
      noStackLeft = false;
      throw new StackOverflowError();
    }
    return now;
  }
}
