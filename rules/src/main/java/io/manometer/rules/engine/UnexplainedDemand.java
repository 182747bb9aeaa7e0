package io.manometer.rules.engine;

import io.manometer.rules.locate.Demand;
import io.manometer.rules.locate.Location;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to say when lag grows and nothing in the job is busy enough to be the reason. */
final class UnexplainedDemand {

  private UnexplainedDemand() {}

  /** Only for sources that know what is left to do; one that makes records on request may wait now and then. */
  static Optional<Diagnosis> of(Location location, Window window) {
    List<Demand> late = location.unexplained().stream().filter(Demand::bounded).toList();
    if (late.isEmpty()) {
      return Optional.empty();
    }
    List<Evidence> evidence = new ArrayList<>();
    for (Demand demand : late) {
      evidence.add(
          new Evidence(
              "lag", demand.source().name(),
              demand.lag().map(Figures::records).orElse("unknown")
                  + demand.lagGrowth().map(g -> ", growing by " + Figures.recordsPerSecond(g)).orElse(""),
              null, "demand"));
      evidence.add(
          new Evidence("backpressured", demand.source().name(), Figures.msPerSecond(demand.blocked()), null, "demand"));
    }
    return Optional.of(
        new Diagnosis(
            new Subject(Subject.Kind.JOB, List.of()), null, List.of(), null, Cause.UNKNOWN, Confidence.LOW,
            "\"" + late.get(0).source().name() + "\" waits and its lag grows, but no operator is busy enough to be the"
                + " reason.",
            window.to(), evidence, List.of(), null, null));
  }
}
