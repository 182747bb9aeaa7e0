package io.manometer.rules.sim;

import io.manometer.rules.cause.CauseContract.Case;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Locator;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.report.Cause;
import io.manometer.rules.window.JobHistory;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One simulated window for each fault, made once. */
public final class Cases {

  private static final Map<String, Window> MADE = new ConcurrentHashMap<>();

  private Cases() {}

  public static Window healthy() {
    return MADE.computeIfAbsent("healthy", k -> window(pipeline(600, 2, 0.001, Work.cpu()), 20));
  }

  /** The graph of the healthy job and subtasks of which nothing is known. */
  public static Window unmeasured() {
    Window healthy = healthy();
    return new Window(
        healthy.job(), healthy.from(), healthy.to(), Map.of(), Map.of(), List.of(), List.of(), healthy.coverage());
  }

  /** An operator whose time goes to one kind of work. */
  public static Window timeGoesTo(StackClass kind) {
    return MADE.computeIfAbsent(
        "time " + kind,
        k -> window(pipeline(1000, 1, 0.002, kind == StackClass.ON_CPU ? Work.cpu() : Work.of(kind, 0.85)), 22));
  }

  /** A bottleneck of which only the times are known: no records, CPU, stacks, pools, pauses or single seconds. */
  public static Window timeless() {
    return MADE.computeIfAbsent(
        "timeless",
        k -> {
          FlowModel model = pipeline(1000, 4, 0.002, Work.cpu());
          model.edges.get(1).spread(8, 1, 1, 1);
          model.operators.get(0).rate = Optional.empty();
          model.operators.get(0).tellsDemand = false;
          model.detail = new FlowModel.Detail(false, false, false, false, false, false, true);
          return window(model, 22);
        });
  }

  public static Window skewed() {
    return MADE.computeIfAbsent(
        "skewed",
        k -> {
          FlowModel model = pipeline(1250, 4, 0.001, Work.cpu());
          model.operators.get(2).maxParallelism = Optional.of(128);
          model.edges.get(1).spread(90, 4, 3, 3);
          return window(model, 22);
        });
  }

  public static Window of(Cause cause) {
    return switch (cause) {
      case CPU_BOUND -> timeGoesTo(StackClass.ON_CPU);
      case SYNC_IO -> timeGoesTo(StackClass.SOCKET_IO);
      case LOCK_CONTENTION -> timeGoesTo(StackClass.LOCK);
      case STATE_ACCESS -> timeGoesTo(StackClass.STATE);
      case SERIALIZATION -> timeGoesTo(StackClass.SERIALIZATION);
      case ASYNC_SATURATED -> timeGoesTo(StackClass.ASYNC_WAIT);
      case KEY_SKEW -> skewed();
      default -> MADE.computeIfAbsent(cause.name(), k -> special(cause));
    };
  }

  private static Window special(Cause cause) {
    FlowModel model = pipeline(1600, 3, 0.001, Work.cpu());
    SimOperator keyed = model.operators.get(2);
    switch (cause) {
      case KEY_GROUP_ROUNDING -> {
        keyed.maxParallelism = Optional.of(4);
        keyed.cost = 0.0015;
        model.edges.get(1).spread(2, 1, 1);
      }
      case EXPENSIVE_KEY -> keyed.costFactor[2] = 8;
      case GC_PRESSURE -> {
        model = pipeline(1500, 1, 0.0004, Work.cpu());
        model.operators.get(2).allocating(100_000);
        model.oneWorker = true;
        model.gcShare[0] = 0.55;
      }
      case CPU_STARVED -> {
        model = pipeline(800, 1, 0.0008, Work.cpu());
        model.oneWorker = true;
        model.starvedShare[0] = 0.6;
      }
      case SLOW_HOST -> model = slowHost();
      case PARTITION_SKEW -> model = partitions();
      case SOURCE_BOUND -> {
        model = pipeline(1250, 1, 0.0001, Work.cpu());
        model.operators.get(0).cost = 0.001;
      }
      case AMPLIFICATION -> {
        model = pipeline(120, 1, 0.0004, Work.cpu(), 30);
      }
      case NETWORK -> {
        model = pipeline(900, 1, 0.0002, Work.cpu());
        model.edges.get(1).bandwidth = 500;
      }
      case WINDOW_BURST -> model = bursts();
      case ORDERED_INPUT -> model = join(false);
      case ALIGNMENT -> model = join(true);
      default -> throw new IllegalArgumentException("no case for " + cause);
    }
    return window(model, cause == Cause.WINDOW_BURST ? 80 : 22);
  }

  /** A join that idles because one side is slow; the producers of the other side wait for it. */
  private static FlowModel join(boolean byAlignment) {
    FlowModel model = new FlowModel(13, 2);
    SimOperator quick = model.operator("quick", 1, 0.0002);
    SimOperator slow = model.operator("slow", 1, 0.0018);
    SimOperator join = model.operator("join", 1, 0.0001);
    join.inTurn = true;
    join.tellsAlignment = byAlignment;
    join.startDelayMillis = Optional.of(4_200L).filter(told -> byAlignment);
    model.edge(model.source("source-a", 1, 0.0001).arriving(800), quick);
    model.edge(model.source("source-b", 1, 0.0001).arriving(500), slow);
    model.edge(quick, join);
    model.edge(slow, join);
    return model;
  }

  private static FlowModel slowHost() {
    FlowModel model = new FlowModel(5, 2);
    SimOperator source = model.source("source", 2, 0.0001).arriving(1500);
    SimOperator parse = model.operator("parse", 2, 0.0004);
    SimOperator score = model.operator("score", 2, 0.0007);
    model.edge(source, parse);
    model.edge(parse, score, Partitioning.HASH, 1);
    List.of(source, parse, score).forEach(o -> o.costFactor[1] = 2.6);
    return model;
  }

  private static FlowModel partitions() {
    FlowModel model = new FlowModel(5, 2);
    SimOperator source = model.source("source", 4, 0.001).arriving(1500);
    source.arrivalShares = new double[] {0.85, 0.05, 0.05, 0.05};
    model.edge(source, model.operator("store", 2, 0.0001));
    return model;
  }

  private static FlowModel bursts() {
    FlowModel model = new FlowModel(7, 2);
    SimOperator source = model.source("source", 1, 0.0001).arriving(850);
    SimOperator window = model.operator("window", 1, 0.0006);
    window.firesEvery = 4;
    model.edge(source, window).queue = 50;
    model.edge(window, model.operator("enrich", 1, 0.00075)).queue = 50;
    return model;
  }

  /** Source, parse, a keyed operator, store. */
  private static FlowModel pipeline(double rate, int parallelism, double cost, Work work) {
    return pipeline(rate, parallelism, cost, work, 1);
  }

  private static FlowModel pipeline(double rate, int parallelism, double cost, Work work, double ratio) {
    FlowModel model = new FlowModel(9, 2);
    SimOperator source = model.source("source", 1, 0.0001).arriving(rate);
    SimOperator parse = model.operator("parse", 1, 0.0001);
    SimOperator keyed = model.operator("keyed", parallelism, cost).doing(work);
    model.edge(source, parse);
    model.edge(parse, keyed, Partitioning.HASH, ratio);
    model.edge(keyed, model.operator("store", 1, 0.0001), Partitioning.REBALANCE, 1 / ratio);
    return model;
  }

  private static Window window(FlowModel model, int seconds) {
    JobHistory history = JobHistory.within(Limits.standard());
    List<Observation> last = new ArrayList<>();
    for (int s = 0; s < seconds; s++) {
      last = model.second();
      for (Observation observation : last) {
        history = history.with(observation);
      }
    }
    return history.window(last.get(0).at()).orElseThrow();
  }

  /** What is located in a window, which must be something. */
  public static Case located(Window window) {
    Suspect suspect =
        Locator.locate(window, Limits.standard()).suspects().stream()
            .findFirst()
            .orElseThrow(() -> new AssertionError("nothing located"));
    return new Case(suspect, window);
  }
}
