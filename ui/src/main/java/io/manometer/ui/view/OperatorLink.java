package io.manometer.ui.view;

import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.Report;
import io.manometer.ui.text.Name;

/**
 * An operator by name.
 *
 * @param url its page; null when the report does not know the operator
 */
public record OperatorLink(Name name, String url) {

  static OperatorLink of(OperatorRef operator, Report report, Links links) {
    if (operator == null) {
      return null;
    }
    boolean known = report.operators().stream().anyMatch(each -> each.id().equals(operator.id()));
    return new OperatorLink(Name.of(operator.name()), known ? links.operator(operator.id()) : null);
  }

  static OperatorLink of(String operatorId, Report report, Links links) {
    return report.operators().stream()
        .filter(each -> each.id().equals(operatorId))
        .findFirst()
        .map(each -> new OperatorLink(Name.of(each.name()), links.operator(operatorId)))
        .orElse(new OperatorLink(Name.of(operatorId), null));
  }
}
