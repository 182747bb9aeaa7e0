package io.manometer.rules.engine;

import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.report.Cause;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleContract;
import io.manometer.rules.sim.Cases;
import io.manometer.rules.window.Window;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule by name keeps to its contract; each case is a rule and a job in which it finds something. */
@ParameterizedClass(name = "{0}")
@MethodSource("rules")
class NamedRulesKeepTheirContractTest extends RuleContract {

  @Parameter(0)
  String id;

  @Parameter(1)
  Supplier<Window> faulty;

  static Stream<Arguments> rules() {
    return Stream.of(
        finds("backpressure-level", () -> Cases.of(Cause.CPU_BOUND)),
        finds("first-after-high", () -> Cases.of(Cause.CPU_BOUND)),
        finds("bottleneck-confirmed", () -> Cases.of(Cause.CPU_BOUND)),
        finds("busy-warning", () -> Cases.of(Cause.CPU_BOUND)),
        finds("subtask-skew", Cases::skewed),
        finds("gc-spikes", () -> Cases.of(Cause.GC_PRESSURE)),
        finds("io-bound", () -> Cases.of(Cause.SYNC_IO)),
        finds("cpu-bound", () -> Cases.of(Cause.CPU_BOUND)),
        finds("state-bound", () -> Cases.timeGoesTo(StackClass.STATE)),
        finds("below-input-rate", () -> Cases.of(Cause.CPU_BOUND)),
        finds("lag", () -> Cases.of(Cause.CPU_BOUND)));
  }

  @Override
  protected Rule rule() {
    return StandardRules.named().stream().filter(r -> r.card().id().equals(id)).findFirst().orElseThrow();
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
    return faulty.get();
  }

  private static Arguments finds(String id, Supplier<Window> faulty) {
    return Arguments.of(id, faulty);
  }
}
