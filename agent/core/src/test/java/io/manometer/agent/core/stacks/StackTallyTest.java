package io.manometer.agent.core.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.wire.StackProfile;
import io.manometer.wire.StackProfile.ChainCount;
import io.manometer.wire.StackProfile.ClassCount;
import io.manometer.wire.StackProfile.FrameCount;
import io.manometer.wire.StackProfile.StackClass;
import org.junit.jupiter.api.Test;

class StackTallyTest {

  private final StackTally tally = new StackTally();

  @Test
  void samplesAreCountedByClassByFrameAndByOperatorOfTheChain() {
    tally.add(StackClass.SLEEP, "a.B.c:1", "second");
    tally.add(StackClass.SLEEP, "a.B.c:1", "second");
    tally.add(StackClass.ON_CPU, "a.B.c:1", null);
    tally.add(StackClass.ON_CPU, null, null);

    StackProfile profile = tally.read();
    assertThat(profile.samples()).isEqualTo(4);
    assertThat(profile.classes()).containsExactlyInAnyOrder(
        new ClassCount(StackClass.SLEEP, 2), new ClassCount(StackClass.ON_CPU, 2));
    assertThat(profile.topFrames()).containsExactly(
        new FrameCount("a.B.c:1", StackClass.SLEEP, 2), new FrameCount("a.B.c:1", StackClass.ON_CPU, 1));
    assertThat(profile.chain()).containsExactly(new ChainCount("second", 2));
  }

  @Test
  void aMillionDifferentFramesLeaveTheHotOneInPlace() {
    for (int i = 0; i < 1_000_000; i++) {
      tally.add(StackClass.ON_CPU, i % 3 == 0 ? "hot" : "frame " + i, "operator " + i);
    }

    assertThat(tally.read().topFrames()).hasSize(10);
    assertThat(tally.read().topFrames().get(0)).isEqualTo(new FrameCount("hot", StackClass.ON_CPU, 333_334));
    assertThat(tally.read().chain()).hasSize(64);
    assertThat(tally.read().samples()).isEqualTo(1_000_000);
  }
}
