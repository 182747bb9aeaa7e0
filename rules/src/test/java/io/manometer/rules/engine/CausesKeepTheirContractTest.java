package io.manometer.rules.engine;

import io.manometer.rules.cause.CauseContract;
import io.manometer.rules.cause.CauseRule;
import io.manometer.rules.report.Cause;
import io.manometer.rules.sim.Cases;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cause keeps to its contract; each case is a cause and another that looks like it and is not. */
@ParameterizedClass(name = "{0}")
@MethodSource("causes")
class CausesKeepTheirContractTest extends CauseContract {

  @Parameter(0)
  Cause cause;

  @Parameter(1)
  Cause lookalike;

  static Stream<Arguments> causes() {
    return StandardRules.causes().stream().map(CauseRule::cause).map(c -> Arguments.of(c, lookalikeOf(c)));
  }

  private static Cause lookalikeOf(Cause cause) {
    return switch (cause) {
      case CPU_BOUND, LOCK_CONTENTION -> Cause.SYNC_IO;
      case SYNC_IO, STATE_ACCESS, SERIALIZATION, GC_PRESSURE, CPU_STARVED, SOURCE_BOUND, AMPLIFICATION, NETWORK, WINDOW_BURST, ALIGNMENT -> Cause.CPU_BOUND;
      case ASYNC_SATURATED -> Cause.LOCK_CONTENTION;
      case KEY_SKEW, SLOW_HOST -> Cause.EXPENSIVE_KEY;
      case KEY_GROUP_ROUNDING, EXPENSIVE_KEY, PARTITION_SKEW -> Cause.KEY_SKEW;
      case ORDERED_INPUT -> Cause.ALIGNMENT;
      default -> throw new IllegalArgumentException(cause + " has no lookalike here; add one");
    };
  }

  @Override
  protected CauseRule cause() {
    return StandardRules.causes().stream().filter(r -> r.cause() == cause).findFirst().orElseThrow();
  }

  @Override
  protected Case afflicted() {
    return Cases.located(Cases.of(cause));
  }

  @Override
  protected Case otherwiseAfflicted() {
    return Cases.located(Cases.of(lookalike));
  }

  @Override
  protected Case unmeasured() {
    return Cases.located(Cases.timeless());
  }
}
