package io.manometer.scenarios;

import io.manometer.scenarios.catalog.Chained;
import io.manometer.scenarios.catalog.CpuOperator;
import io.manometer.scenarios.catalog.ExpensiveKey;
import io.manometer.scenarios.catalog.GcPressure;
import io.manometer.scenarios.catalog.Healthy;
import io.manometer.scenarios.catalog.IoSink;
import io.manometer.scenarios.catalog.NearIdle;
import io.manometer.scenarios.catalog.NearSaturation;
import io.manometer.scenarios.catalog.SharedConnection;
import io.manometer.scenarios.catalog.SkewedKeys;
import io.manometer.scenarios.catalog.SlowSource;
import io.manometer.scenarios.catalog.TwoBranches;
import io.manometer.scenarios.catalog.TwoSlow;
import io.manometer.scenarios.catalog.UnevenPartitioner;
import java.util.List;
import java.util.stream.Collectors;

/** The list of all scenarios. A new one is a file in {@code catalog} and a line here. */
public final class Scenarios {

  private static final List<Scenario<Setting>> ALL = List.of(
      Healthy.SCENARIO,
      NearIdle.SCENARIO,
      NearSaturation.SCENARIO,
      CpuOperator.SCENARIO,
      IoSink.SCENARIO,
      SkewedKeys.SCENARIO,
      GcPressure.SCENARIO,
      SlowSource.SCENARIO,
      TwoBranches.SCENARIO,
      TwoSlow.SCENARIO,
      Chained.SCENARIO,
      SharedConnection.SCENARIO,
      ExpensiveKey.SCENARIO,
      UnevenPartitioner.SCENARIO);

  private Scenarios() {}

  public static List<Scenario<Setting>> all() {
    return ALL;
  }

  /** Throws {@link IllegalArgumentException}, which names those that there are, when there is none of that name. */
  public static Scenario<Setting> byName(String name) {
    return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no scenario '" + name + "'; right would be one of "
            + ALL.stream().map(Scenario::name).collect(Collectors.joining(", "))));
  }
}
