package io.manometer.analyzer.alert;

import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.report.Report;
import java.util.stream.Collectors;

/** A diagnosis told as an alert. */
final class DiagnosisAccount {

  private DiagnosisAccount() {}

  static Account of(Diagnosis diagnosis, Report report) {
    return new Account(
        diagnosis.summary(),
        report.sentence() + " Seen since " + diagnosis.since() + ".",
        diagnosis.cause() == Cause.UNKNOWN ? null : diagnosis.cause(),
        diagnosis.cause() + ", confidence " + diagnosis.confidence(),
        diagnosis.evidence().stream().map(DiagnosisAccount::sentence).collect(Collectors.joining("\n")),
        diagnosis.remedies().stream()
            .filter(r -> r.kind() == Remedy.Kind.DO)
            .findFirst().map(DiagnosisAccount::sentence).orElse(null));
  }

  private static String sentence(Evidence evidence) {
    String limit = evidence.limit() == null ? "" : " (limit " + evidence.limit() + ")";
    return evidence.signal() + " at " + evidence.place() + ": " + evidence.observed() + limit;
  }

  private static String sentence(Remedy remedy) {
    return remedy.how() == null ? remedy.action() : remedy.action() + " " + remedy.how();
  }
}
