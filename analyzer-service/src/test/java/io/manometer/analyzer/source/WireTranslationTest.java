package io.manometer.analyzer.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.TestAgent;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Spent;
import io.manometer.rules.model.StackReading;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.wire.EdgeLink;
import io.manometer.wire.OperatorNode;
import io.manometer.wire.Snapshot;
import io.manometer.wire.StackProfile;
import io.manometer.wire.SubtaskSample;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;

class WireTranslationTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void whatWasNotMeasuredIsEmptyAndNeverZero() {
    Snapshot snapshot = TestAgent.withBottleneck("w", "a").next();
    SubtaskSample bare = new SubtaskSample("a", "read", 0, 0, 10, 4, 5, null, null, null, null, null, null, null, null,
        null, null, null, null, List.of(), List.of(), null, null, null);
    SubtaskReading reading = subtask(with(snapshot, List.of(bare)));
    assertThat(reading.spent()).isEqualTo(new Spent.Totals(10, 4, 5));
    assertThat(List.of(reading.cpuNanos(), reading.recordsIn(), reading.recordsOut(), reading.outPool(),
        reading.inExclusive(), reading.inFloating(), reading.source(), reading.stacks(), reading.waiting(),
        reading.watermarkLagMillis(), reading.checkpointStartDelayMillis(), reading.runQueueNanos(), reading.allocatedBytes()))
        .allSatisfy(value -> assertThat(value).isEmpty());
  }

  @Test
  void countsOfAClassThatComeTwiceAreAddedAndLongNamesEndInAnEllipsis() {
    Snapshot snapshot = TestAgent.withBottleneck("w", "a").next();
    StackProfile stacks = new StackProfile(5,
        List.of(new StackProfile.ClassCount(StackProfile.StackClass.LOCK, 2), new StackProfile.ClassCount(StackProfile.StackClass.LOCK, 3)),
        List.of(new StackProfile.FrameCount("f".repeat(1_000), StackProfile.StackClass.LOCK, 5)), List.of());
    SubtaskSample sample = new SubtaskSample("a", "read", 0, 0, 10, 4, 5, null, null, null, null, null, null, null, null,
        null, null, null, null, List.of(), List.of(), stacks, null, null);
    StackReading reading = subtask(with(snapshot, List.of(sample))).stacks().orElseThrow();
    assertThat(reading.classes()).containsEntry(StackReading.StackClass.LOCK, 5L);
    assertThat(reading.topFrames().get(0).frame()).hasSize(301).endsWith("…");
  }

  @Test
  void namesKeepTheirMarkupAndLoseTheirControlCharacters() {
    Snapshot snapshot = new TestAgent("w", "a", "<b>&${x}\u0000\n\u001b[31m\u009b31m\u202e")
        .operator("o", "o", 1, 0, 0, 1).next();
    assertThat(observation(snapshot).job().name()).isEqualTo("<b>&${x}   [31m 31m ");
  }

  @Test
  void subtasksOfAJobThatIsNotDescribedAreLeftOut() {
    Snapshot snapshot = TestAgent.withBottleneck("w", "a").next();
    SubtaskSample stray = new SubtaskSample("another", "read", 0, 0, 10, 4, 5, null, null, null, null, null, null, null,
        null, null, null, null, null, List.of(), List.of(), null, null, null);
    assertThat(observation(with(snapshot, List.of(stray))).subtasks()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyStackClassOfTheWireHasItsWordInTheRules(StackProfile.StackClass kind) {
    assertThat(StackReading.StackClass.valueOf(kind.name())).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void everyPartitioningOfTheWireHasItsWordInTheRules(EdgeLink.Partitioning kind) {
    assertThat(io.manometer.rules.model.Edge.Partitioning.valueOf(kind.name())).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void everyRoleOfTheWireHasItsWordInTheRules(OperatorNode.Role role) {
    assertThat(Operator.Role.valueOf(role.name())).isNotNull();
  }

  private static Snapshot with(Snapshot s, List<SubtaskSample> subtasks) {
    return new Snapshot(
        s.schema(), s.worker(), s.sequence(), s.capturedAtMillis(), s.uptimeNanos(), s.jvm(), s.jobs(), subtasks, s.agent());
  }

  private static Observation observation(Snapshot snapshot) {
    return WireTranslation.observations(snapshot, NOW).get(0);
  }

  private static SubtaskReading subtask(Snapshot snapshot) {
    return observation(snapshot).subtasks().get(0);
  }
}
