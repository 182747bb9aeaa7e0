package io.manometer.rules.cause;

import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.window.OperatorLoad;
import java.util.List;
import java.util.Optional;

/** What a cause has to say about a suspect. */
public sealed interface Judgement {

  /**
   * It explains part of what holds the suspect back.
   *
   * @param share of the suspect's busy time that it explains, 0 to 1
   * @param decides it is a matter of structure and comes before causes that only say what the time went to
   * @param about what to name instead of the suspect
   * @param because completes the sentence {@code X holds the job back: ...}
   * @param doubts each a sentence that says what keeps this from being certain
   * @param evidence never empty
   */
  record Explains(
      double share,
      boolean decides,
      Optional<About> about,
      String because,
      List<String> doubts,
      List<Evidence> evidence,
      List<Remedy> remedies)
      implements Judgement {
    public Explains {
      doubts = List.copyOf(doubts);
      evidence = List.copyOf(evidence);
      remedies = List.copyOf(remedies);
      if (evidence.isEmpty()) {
        throw new IllegalArgumentException("an explanation needs evidence: " + because);
      }
    }
  }

  /**
   * It does not explain the suspect.
   *
   * @param share what it explains all the same, for the sake of {@code MIXED}; 0 where it explains nothing
   */
  record Rejected(double share, String summary, List<Evidence> evidence) implements Judgement {
    public Rejected {
      evidence = List.copyOf(evidence);
    }

    public Rejected(String summary) {
      this(0, summary, List.of());
    }
  }

  /** The question makes no sense here. */
  record NotApplicable(String summary) implements Judgement {}

  /** A signal is missing; each entry is one sentence. */
  record NotEnoughData(List<String> missing) implements Judgement {
    public NotEnoughData {
      missing = List.copyOf(missing);
    }
  }

  /** What a diagnosis names: an operator, some of its subtasks (empty: all), and the kind of subject. */
  record About(Subject.Kind kind, OperatorLoad operator, List<Integer> subtasks) {
    public About {
      subtasks = List.copyOf(subtasks);
    }
  }
}
