package io.manometer.analyzer.alert;

import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.Report.JobRef;
import java.util.List;

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
    return operators.stream().anyMatch(mine -> other.operators.stream().anyMatch(theirs -> mine.id().equals(theirs.id())));
  }
}
