package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import io.manometer.rules.report.RuleVerdict;
import org.junit.jupiter.api.Test;

/** Simulated jobs with a source that does not tell how far it is behind. */
class UntoldLagTest extends SimulatedJob {

  @Test
  void aSourceThatTellsNoLagAndHasNoTimeLeftIsNearItsLimitWhereCpuIsNotKnown() {
    model.detail = FlowModel.Detail.coarse();
    Report report = watchedWithoutLag(model.source("changes", 1, 0.001), 0.0002);
    assertThat(report.health()).isEqualTo(Health.DEGRADED);
    assertThat(report.sentence()).contains("\"changes\" is busy", "does not tell its lag", "As far as is known");
    assertThat(report.headroom()).isNull();
  }

  @Test
  void aSourceThatTellsNoLagAndHasTimeLeftIsNotSaidToHandleAllThatArrives() {
    Report report = watchedWithoutLag(model.source("changes", 1, 0.001).arriving(300), 0.002);
    assertThat(report.health()).isEqualTo(Health.HEALTHY);
    assertThat(report.sentence()).contains("\"changes\" does not tell its lag", "\"store\" is the busiest")
        .doesNotContain("all that arrives is handled");
    assertThat(report.headroom()).isBetween(0.4, 1.0);
  }

  @Test
  void whatIsLessBusyThanASourceThatTellsNoLagSaysNothingAboutTheRoomLeft() {
    Report report = watchedWithoutLag(model.source("changes", 1, 0.002).arriving(300), 0.0002);
    assertThat(report.health()).isEqualTo(Health.HEALTHY);
    assertThat(report.sentence()).doesNotContain("busiest");
    assertThat(report.headroom()).isNull();
  }

  @Test
  void aSourceThatTellsNoLagAndIsSeenToPollIsNoWarning() {
    Report report = watchedWithoutLag(model.source("poll", 1, 0.001).doing(Work.io()), 0.0002);
    assertThat(report.health()).isEqualTo(Health.HEALTHY);
    assertThat(report.sentence()).contains("\"poll\" does not tell its lag", "\"store\" is the busiest");
  }

  @Test
  void whereSomeSourcesTellWhatArrivesItIsSaidHowMany() {
    SimOperator told = model.source("orders", 1, 0.0001).arriving(300);
    SimOperator untold = model.source("changes", 1, 0.0001).arriving(300);
    untold.tellsDemand = false;
    SimOperator store = model.operator("store", 1, 0.0005);
    model.edge(told, store);
    model.edge(untold, store);

    Report report = new Watched(model).run(30).last();

    assertThat(report.rules()).filteredOn(rule -> rule.rule().equals("below-input-rate"))
        .extracting(RuleVerdict::summary)
        .containsExactly("All that arrives is handed over where sources tell what arrives: 1 of 2 do.");
  }

  private Report watchedWithoutLag(SimOperator source, double cost) {
    source.tellsDemand = false;
    model.edge(source, model.operator("store", 1, cost));
    return new Watched(model).run(30).last();
  }
}
