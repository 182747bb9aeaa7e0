package io.manometer.rules.named;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Demand;
import io.manometer.rules.locate.LocateLimits;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.rule.Rule;
import io.manometer.rules.rule.RuleCard;
import io.manometer.rules.rule.Verdict;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;

/** Less is handled than arrives. */
public final class BelowInputRate implements Rule {

  @Override
  public RuleCard card() {
    return new RuleCard(
        "below-input-rate",
        "Throughput below the input rate",
        "A source hands over fewer records than arrive at it.",
        List.of("arrivals and emitted records of the sources"),
        List.of(LocateLimits.LAG_GROWTH));
  }

  @Override
  public Verdict evaluate(Window window, Limits limits) {
    List<Demand> all = Demand.of(window, limits);
    List<Demand> known = all.stream().filter(d -> d.arrived().isPresent() && d.emitted().isPresent()).toList();
    if (known.isEmpty()) {
      return new Verdict.NotEnoughData("No source tells how many records arrive.");
    }
    List<Evidence> evidence = new ArrayList<>();
    StringBuilder summary = new StringBuilder();
    for (Demand demand : known) {
      double arrived = demand.arrived().get();
      double emitted = demand.emitted().get();
      if (emitted >= arrived * (1 - limits.of(LocateLimits.LAG_GROWTH)) || !demand.growing()) {
        continue;
      }
      evidence.add(
          new Evidence("records handed over", demand.source().name(), Figures.recordsPerSecond(emitted),
              Figures.recordsPerSecond(arrived) + " arrive", card().id()));
      summary.append(summary.isEmpty() ? "" : " ").append("\"").append(demand.source().name()).append("\" hands over ")
          .append(Figures.recordsPerSecond(emitted)).append(" of ").append(Figures.recordsPerSecond(arrived))
          .append(" that arrive.");
    }
    return evidence.isEmpty()
        ? new Verdict.Clear(known.size() == all.size()
            ? "All that arrives is handed over."
            : "All that arrives is handed over where sources tell what arrives: " + known.size() + " of " + all.size()
                + " do.")
        : new Verdict.Found(summary.toString(), evidence);
  }
}
