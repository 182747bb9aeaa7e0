package io.manometer.ui.view;

import io.manometer.rules.report.Evidence;
import io.manometer.ui.text.Name;
import java.util.List;

/** One observation; {@code limit} is null where the observation is not held against any. */
public record EvidenceRow(Name signal, Name place, Name observed, Name limit, Name rule) {

  static List<EvidenceRow> of(List<Evidence> evidence) {
    return evidence.stream().map(EvidenceRow::of).toList();
  }

  private static EvidenceRow of(Evidence evidence) {
    return new EvidenceRow(
        Name.of(evidence.signal()),
        Name.of(evidence.place()),
        Name.sentence(evidence.observed()),
        evidence.limit() == null ? null : Name.sentence(evidence.limit()),
        evidence.rule() == null ? null : Name.of(evidence.rule()));
  }
}
