package io.manometer.creditflow.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.creditflow.buffer.BufferBudget.Demand;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferBudgetTest {

  private static final List<Demand> DEMANDS = List.of(new Demand(2, 10), new Demand(4, 12), new Demand(2, 2));

  @Test
  void aLargePoolGivesEveryoneWhatItWants() {
    assertThat(BufferBudget.divide(DEMANDS, new BufferPool(1000, 1))).containsExactly(10, 12, 2);
  }

  @Test
  void aSmallPoolIsSharedBeyondTheLeast() {
    assertThat(BufferBudget.divide(DEMANDS, new BufferPool(16, 1))).containsExactly(6, 8, 2);
  }

  @Test
  void theSumNeverExceedsThePool() {
    for (int total = 8; total < 30; total++) {
      int[] shares = BufferBudget.divide(DEMANDS, new BufferPool(total, 1));
      assertThat(Arrays.stream(shares).sum()).isLessThanOrEqualTo(total);
    }
  }

  @Test
  void tooSmallAPoolIsRefused() {
    assertThatThrownBy(() -> BufferBudget.divide(DEMANDS, new BufferPool(7, 1)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least 8 network buffers");
  }

  @Test
  void thePoolGivesNoMoreThanItHas() {
    BufferPool pool = new BufferPool(10 * 64, 64);
    pool.reserve(8);

    assertThatThrownBy(() -> pool.reserve(3)).isInstanceOf(IllegalStateException.class);
    assertThat(pool.reserve(2)).hasSize(2);
    assertThat(pool.reservedBuffers()).isEqualTo(10);
  }
}
