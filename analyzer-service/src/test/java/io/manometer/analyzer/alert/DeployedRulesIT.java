package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What Prometheus's and Alertmanager's own tools say of the shipped files. */
@Execution(ExecutionMode.CONCURRENT)
class DeployedRulesIT {

  @Test
  void promtoolAcceptsTheRulesAndTheSampleConfiguration() {
    assertThat(promtool("check", "rules", "manometer-rules.yml")).contains("SUCCESS");
    assertThat(promtool("check", "config", "prometheus.yml")).contains("SUCCESS");
  }

  @Test
  void theRulesPassTheirUnitTests() {
    assertThat(promtool("test", "rules", "manometer-rules-test.yml")).contains("SUCCESS");
  }

  @Test
  void amtoolAcceptsTheSampleConfiguration() {
    Path amtool = RealPart.program("amtool");
    assertThat(RealPart.run(Deployed.ALERTMANAGER, List.of(amtool.toString(), "check-config", "alertmanager.yml")))
        .contains("SUCCESS", "3 inhibit rules");
  }

  private static String promtool(String what, String kind, String file) {
    return RealPart.run(Deployed.PROMETHEUS, List.of(RealPart.program("promtool").toString(), what, kind, file));
  }
}
