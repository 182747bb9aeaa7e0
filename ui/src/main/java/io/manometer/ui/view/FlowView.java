package io.manometer.ui.view;

import io.manometer.rules.report.Report;
import io.manometer.rules.report.Report.Throughput;
import io.manometer.ui.text.Figure;
import java.util.ArrayList;
import java.util.List;

/** Throughput and lag at the sources, and what could be gained or is left. */
public record FlowView(List<Entry> entries) {

  /** A figure with the word above it and, where there is more to say, a line below it; {@code note} may be null. */
  public record Entry(String word, String meaning, Figure figure, Figure note) {}

  static FlowView of(Report report) {
    Throughput flow = report.throughput() == null ? new Throughput(null, null, null, null, null) : report.throughput();
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry("Sources emit", "records per second that the sources emit now", Figure.rate(flow.emittedPerSecond()), null));
    entries.add(new Entry(
        "Arriving", "records per second that arrive at the sources; known for sources with a rate of their own",
        Figure.rate(flow.arrivedPerSecond()), null));
    entries.add(new Entry("Lag", "arrived and not yet emitted", lag(flow), trend(flow.lagGrowthPerSecond())));
    if (flow.slaLagSeconds() != null) {
      entries.add(new Entry(
          "Accepted lag", "lag that the job, or sla-lag, declares acceptable", Figure.seconds(flow.slaLagSeconds()), null));
    }
    if (!report.diagnoses().isEmpty() && report.diagnoses().get(0).gain() != null) {
      entries.add(new Entry(
          "Gain if fixed", "throughput that removing the first cause is predicted to give",
          Figure.factor(report.diagnoses().get(0).gain().factor()), null));
    }
    if (report.headroom() != null && report.diagnoses().isEmpty()) {
      entries.add(new Entry(
          "Headroom", "by how much the input may grow before the first operator saturates", headroom(report.headroom()), null));
    }
    return new FlowView(entries);
  }

  /** Of a job that does next to nothing the exact figure says nothing. */
  private static Figure headroom(double growth) {
    return growth < 20 ? Figure.share(growth) : new Figure("more than ×20", Figure.factor(growth + 1).text());
  }

  private static Figure lag(Throughput flow) {
    Figure records = Figure.records(flow.lagRecords());
    if (flow.lagSeconds() == null) {
      return records;
    }
    Figure time = Figure.seconds(flow.lagSeconds());
    return records.isAbsent() ? time : new Figure(records.text() + " · " + time.text(), records.title());
  }

  private static Figure trend(Double growth) {
    if (growth == null) {
      return null;
    }
    if (Math.abs(growth) < 1) {
      return new Figure("steady", "changes by less than one record per second");
    }
    Figure rate = Figure.rate(Math.abs(growth));
    return new Figure((growth > 0 ? "growing " : "shrinking ") + rate.text(), rate.title());
  }
}
