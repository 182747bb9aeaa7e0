package io.manometer.analyzer.alert;

import io.manometer.rules.report.OperatorView;

/** Which operators of a report read from outside. */
final class Sources {

  private Sources() {}

  static boolean are(OperatorView operator) {
    return "SOURCE".equals(operator.role()) || "BOTH".equals(operator.role());
  }
}
