package io.manometer.rules.rule;

import io.manometer.rules.report.Evidence;
import java.util.List;

/** What a rule had to say. */
public sealed interface Verdict {

  /** One sentence. */
  String summary();

  /** What it looks for is there; evidence is never empty. */
  record Found(String summary, List<Evidence> evidence) implements Verdict {
    public Found {
      evidence = List.copyOf(evidence);
      if (evidence.isEmpty()) {
        throw new IllegalArgumentException("a finding needs evidence: " + summary);
      }
    }
  }

  /** What it looks for is not there; the evidence, if any, shows how far from it. */
  record Clear(String summary, List<Evidence> evidence) implements Verdict {
    public Clear {
      evidence = List.copyOf(evidence);
    }

    public Clear(String summary) {
      this(summary, List.of());
    }
  }

  /** The question makes no sense for this job. */
  record NotApplicable(String summary) implements Verdict {}

  /** A signal it needs is missing; each entry of {@code missing} is one sentence. */
  record NotEnoughData(List<String> missing) implements Verdict {
    public NotEnoughData {
      missing = List.copyOf(missing);
      if (missing.isEmpty()) {
        throw new IllegalArgumentException("name what is missing");
      }
    }

    public NotEnoughData(String missing) {
      this(List.of(missing));
    }

    @Override
    public String summary() {
      return String.join(" ", missing);
    }
  }

  /** The rule itself broke. */
  record Failed(String summary) implements Verdict {}
}
