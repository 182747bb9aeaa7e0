package io.manometer.rules.report;

import java.time.Instant;
import java.util.List;

/**
 * One root cause.
 *
 * @param operator the operator to look at; null when the subject is not one operator
 * @param subtasks the subtasks concerned; empty means all of them
 * @param chainOperator the operator within the chain; null when the chain has one operator or it cannot be vouched for
 * @param summary where and why, in one sentence
 * @param since when this diagnosis was first made and then stayed
 * @param evidence never empty
 * @param remedies what to do, best first, then what not to do
 * @param gain what removing it would give; null when not known
 * @param nextBottleneck what would bind then; null when not known or nothing would
 */
public record Diagnosis(
    Subject subject,
    OperatorRef operator,
    List<Integer> subtasks,
    OperatorRef chainOperator,
    Cause cause,
    Confidence confidence,
    String summary,
    Instant since,
    List<Evidence> evidence,
    List<Remedy> remedies,
    Gain gain,
    OperatorRef nextBottleneck) {

  public Diagnosis {
    subtasks = List.copyOf(subtasks);
    evidence = List.copyOf(evidence);
    remedies = List.copyOf(remedies);
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException("a diagnosis needs evidence: " + summary);
    }
  }

  /** An operator by id and name. */
  public record OperatorRef(String id, String name) {}

  /** What the diagnosis is about; {@code operators} holds ids, and one entry when the kind is OPERATOR. */
  public record Subject(Kind kind, List<String> operators) {
    /** Kinds of subject. */
    public enum Kind { OPERATOR, SET, EDGE, WORKER, JOB }

    public Subject {
      operators = List.copyOf(operators);
    }
  }

  /**
   * Throughput that removing the cause is predicted to give.
   *
   * @param factor new throughput divided by today's, at the demand seen
   * @param summary the same in words, with what limits it
   */
  public record Gain(double factor, String summary) {}
}
