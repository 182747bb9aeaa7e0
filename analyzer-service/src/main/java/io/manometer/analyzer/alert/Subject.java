package io.manometer.analyzer.alert;

import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.Report.JobRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an alert is about.
 *
 * @param operators where to look, the most important first; empty when the job as a whole is meant
 */
record Subject(JobRef job, List<OperatorRef> operators) {

  Subject {
    operators = List.copyOf(operators);
  }

  /** Whether both speak of the same root cause: a set that grows or shrinks by an operator remains the same. */
  boolean overlaps(Subject other) {
    if (operators.isEmpty() || other.operators.isEmpty()) {
      return operators.isEmpty() && other.operators.isEmpty();
    }
    Set<String> ids = operators.stream().map(OperatorRef::id).collect(Collectors.toSet());
    return other.operators.stream().anyMatch(o -> ids.contains(o.id()));
  }
}
