package io.manometer.rules.cause;

import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.report.RuleVerdict;
import java.util.List;
import java.util.Optional;

/**
 * Why a suspect is slow, after all causes were heard.
 *
 * @param share of the suspect's busy time that the cause explains; empty for UNKNOWN
 * @param about what to name instead of the suspect
 * @param because completes the sentence {@code X holds the job back: ...}
 * @param doubts each a sentence that says what keeps it from being certain
 * @param missing each a sentence: what was not measured and would have decided
 * @param heard what each cause had to say
 */
public record Answer(
    Cause cause,
    Optional<Double> share,
    Optional<Judgement.About> about,
    String because,
    List<String> doubts,
    List<Evidence> evidence,
    List<Remedy> remedies,
    List<String> missing,
    List<RuleVerdict> heard) {

  public Answer {
    doubts = List.copyOf(doubts);
    evidence = List.copyOf(evidence);
    remedies = List.copyOf(remedies);
    missing = List.copyOf(missing);
    heard = List.copyOf(heard);
  }
}
