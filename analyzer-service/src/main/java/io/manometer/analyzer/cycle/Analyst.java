package io.manometer.analyzer.cycle;

import io.manometer.rules.engine.DiagnosisEngine;
import io.manometer.rules.engine.Memory;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Observation;
import io.manometer.rules.report.Report;
import io.manometer.rules.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One step of the analysis as a pure function: what was known, what came in and the time give what is known now and the
 * reports. The same steps on a recording give the same reports.
 */
public final class Analyst {

  private static final int MOST_JOBS = 200;
  private static final int MOST_WORKERS_OF_A_JOB = 500;

  private final DiagnosisEngine engine;
  private final Limits limits;
  private final Duration forgetAfter;
  private final Function<String, Optional<Duration>> acceptedLag;

  /**
   * An analyst of jobs by these rules.
   *
   * @param acceptedLag what is acceptable for a job of a name that declares no lag itself; empty where nothing is said
   */
  public Analyst(
      DiagnosisEngine engine, Limits limits, Duration forgetAfter, Function<String, Optional<Duration>> acceptedLag) {
    this.engine = engine;
    this.limits = limits;
    this.forgetAfter = forgetAfter;
    this.acceptedLag = acceptedLag;
  }

  /** All that is carried from one step to the next; immutable. */
  public static final class Known {

    public static final Known NOTHING = new Known(Map.of());

    private final Map<String, JobAnalysis> jobs;

    private Known(Map<String, JobAnalysis> jobs) {
      this.jobs = Map.copyOf(jobs);
    }

    public int jobs() {
      return jobs.size();
    }
  }

  /**
   * What a step gave.
   *
   * @param reports one for each job with data
   * @param failures what went wrong with single jobs, one entry each
   * @param dropped observations that were not taken because of the bounds on jobs and workers
   */
  public record Step(Known known, List<Report> reports, List<Failure> failures, int dropped) {
    public Step {
      reports = List.copyOf(reports);
      failures = List.copyOf(failures);
    }
  }

  /** The analysis of one job failed; its report says so, and other jobs are not affected. */
  public record Failure(String job, Exception error) {}

  /** The step at {@code now}. */
  public Step step(Known known, List<Observation> observations, Instant now) {
    Map<String, JobAnalysis> jobs = new LinkedHashMap<>(known.jobs);
    List<Failure> failures = new ArrayList<>();
    int dropped = take(observations, jobs, failures);
    Instant limit = now.minus(forgetAfter);
    jobs.values().removeIf(job -> job.isSilentSince(limit));
    List<JobAnalysis> heard = List.copyOf(jobs.values());
    jobs.replaceAll((id, job) -> diagnosed(id, job.withoutWorkersSilentSince(limit), heard, now, failures));
    return new Step(
        new Known(jobs), jobs.values().stream().flatMap(job -> job.report().stream()).toList(), failures, dropped);
  }

  private int take(List<Observation> observations, Map<String, JobAnalysis> jobs, List<Failure> failures) {
    int dropped = 0;
    for (Observation observation : observations) {
      String id = observation.job().id();
      JobAnalysis job = jobs.get(id);
      boolean full = job == null
          ? jobs.size() >= MOST_JOBS
          : !job.knows(observation.worker().id()) && job.workers().size() >= MOST_WORKERS_OF_A_JOB;
      if (full) {
        dropped++;
        continue;
      }
      try {
        jobs.put(id, job == null ? JobAnalysis.of(observation, limits) : job.with(observation));
      } catch (RuntimeException e) {
        failures.add(new Failure(id, e));
      }
    }
    return dropped;
  }

  private JobAnalysis diagnosed(
      String id, JobAnalysis job, List<JobAnalysis> all, Instant now, List<Failure> failures) {
    try {
      Optional<Window> window = job.history().window(now).map(w -> w.accepting(acceptedLag.apply(w.job().name())));
      if (window.isEmpty()) {
        return job;
      }
      DiagnosisEngine.Result result = engine.diagnose(window.get(), limits, job.memory());
      boolean judgedFirst = result.memory().judged() && !job.memory().judged();
      Optional<Memory> inherited = judgedFirst ? Succession.memoryOf(job, all) : Optional.empty();
      DiagnosisEngine.Result told =
          inherited.map(memory -> engine.diagnose(window.get(), limits, memory)).orElse(result);
      return job.with(told.report(), told.memory());
    } catch (RuntimeException e) {
      failures.add(new Failure(id, e));
      return job.with(Undecided.because(id, job, now, "The analysis failed: " + e), job.memory());
    }
  }
}
