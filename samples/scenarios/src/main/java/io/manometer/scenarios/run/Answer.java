package io.manometer.scenarios.run;

import tools.jackson.databind.JsonNode;

/**
 * What a report says first: its health and its most important root cause.
 *
 * @param operator name of the vertex; null when no diagnosis names one
 * @param chainOperator name of the operator within the vertex; null when the report does not vouch for one
 * @param cause null without a diagnosis
 */
public record Answer(String health, String operator, String chainOperator, String cause, String confidence) {

  /** Before the analyzer knows the job. */
  static final Answer NONE = new Answer("NO_REPORT", null, null, null, null);

  static Answer of(JsonNode report) {
    JsonNode first = report.path("diagnoses").path(0);
    return new Answer(
        report.path("health").asString(),
        text(first.path("operator").path("name")),
        text(first.path("chainOperator").path("name")),
        text(first.path("cause")),
        text(first.path("confidence")));
  }

  private static String text(JsonNode node) {
    return node.isString() ? node.stringValue() : null;
  }

  public boolean namesRootCause() {
    return cause != null;
  }

  /** Whether the report claims to know: a cause other than UNKNOWN, or a health that is a verdict. */
  boolean decided() {
    return namesRootCause() ? !cause.equals("UNKNOWN") : health.equals("HEALTHY") || health.equals("DEGRADED");
  }
}
