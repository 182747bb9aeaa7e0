package io.manometer.rules.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The state of one job at one instant: where it is held back, why, and what to change.
 *
 * @param sentence the verdict in one sentence
 * @param events what happened to the job of late, such as a restart; empty when nothing did or nobody saw it
 * @param diagnoses root causes, most important first; empty when nothing holds the job back
 * @param operators in topological order
 * @param rules what each rule had to say, the quiet ones included
 * @param missing what was not measured and would have mattered, one sentence each
 * @param headroom by how much the input may grow before the first operator saturates; null when not known
 * @param afterChange what became of the last bottleneck once it was gone; null when there was none
 */
public record Report(
    JobRef job,
    Instant at,
    Duration window,
    Health health,
    String sentence,
    List<Event> events,
    List<Diagnosis> diagnoses,
    List<OperatorView> operators,
    List<EdgeView> edges,
    List<WorkerView> workers,
    List<RuleVerdict> rules,
    List<String> missing,
    Coverage coverage,
    Throughput throughput,
    Double headroom,
    AfterChange afterChange) {

  public Report {
    events = events == null ? List.of() : List.copyOf(events);
    diagnoses = List.copyOf(diagnoses);
    operators = List.copyOf(operators);
    edges = List.copyOf(edges);
    workers = List.copyOf(workers);
    rules = List.copyOf(rules);
    missing = List.copyOf(missing);
  }

  /** This report, with one sentence more on what is not known, before the others. */
  public Report alsoMissing(String sentence) {
    List<String> more = new ArrayList<>(List.of(sentence));
    more.addAll(missing);
    return new Report(
        job, at, window, health, this.sentence, events, diagnoses, operators, edges, workers, rules, more, coverage, throughput,
        headroom, afterChange);
  }

  /** A job by id and name. */
  public record JobRef(String id, String name) {}

  /**
   * Something that happened to the job.
   *
   * @param summary what it was, in one sentence
   */
  public record Event(Instant at, String summary) {}

  /**
   * How much of the job the window saw.
   *
   * @param subtasksSeen subtasks with fresh data, out of {@code subtasksKnown}
   * @param dataAge age of the oldest fresh reading; of the newest reading when none is fresh
   * @param stale ids of workers that fell silent
   */
  public record Coverage(int subtasksSeen, int subtasksKnown, Duration dataAge, List<String> stale) {}

  /**
   * Records per second at the sources, and their lag.
   *
   * @param emittedPerSecond what the sources emit now
   * @param arrivedPerSecond what arrives at open-loop sources; null where no source tells
   * @param lagRecords arrived and not yet emitted; null where no source tells
   * @param lagSeconds the lag as time at the present rate; null where not known
   * @param lagGrowthPerSecond records per second by which the lag grows (negative: shrinks); null where not known
   * @param slaLagSeconds lag that is acceptable, as the job or the settings declare it; null when neither does
   */
  public record Throughput(
      Double emittedPerSecond,
      Double arrivedPerSecond,
      Double lagRecords,
      Double lagSeconds,
      Double lagGrowthPerSecond,
      Double slaLagSeconds) {

    /** Of a job that declares no acceptable lag. */
    public Throughput(
        Double emittedPerSecond, Double arrivedPerSecond, Double lagRecords, Double lagSeconds,
            Double lagGrowthPerSecond) {
      this(emittedPerSecond, arrivedPerSecond, lagRecords, lagSeconds, lagGrowthPerSecond, null);
    }
  }

  /**
   * The proof of a fix: the job before and after its last bottleneck went away.
   *
   * @param verdict such as {@code EFFECTIVE}
   */
  public record AfterChange(
      String operator,
      Cause cause,
      Instant goneAt,
      Double throughputBefore,
      Double throughputAfter,
      Verdict verdict,
      String summary) {

    /** Whether the change helped. {@code UNDECIDED}: too early, or the demand changed as well. */
    public enum Verdict { EFFECTIVE, INEFFECTIVE, UNDECIDED }
  }
}
