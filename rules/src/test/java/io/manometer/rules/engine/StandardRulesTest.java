package io.manometer.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.cause.CauseContract;
import io.manometer.rules.cause.CauseRule;
import io.manometer.rules.limit.Limit;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.report.Cause;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleContract;
import io.manometer.rules.sim.Cases;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every standard rule and cause keeps to its contract, and each stands in the list once. */
class StandardRulesTest {

  private static Rule named(String id) {
    return StandardRules.named().stream().filter(r -> r.card().id().equals(id)).findFirst().orElseThrow();
  }

  private static CauseRule cause(Cause cause) {
    return StandardRules.causes().stream().filter(r -> r.cause() == cause).findFirst().orElseThrow();
  }

  /** A rule with the window in which it finds something. */
  private abstract static class Named extends RuleContract {
    private final String id;
    private final Window faulty;

    Named(String id, Window faulty) {
      this.id = id;
      this.faulty = faulty;
    }

    @Override
    protected Rule rule() {
      return named(id);
    }

    @Override
    protected Window healthy() {
      return Cases.healthy();
    }

    @Override
    protected Window unmeasured() {
      return Cases.unmeasured();
    }

    @Override
    protected Window faulty() {
      return faulty;
    }
  }

  private abstract static class Caused extends CauseContract {
    private final Cause cause;
    private final Cause other;

    Caused(Cause cause, Cause other) {
      this.cause = cause;
      this.other = other;
    }

    @Override
    protected CauseRule cause() {
      return StandardRulesTest.cause(cause);
    }

    @Override
    protected Case afflicted() {
      return Cases.located(Cases.of(cause));
    }

    @Override
    protected Case otherwiseAfflicted() {
      return Cases.located(Cases.of(other));
    }

    @Override
    protected Case unmeasured() {
      return Cases.located(Cases.timeless());
    }
  }

  @Nested
  class BackpressureLevelKeeps extends Named {
    BackpressureLevelKeeps() {
      super("backpressure-level", Cases.of(Cause.CPU_BOUND));
    }
  }

  @Nested
  class FirstAfterHighKeeps extends Named {
    FirstAfterHighKeeps() {
      super("first-after-high", Cases.of(Cause.CPU_BOUND));
    }
  }

  @Nested
  class BottleneckConfirmedKeeps extends Named {
    BottleneckConfirmedKeeps() {
      super("bottleneck-confirmed", Cases.of(Cause.CPU_BOUND));
    }
  }

  @Nested
  class BusyWarningKeeps extends Named {
    BusyWarningKeeps() {
      super("busy-warning", Cases.of(Cause.CPU_BOUND));
    }
  }

  @Nested
  class SubtaskSkewKeeps extends Named {
    SubtaskSkewKeeps() {
      super("subtask-skew", Cases.skewed());
    }
  }

  @Nested
  class GcSpikesKeeps extends Named {
    GcSpikesKeeps() {
      super("gc-spikes", Cases.of(Cause.GC_PRESSURE));
    }
  }

  @Nested
  class IoBoundKeeps extends Named {
    IoBoundKeeps() {
      super("io-bound", Cases.of(Cause.SYNC_IO));
    }
  }

  @Nested
  class CpuBoundOperatorKeeps extends Named {
    CpuBoundOperatorKeeps() {
      super("cpu-bound", Cases.of(Cause.CPU_BOUND));
    }
  }

  @Nested
  class StateBoundKeeps extends Named {
    StateBoundKeeps() {
      super("state-bound", Cases.timeGoesTo(StackClass.STATE));
    }
  }

  @Nested
  class BelowInputRateKeeps extends Named {
    BelowInputRateKeeps() {
      super("below-input-rate", Cases.of(Cause.CPU_BOUND));
    }
  }

  @Nested
  class LagKeeps extends Named {
    LagKeeps() {
      super("lag", Cases.of(Cause.CPU_BOUND));
    }
  }

  @Nested
  class CpuBoundCauseKeeps extends Caused {
    CpuBoundCauseKeeps() {
      super(Cause.CPU_BOUND, Cause.SYNC_IO);
    }
  }

  @Nested
  class SyncIoCauseKeeps extends Caused {
    SyncIoCauseKeeps() {
      super(Cause.SYNC_IO, Cause.CPU_BOUND);
    }
  }

  @Nested
  class LockContentionCauseKeeps extends Caused {
    LockContentionCauseKeeps() {
      super(Cause.LOCK_CONTENTION, Cause.SYNC_IO);
    }
  }

  @Nested
  class StateAccessCauseKeeps extends Caused {
    StateAccessCauseKeeps() {
      super(Cause.STATE_ACCESS, Cause.CPU_BOUND);
    }
  }

  @Nested
  class SerializationCauseKeeps extends Caused {
    SerializationCauseKeeps() {
      super(Cause.SERIALIZATION, Cause.CPU_BOUND);
    }
  }

  @Nested
  class AsyncSaturatedCauseKeeps extends Caused {
    AsyncSaturatedCauseKeeps() {
      super(Cause.ASYNC_SATURATED, Cause.LOCK_CONTENTION);
    }
  }

  @Nested
  class KeySkewCauseKeeps extends Caused {
    KeySkewCauseKeeps() {
      super(Cause.KEY_SKEW, Cause.EXPENSIVE_KEY);
    }
  }

  @Nested
  class KeyGroupRoundingCauseKeeps extends Caused {
    KeyGroupRoundingCauseKeeps() {
      super(Cause.KEY_GROUP_ROUNDING, Cause.KEY_SKEW);
    }
  }

  @Nested
  class ExpensiveKeyCauseKeeps extends Caused {
    ExpensiveKeyCauseKeeps() {
      super(Cause.EXPENSIVE_KEY, Cause.KEY_SKEW);
    }
  }

  @Nested
  class PartitionSkewCauseKeeps extends Caused {
    PartitionSkewCauseKeeps() {
      super(Cause.PARTITION_SKEW, Cause.KEY_SKEW);
    }
  }

  @Nested
  class SlowHostCauseKeeps extends Caused {
    SlowHostCauseKeeps() {
      super(Cause.SLOW_HOST, Cause.EXPENSIVE_KEY);
    }
  }

  @Nested
  class GcPressureCauseKeeps extends Caused {
    GcPressureCauseKeeps() {
      super(Cause.GC_PRESSURE, Cause.CPU_BOUND);
    }
  }

  @Nested
  class CpuStarvedCauseKeeps extends Caused {
    CpuStarvedCauseKeeps() {
      super(Cause.CPU_STARVED, Cause.CPU_BOUND);
    }
  }

  @Nested
  class SourceBoundCauseKeeps extends Caused {
    SourceBoundCauseKeeps() {
      super(Cause.SOURCE_BOUND, Cause.CPU_BOUND);
    }
  }

  @Nested
  class AmplificationCauseKeeps extends Caused {
    AmplificationCauseKeeps() {
      super(Cause.AMPLIFICATION, Cause.CPU_BOUND);
    }
  }

  @Nested
  class NetworkCauseKeeps extends Caused {
    NetworkCauseKeeps() {
      super(Cause.NETWORK, Cause.CPU_BOUND);
    }
  }

  @Nested
  class WindowBurstCauseKeeps extends Caused {
    WindowBurstCauseKeeps() {
      super(Cause.WINDOW_BURST, Cause.CPU_BOUND);
    }
  }

  @Nested
  class OrderedInputCauseKeeps extends Caused {
    OrderedInputCauseKeeps() {
      super(Cause.ORDERED_INPUT, Cause.ALIGNMENT);
    }
  }

  @Nested
  class AlignmentCauseKeeps extends Caused {
    AlignmentCauseKeeps() {
      super(Cause.ALIGNMENT, Cause.CPU_BOUND);
    }
  }

  @Test
  void everyCauseIsHeldToItsContract() {
    Set<String> held = new TreeSet<>();
    for (Class<?> nested : StandardRulesTest.class.getDeclaredClasses()) {
      held.add(nested.getSimpleName().replace("CauseKeeps", "").toLowerCase(Locale.ROOT));
    }
    StandardRules.causes().forEach(
        c -> assertThat(held).contains(c.cause().name().replace("_", "").toLowerCase(Locale.ROOT)));
  }

  @Test
  void eachRuleHasAnIdOfItsOwn() {
    List<String> ids = new ArrayList<>();
    StandardRules.named().forEach(r -> ids.add(r.card().id()));
    StandardRules.causes().forEach(r -> ids.add(r.card().id()));
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void oneLimitHasOneDefault() {
    Map<String, Limit> seen = new HashMap<>();
    List<Limit> all = new ArrayList<>(StandardRules.limits());
    StandardRules.named().forEach(r -> all.addAll(r.card().limits()));
    StandardRules.causes().forEach(r -> all.addAll(r.card().limits()));
    all.forEach(limit -> assertThat(seen.merge(limit.key(), limit, (a, b) -> a.equals(b) ? a : b)).isEqualTo(limit));
  }

  @Test
  void noCauseIsClaimedByTwo() {
    Set<Cause> claimed = EnumSet.noneOf(Cause.class);
    StandardRules.causes().forEach(r -> assertThat(claimed.add(r.cause())).isTrue());
  }
}
