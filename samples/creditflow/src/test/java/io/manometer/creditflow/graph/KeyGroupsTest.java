package io.manometer.creditflow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyGroupsTest {

  @Test
  void eachSubtaskHasARunOfKeyGroupsOfNearlyEqualLength() {
    for (int parallelism = 1; parallelism <= 128; parallelism++) {
      int[] groups = new int[parallelism];
      int before = 0;
      for (int group = 0; group < 128; group++) {
        int subtask = KeyGroups.subtask(group, 128, parallelism);
        assertThat(subtask).isBetween(before, before + 1);
        before = subtask;
        groups[subtask]++;
      }
      int least = 128 / parallelism;
      assertThat(Arrays.stream(groups)).allMatch(count -> count == least || count == least + 1);
    }
  }

  @Test
  void keysSpreadEvenlyOverKeyGroups() {
    int[] keys = new int[128];
    IntStream.range(0, 128_000).forEach(key -> keys[KeyGroups.of((long) key, 128)]++);

    assertThat(Arrays.stream(keys)).allMatch(count -> count > 850 && count < 1150);
  }

  @Test
  void theKeyGroupIsTheSameInEveryJvm() {
    assertThat(KeyGroups.of("customer-1", 128)).isEqualTo(KeyGroups.of(new String("customer-1"), 128));
    assertThat(KeyGroups.of(new byte[] {1, 2}, 128)).isEqualTo(KeyGroups.of(new byte[] {1, 2}, 128));
    assertThat(KeyGroups.of(TimeUnit.DAYS, 128)).isEqualTo(KeyGroups.of("DAYS", 128));
  }

  @Test
  void aMissingKeyIsRefused() {
    assertThatThrownBy(() -> KeyGroups.of(null, 128)).hasMessageContaining("a key is null");
  }
}
