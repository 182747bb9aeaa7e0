package io.manometer.rules.engine;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.AfterHigh;
import io.manometer.rules.locate.Capacities;
import io.manometer.rules.locate.Demand;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.named.BottleneckConfirmed;
import io.manometer.rules.report.Evidence;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Independent signals about the place of a bottleneck: those that name the same operator, and those that do not. */
record Witnesses(List<Evidence> agree, List<String> disagree) {

  private static final double BLAME = 0.5;
  private static final double QUEUED = 0.5;

  Witnesses {
    agree = List.copyOf(agree);
    disagree = List.copyOf(disagree);
  }

  static Witnesses of(Suspect suspect, Window window, Limits limits) {
    List<Evidence> agree = new ArrayList<>();
    List<String> disagree = new ArrayList<>();
    if (suspect.edge().isEmpty()) {
      capacity(suspect, window, limits, agree, disagree);
      if (!suspect.isSource()) {
        if (suspect.demands().stream().allMatch(d -> d.state() == Demand.State.PILES_UP)) {
          pile(suspect, agree);
        } else {
          walk(suspect, agree, disagree);
        }
        levels(suspect, window, limits, agree, disagree);
        pools(suspect, window, limits, agree, disagree);
      }
    }
    return new Witnesses(agree, disagree);
  }

  private static void capacity(
      Suspect suspect, Window window, Limits limits, List<Evidence> agree, List<String> disagree) {
    OperatorLoad operator = suspect.operator();
    double busy = suspect.busy();
    Optional<OperatorLoad> first = Capacities.of(window).firstWorkingWithout(List.of());
    boolean leads = first.filter(f -> f.busyMax().orElse(0.0) > busy + 0.02).isEmpty();
    String observed =
        Figures.msPerSecond(busy)
            + operator.capacity().map(c -> ", so it could do " + Figures.recordsPerSecond(c)).orElse("");
    if (leads && busy >= limits.of(BottleneckConfirmed.BUSY) * 0.9) {
      agree.add(new Evidence("busy time", place(operator), observed, "near 1000 ms/s", "capacity"));
    } else if (!leads) {
      disagree.add("\"" + first.get().name() + "\" is busier, yet no source waits for it.");
    } else {
      disagree.add("\"" + operator.name() + "\" is busy " + Figures.msPerSecond(busy) + " only.");
    }
  }

  private static void pile(Suspect suspect, List<Evidence> agree) {
    suspect.demands().get(0).factor().ifPresent(factor -> agree.add(
        new Evidence(
            "records that come, against those that get through", suspect.operator().name(), Figures.times(factor),
            "no source waits yet, as the buffers still take them", "piling-up")));
  }

  private static void walk(Suspect suspect, List<Evidence> agree, List<String> disagree) {
    if (suspect.blame() >= BLAME) {
      agree.add(
          new Evidence("blocked time of the sources that ends here", suspect.operator().name(),
              Figures.percent(suspect.blame()), "at least " + Figures.percent(BLAME), "wait-for-walk"));
    } else {
      disagree.add(
          "Only " + Figures.percent(suspect.blame()) + " of the sources' blocked time ends at \""
              + suspect.operator().name() + "\".");
    }
  }

  private static void levels(
      Suspect suspect, Window window, Limits limits, List<Evidence> agree, List<String> disagree) {
    List<OperatorLoad> named = AfterHigh.busyFollowers(window, limits);
    if (named.isEmpty()) {
      return;
    }
    if (named.stream().anyMatch(o -> o.id().equals(suspect.operator().id()))) {
      agree.add(
          new Evidence("backpressure levels", suspect.operator().name(), "first busy operator after the last HIGH",
              null, "first-after-high"));
    } else if (named.stream().noneMatch(o -> suspect.together().stream().anyMatch(t -> t.id().equals(o.id())))) {
      disagree.add("By the backpressure levels alone it would be \"" + named.get(0).name() + "\".");
    }
  }

  private static void pools(
      Suspect suspect, Window window, Limits limits, List<Evidence> agree, List<String> disagree) {
    OperatorLoad operator = suspect.operator();
    Optional<Double> in = operator.max(SubtaskLoad::inPoolUsage);
    Optional<Double> out = operator.max(SubtaskLoad::outPoolUsage);
    Optional<Double> before =
        window.job().inputsOf(operator.id()).stream()
            .flatMap(e -> window.job().operator(e.from()).stream())
            .map(o -> window.load(o).max(SubtaskLoad::outPoolUsage))
            .flatMap(Optional::stream)
            .max(Double::compare);
    if (in.isEmpty() && before.isEmpty()) {
      return;
    }
    boolean outLow = out.filter(o -> o >= limits.of(BottleneckConfirmed.OUT_LOW)).isEmpty();
    boolean queued =
        before.filter(b -> b > limits.of(BottleneckConfirmed.OUT_FULL)).isPresent()
            || in.filter(i -> i >= QUEUED).isPresent();
    if (!queued) {
      return;
    }
    if (outLow) {
      before.ifPresent(
          b -> agree.add(
              new Evidence("outPoolUsage before it", operator.name(), Figures.percent(b),
                  "above " + Figures.percent(limits.of(BottleneckConfirmed.OUT_FULL)) + " is full",
                  "bottleneck-confirmed")));
      in.ifPresent(
          i -> agree.add(
              new Evidence("inPoolUsage", operator.name(), Figures.percent(i), null, "bottleneck-confirmed")));
      out.ifPresent(
          o -> agree.add(
              new Evidence("outPoolUsage", operator.name(), Figures.percent(o),
                  "below " + Figures.percent(limits.of(BottleneckConfirmed.OUT_LOW)), "bottleneck-confirmed")));
    } else {
      disagree.add("Its own output pool is " + Figures.percent(out.orElse(0.0)) + " full.");
    }
  }

  private static String place(OperatorLoad operator) {
    return operator.busiest()
        .filter(s -> operator.operator().parallelism() > 1)
        .map(s -> operator.name() + " subtask " + s.id().index())
        .orElse(operator.name());
  }

  /** How many kinds of signal agree. */
  long kinds() {
    return agree.stream().map(Evidence::rule).distinct().count();
  }
}
