package io.manometer.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarTest {

  @Test
  void busyBackpressuredAndIdleFollowEachOther() {
    assertThat(Bar.ofTime(0.25, 0.5, 0.25).segments()).containsExactly(
        new Bar.Segment("busy", "0", "25"), new Bar.Segment("pressed", "25", "50"), new Bar.Segment("idle", "75", "25"));
  }

  @Test
  void sharesBeyondTheWholeAreCutOffAtTheEnd() {
    assertThat(Bar.ofTime(0.8, 7.0, -3.0).segments()).containsExactly(
        new Bar.Segment("busy", "0", "80"), new Bar.Segment("pressed", "80", "20"));
  }

  @Test
  void whatWasNotMeasuredLeavesTheBarEmptyAndNotIdle() {
    assertThat(Bar.ofTime(null, null, null)).isNull();
    assertThat(Bar.ofTime(0.3, null, null).segments()).containsExactly(new Bar.Segment("busy", "0", "30"));
    assertThat(Bar.ofTime(Double.NaN, null, null).segments()).isEmpty();
  }

  @Test
  void aValueIsDrawnAgainstTheFullWidthWithAMark() {
    Bar bar = Bar.against(0.3, 0.6, 0.15, "fair");
    assertThat(bar.segments()).containsExactly(new Bar.Segment("fair", "0", "50"));
    assertThat(bar.mark()).isEqualTo("25");
    assertThat(Bar.against(null, 1, null, "fair")).isNull();
  }
}
