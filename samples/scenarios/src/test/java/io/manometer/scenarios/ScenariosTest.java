package io.manometer.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.manometer.scenarios.Expectation.Bottleneck;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {

  static java.util.List<Scenario<Setting>> all() {
    return Scenarios.all();
  }

  @Test
  void aScenarioIsFoundByItsName() {
    assertThat(Scenarios.byName("io-sink").name()).isEqualTo("io-sink");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNamesThatThereAre() {
    assertThatIllegalArgumentException().isThrownBy(() -> Scenarios.byName("io-snik"))
        .withMessageContaining("'io-snik'").withMessageContaining("healthy").withMessageContaining("io-sink");
  }

  @Test
  void namesAreUnique() {
    assertThat(Scenarios.all()).extracting(Scenario::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void aBottleneckHasAFixAndAHealthyPipelineHasNone(Scenario<Setting> scenario) {
    assertThat(scenario.fix() != null).isEqualTo(scenario.expected() instanceof Bottleneck);
  }

  @ParameterizedTest
  @MethodSource("all")
  void thePipelineDeclaresTheLagThatItsUsersAcceptBeforeAndAfterTheFix(Scenario<Setting> scenario) {
    Site site = new Site("shop-1", "jdbc:h2:mem:none", new LongAdder());
    assertThat(scenario.asFound().pipeline().apply(site).spec().slaLag()).isPositive();
    if (scenario.fix() != null) {
      assertThat(scenario.fix().setting().pipeline().apply(site).spec().slaLag()).isPositive();
    }
  }
}
