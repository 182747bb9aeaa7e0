package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis;
import java.util.ArrayList;
import java.util.List;

/** The simulated jobs that whole diagnoses are tested on. */
abstract class SimulatedJob {

  final FlowModel model = new FlowModel(7, 2);

  /** A source {@code op0} and operators {@code op1}... behind it. */
  final List<SimOperator> chain(double rate, double... costs) {
    List<SimOperator> operators = new ArrayList<>();
    operators.add(model.source("op0", 1, 0.0001).arriving(rate));
    for (int i = 0; i < costs.length; i++) {
      operators.add(model.operator("op" + (i + 1), 1, costs[i]));
      model.edge(operators.get(i), operators.get(i + 1));
    }
    return operators;
  }

  static void is(Diagnosis d, String operator, Cause cause) {
    assertThat(d.operator().name() + " " + d.cause()).as(d.summary()).isEqualTo(operator + " " + cause);
  }
}
