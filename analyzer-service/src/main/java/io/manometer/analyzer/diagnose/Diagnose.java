package io.manometer.analyzer.diagnose;

import io.manometer.analyzer.cycle.Analyst;
import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.source.ServerAddress;
import io.manometer.analyzer.source.flink.ClusterState;
import io.manometer.analyzer.source.flink.FlinkRestSource;
import io.manometer.rules.engine.DiagnosisEngine;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.report.Report;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at a Flink cluster by REST until there is enough to say, and says it. */
public final class Diagnose {

  private static final int UNREACHABLE = 3;

  /** Three renewals of Flink's metrics after the first. */
  private static final Duration ENOUGH = Duration.ofSeconds(36);
  private static final Duration AT_MOST = Duration.ofSeconds(55);

  /** Two polls more: one makes Flink take samples, the next has them. */
  private static final Duration LOOKING_CLOSER = Duration.ofSeconds(90);
  private static final Duration GIVE_UP = Duration.ofSeconds(8);
  private static final Duration STEP = Duration.ofSeconds(1);

  private final DiagnoseOptions options;
  private final FlinkRestSource source;
  private final Analyst analyst =
      new Analyst(DiagnosisEngine.standard(), Limits.standard(), Duration.ofMinutes(5), job -> Optional.empty());
  private final Clock clock;
  private final PrintStream out;
  private final PrintStream err;
  private Analyst.Known known = Analyst.Known.NOTHING;
  private List<Report> reports = List.of();
  private Optional<Instant> firstData = Optional.empty();
  private Optional<String> trouble = Optional.empty();

  private Diagnose(DiagnoseOptions options, FlinkRestSource source, Clock clock, PrintStream out, PrintStream err) {
    this.options = options;
    this.source = source;
    this.clock = clock;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the command and returns its exit code: 0 no bottleneck, 1 bottleneck, 2 not enough data, 3 unreachable.
   *
   * @throws BadSetting when the command line cannot be understood
   */
  public static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
    DiagnoseOptions options = DiagnoseOptions.parse(arguments);
    Clock clock = Clock.systemUTC();
    try (FlinkRestSource source = new FlinkRestSource(
        options.cluster(), ServerAddress.authorization("--token-file", options.tokenFile().orElse(null)),
        id -> options.job().map(id::equals).orElse(true), options.flameGraphs(), clock)) {
      source.start();
      return new Diagnose(options, source, clock, out, err).run();
    }
  }

  private int run() throws InterruptedException {
    Instant begun = clock.instant();
    do {
      Thread.sleep(STEP.toMillis());
      if (look() && options.watch() && !reports.isEmpty()) {
        print(findings());
      }
      tellOfTrouble();
      if (unreachable(begun)) {
        err.println("manometer: " + source.trouble().orElseThrow());
        return UNREACHABLE;
      }
      if (nothingRuns()) {
        err.println("manometer: " + idle(source.state()));
        if (options.json()) {
          out.println("[]");
        }
        return Findings.NOT_ENOUGH_DATA;
      }
    } while (options.watch() || !enough(begun));
    Findings findings = findings();
    print(findings);
    return findings.exitCode();
  }

  /** One step of the analysis; whether there was news. */
  private boolean look() {
    Instant now = clock.instant();
    var observations = source.fetch(now);
    if (!observations.isEmpty() && firstData.isEmpty()) {
      firstData = Optional.of(now);
    }
    Analyst.Step step = analyst.step(known, observations, now);
    known = step.known();
    step.reports().forEach(source::heard);
    reports = step.reports().stream()
        .filter(report -> !ended(report))
        .map(r -> source.remark(r).map(r::alsoMissing).orElse(r))
        .toList();
    return !observations.isEmpty();
  }

  /** A job that ended while it was looked at needs no answer any more. */
  private boolean ended(Report report) {
    return source.state().jobs().stream()
        .anyMatch(job -> job.id().equals(report.job().id()) && job.ended());
  }

  /** Whoever watches is told when the JobManager stops to answer, and when it answers again. */
  private void tellOfTrouble() {
    Optional<String> now = source.state().trouble();
    if (options.watch() && !reports.isEmpty() && now.isPresent() != trouble.isPresent()) {
      err.println("manometer: " + now.orElse(source.address() + " answers again"));
      trouble = now;
    }
  }

  private boolean enough(Instant begun) {
    Instant now = clock.instant();
    Findings findings = findings();
    boolean longEnough = firstData.filter(first -> !now.isBefore(first.plus(ENOUGH))).isPresent();
    boolean lookedCloser = findings.reports().stream().noneMatch(source::looksCloserAt);
    return findings.settled() && longEnough && lookedCloser
        || !now.isBefore(begun.plus(lookedCloser ? AT_MOST : LOOKING_CLOSER));
  }

  private Findings findings() {
    return Findings.of(source.state().jobs(), this::isWanted, reports);
  }

  private boolean isWanted(ClusterState.Job job) {
    return options.job().map(job.id()::equals).orElse(true);
  }

  private boolean unreachable(Instant begun) {
    return source.trouble().isPresent() && reports.isEmpty()
        && !clock.instant().isBefore(begun.plus(GIVE_UP));
  }

  private boolean nothingRuns() {
    ClusterState state = source.state();
    return state.trouble().isEmpty() && reports.isEmpty()
        && state.jobs().stream().filter(this::isWanted).allMatch(ClusterState.Job::ended);
  }

  private String idle(ClusterState state) {
    if (options.job().isPresent() && state.jobs().stream().noneMatch(this::isWanted)) {
      return source.address() + " knows no job " + options.job().get();
    }
    return "no job runs at " + source.address();
  }

  private void print(Findings findings) {
    if (options.json()) {
      findings.printJson(out, err);
      return;
    }
    findings.printText(out);
    if (reports.isEmpty()) {
      out.println("No metrics came from " + source.address() + " within " + AT_MOST.toSeconds()
          + " s; a job that has just begun has none yet.");
    }
  }
}
