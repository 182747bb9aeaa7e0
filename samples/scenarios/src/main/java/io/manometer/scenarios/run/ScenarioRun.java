package io.manometer.scenarios.run;

import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.run.RunResult.Fixed;
import io.manometer.scenarios.run.RunResult.Measured;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/**
 * Runs a scenario with real parts: an analyzer, the processes of its runtime, a database where it needs one.
 *
 * <p>The run ends by itself when the report is stable: when it has named the same operator and cause for
 * {@link #STANDS}, or has said for the time given that there is no bottleneck. What is expected has no part in that.
 * Where an answer leaves the cause open, one with a cause is waited for until {@link #AT_MOST}, unless the deployment
 * says when to believe that it stays open.
 */
public final class ScenarioRun<S> {

  static final Duration STANDS = Duration.ofSeconds(10);
  static final Duration AT_MOST = Duration.ofSeconds(120);
  private static final Duration FIX_AT_MOST = Duration.ofSeconds(90);
  private static final Duration FOREVER = Duration.ofDays(1000);

  private final Scenario<S> scenario;
  private final Target<S> target;
  private final Launch launch;
  private final Duration healthyFor;
  private final RunListener listener;

  /** @param healthyFor how long a report without a bottleneck must stand to be believed */
  public ScenarioRun(
      Scenario<S> scenario, Target<S> target, Launch launch, Duration healthyFor, RunListener listener) {
    this.scenario = scenario;
    this.target = target;
    this.launch = launch;
    this.healthyFor = healthyFor;
    this.listener = listener;
  }

  /** Runs until the report is stable, then ends everything. Throws {@link EnvironmentFault} where it could not run. */
  public RunResult run(boolean fix) {
    return run(fix, false);
  }

  /** The same, but goes on until the process is interrupted. */
  public void runOn(boolean fix) {
    run(fix, true);
  }

  private RunResult run(boolean fix, boolean goOn) {
    try (Processes processes = new Processes(launch)) {
      Deployment<S> deployment = target.deployment(processes);
      AnalyzerClient analyzer = processes.startAnalyzer(deployment.analyzerOptions());
      String job = "shop-" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
      listener.started(scenario, processes.analyzerAddress(), job + ", " + deployment.description());
      Observation asFound = started(processes, deployment, analyzer, job, false);
      Stability stability = new Stability(STANDS, healthyFor, deployment.openCauseStands());
      asFound.until(seen -> stability.reached(seen.timeline().current(), seen.unchanged()), atMost(), listener::changed);
      Measured before = measured(asFound.meters());
      asFound.report().ifPresent(report -> tellWhatStands(report, analyzer));
      Observation latest = asFound;
      Fixed fixed = null;
      if (fix) {
        listener.fixing(scenario.fix());
        deployment.stop();
        latest = started(processes, deployment, analyzer, job, true);
        boolean gone = latest.until(ScenarioRun::goneAndProven, FIX_AT_MOST, listener::changed);
        fixed = fixed(latest, gone);
      }
      RunResult result = result(asFound, before, fixed);
      listener.ended(result);
      if (goOn) {
        latest.until(observation -> false, FOREVER, listener::changed);
      }
      return result;
    }
  }

  private void tellWhatStands(JsonNode report, AnalyzerClient analyzer) {
    String toDo = null;
    for (JsonNode remedy : report.path("diagnoses").path(0).path("remedies")) {
      if (toDo == null && remedy.path("kind").asString("").equals("DO")) {
        toDo = remedy.path("action").asString(null);
      }
    }
    listener.stands(report.path("sentence").asString(""), toDo, analyzer.page(report.path("job").path("id").asString()));
  }

  private Observation started(
      Processes processes, Deployment<S> deployment, AnalyzerClient analyzer, String job, boolean fixed) {
    deployment.start(scenario, fixed, job);
    return new Observation(processes, deployment, analyzer, job, System.nanoTime());
  }

  /** Two minutes, unless a pipeline without a bottleneck is to be watched for longer than that. */
  private Duration atMost() {
    Duration watched = healthyFor.multipliedBy(2);
    return watched.compareTo(AT_MOST) > 0 ? watched : AT_MOST;
  }

  private static boolean goneAndProven(Observation observation) {
    return goneForGood(observation) && verdict(observation) != null && !verdict(observation).equals("UNDECIDED");
  }

  private static boolean goneForGood(Observation observation) {
    Answer answer = observation.timeline().current();
    return !answer.namesRootCause() && answer.decided() && observation.unchanged().compareTo(STANDS) >= 0;
  }

  private static Fixed fixed(Observation observation, boolean proven) {
    boolean gone = proven || goneForGood(observation);
    return new Fixed(gone, verdict(observation),
        observation.report().map(report -> report.path("afterChange").path("summary").asString(null)).orElse(null),
        gone ? seconds(observation.elapsed().minus(observation.unchanged())) : null,
        measured(observation.meters()), observation.timeline());
  }

  private static String verdict(Observation observation) {
    JsonNode verdict = observation.report().map(report -> report.path("afterChange").path("verdict")).orElse(null);
    return verdict != null && verdict.isString() ? verdict.stringValue() : null;
  }

  private RunResult result(Observation asFound, Measured before, Fixed fixed) {
    Timeline timeline = asFound.timeline();
    boolean correct = Verdict.correct(scenario.expected(), timeline) && (fixed == null || fixed.helped(before));
    return new RunResult(scenario, timeline, timeline.current(),
        timeline.operatorStands().map(ScenarioRun::seconds).orElse(null),
        timeline.causeStands().map(ScenarioRun::seconds).orElse(null),
        correct, before, fixed);
  }

  private static Measured measured(Meters meters) {
    return new Measured(
        boxed(meters.throughput(), 1), boxed(meters.workerCores(), 100), boxed(meters.analyzerCores(), 100));
  }

  private static Double boxed(OptionalDouble value, double steps) {
    return value.isEmpty() ? null : Math.round(value.getAsDouble() * steps) / steps;
  }

  private static Double seconds(Duration duration) {
    return Math.round(duration.toMillis() / 100.0) / 10.0;
  }
}
