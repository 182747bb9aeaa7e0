package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.Expectation.NoBottleneck;
import io.manometer.scenarios.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlinkScenariosTest {

  @Test
  void eachJobHasAMainClassAndAFixThatChangesSomething() throws ClassNotFoundException {
    for (Scenario<JobSetting> scenario : FlinkScenarios.all()) {
      assertThat(Class.forName("io.manometer.flink.jobs." + scenario.asFound().main())).isNotNull();
      if (scenario.expected() instanceof Bottleneck) {
        assertThat(scenario.fix().setting()).as(scenario.name()).isNotEqualTo(scenario.asFound());
      }
    }
  }

  @Test
  void aReleaseWithoutATableRuntimeIsNotAskedForSql() {
    assertThat(FlinkScenarios.on(FlinkRelease.V2_3)).isEqualTo(FlinkScenarios.all());
    assertThat(FlinkScenarios.withoutAgentOn(FlinkRelease.V1_20)).extracting(Scenario::name)
        .hasSize(FlinkScenarios.all().size() - 2).doesNotContain("sql", "sql-feed");
  }

  @Test
  void withoutAnAgentTheOperatorIsTheSameAndACauseThatTakesStacksIsUnknown() {
    List<Scenario<JobSetting>> all = FlinkScenarios.all();
    List<Scenario<JobSetting>> without = FlinkScenarios.withoutAgentOn(FlinkRelease.V2_3);

    for (int i = 0; i < all.size(); i++) {
      assertThat(without.get(i).asFound()).isEqualTo(all.get(i).asFound());
      if (all.get(i).name().equals("chained-call")) {
        assertThat(without.get(i).expected()).isEqualTo(new NoBottleneck("DEGRADED"));
      } else if (all.get(i).expected() instanceof Bottleneck bottleneck) {
        Bottleneck other = (Bottleneck) without.get(i).expected();
        assertThat(other.operator()).isEqualTo(bottleneck.operator());
        assertThat(other.cause()).isIn("UNKNOWN", "KEY_SKEW", "SOURCE_BOUND", "GC_PRESSURE");
      }
    }
  }
}
