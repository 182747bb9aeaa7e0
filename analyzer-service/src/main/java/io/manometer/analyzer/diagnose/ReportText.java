package io.manometer.analyzer.diagnose;

import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.report.Report;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A report for a terminal of a hundred columns: what is wrong, why, what to do; then the operators behind it. */
final class ReportText {

  private static final int WIDTH = 100;
  private static final int NAME = 35;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final ZoneId zone;
  private final StringBuilder text = new StringBuilder();

  private ReportText(ZoneId zone) {
    this.zone = zone;
  }

  /** The report as lines of text, the last one ended as well. */
  static String of(Report report, ZoneId zone) {
    ReportText text = new ReportText(zone);
    text.report(report);
    return text.text.toString();
  }

  private void report(Report report) {
    line(plain(report.job().name()) + "  " + plain(report.job().id()) + "  "
        + report.health().name().replace('_', ' ') + " at " + TIME.format(report.at().atZone(zone)));
    wrapped("", report.sentence());
    report.events().forEach(this::event);
    report.diagnoses().forEach(this::diagnosis);
    if (!report.operators().isEmpty()) {
      line("");
      operators(report.operators());
    }
    line("");
    demand(report);
    coverage(report);
    if (!report.missing().isEmpty()) {
      line("");
      line("Not known here:");
      report.missing().forEach(missing -> wrapped("  - ", missing));
    }
  }

  private void event(Report.Event event) {
    wrapped(TIME.format(event.at().atZone(zone)) + "  ", event.summary());
  }

  private void diagnosis(Diagnosis diagnosis) {
    line("");
    line("Cause     " + diagnosis.cause().name() + ", confidence " + diagnosis.confidence().name()
        + ", since " + TIME.format(diagnosis.since().atZone(zone)));
    wrapped("          ", diagnosis.summary());
    line("Evidence");
    diagnosis.evidence().forEach(this::evidence);
    remedies("Do", diagnosis.remedies(), Remedy.Kind.DO);
    remedies("Do not", diagnosis.remedies(), Remedy.Kind.AVOID);
    if (diagnosis.gain() != null) {
      wrapped("Gain      ", diagnosis.gain().summary());
    }
    if (diagnosis.nextBottleneck() != null) {
      wrapped("Next      ", diagnosis.nextBottleneck().name());
    }
  }

  private void evidence(Evidence evidence) {
    wrapped("  - ", evidence.signal() + " of " + evidence.place() + ": " + evidence.observed()
        + (evidence.limit() == null ? "" : " (" + evidence.limit() + ")"));
  }

  private void remedies(String title, List<Remedy> remedies, Remedy.Kind kind) {
    List<Remedy> wanted = remedies.stream().filter(remedy -> remedy.kind() == kind).toList();
    if (wanted.isEmpty()) {
      return;
    }
    line(title);
    for (Remedy remedy : wanted) {
      wrapped("  - ", remedy.action() + (remedy.why() == null ? "" : " " + remedy.why()));
      if (remedy.how() != null) {
        remedy.how().lines().forEach(how -> line("      " + plain(how)));
      }
    }
  }

  private void operators(List<OperatorView> operators) {
    line(String.format(Locale.ROOT, "  %-" + NAME + "s %5s %-7s %5s %5s %5s %7s %10s %10s",
        "Operator", "tasks", "level", "busy", "back", "idle", "outPool", "in/s", "out/s"));
    for (OperatorView operator : operators) {
      line(String.format(Locale.ROOT, "%s %-" + NAME + "s %5d %-7s %5s %5s %5s %7s %10s %10s",
          operator.bottleneck() ? ">" : " ", cut(plain(operator.name())), operator.parallelism(),
          operator.level().name(), percent(operator.busyMax()), percent(operator.backpressuredMax()),
          percent(operator.idleMean()), percent(operator.outPoolUsageMax()), number(operator.readsPerSecond()),
          number(operator.writesPerSecond())));
    }
  }

  private void demand(Report report) {
    Report.Throughput throughput = report.throughput();
    wrapped("Sources   ", number(throughput.emittedPerSecond()) + " records/s emitted, "
        + number(throughput.arrivedPerSecond()) + " arrived, lag " + number(throughput.lagRecords())
        + " records, growing by " + number(throughput.lagGrowthPerSecond()) + "/s");
  }

  private void coverage(Report report) {
    Report.Coverage coverage = report.coverage();
    line("Seen      " + coverage.subtasksSeen() + " of " + coverage.subtasksKnown() + " subtasks, over "
        + report.window().toSeconds() + " s, " + coverage.dataAge().toSeconds() + " s old");
  }

  /** Breaks at words; lines after the first are indented as far as the prefix reaches. */
  private void wrapped(String prefix, String words) {
    StringBuilder current = new StringBuilder(prefix);
    boolean empty = true;
    for (String word : plain(words).split(" ")) {
      if (!empty && current.length() + 1 + word.length() > WIDTH) {
        line(current.toString());
        current = new StringBuilder(" ".repeat(prefix.length()));
        empty = true;
      }
      current.append(empty ? "" : " ").append(word);
      empty = false;
    }
    line(current.toString());
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  /** Names come from the job: nothing in them may steer the terminal. */
  static String plain(String foreign) {
    return foreign.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }

  private static String cut(String name) {
    return name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…";
  }

  private static String percent(Double share) {
    return share == null ? "-" : Math.round(share * 100) + " %";
  }

  private static String number(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.1f" : "%,.0f", value);
  }
}
