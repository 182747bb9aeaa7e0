package io.manometer.rules.cause;

import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.rule.Figures;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the busy time of a suspect's busiest subtasks went to. */
public record HotTime(List<SubtaskLoad> subtasks) {

  public static final String NO_STACKS =
      "Stack samples of the busy threads are missing: without them waiting for I/O, a lock or a timer looks the same.";
  public static final String NO_CPU = "The CPU time of the task threads is missing.";

  private static final double HOT = 0.9;

  /** Below this next to nothing is known of the work itself. */
  private static final double LEAST_RUN = 0.2;

  private static final double WORTH_SAYING = 0.05;

  public static HotTime of(Suspect suspect) {
    return new HotTime(suspect.hot());
  }

  /** The busiest subtasks of any operator. */
  public static HotTime of(OperatorLoad operator) {
    double max = operator.busyMax().orElse(0.0);
    return new HotTime(
        operator.subtasks().stream().filter(s -> max > 0 && s.busy().orElse(0.0) >= HOT * max).toList());
  }

  /** Those whose stacks were seen often enough to say what they do; all where none were. */
  private List<SubtaskLoad> telling() {
    List<SubtaskLoad> sampled = subtasks.stream().filter(HotTime::sampled).toList();
    return sampled.isEmpty() ? subtasks : sampled;
  }

  private static boolean sampled(SubtaskLoad subtask) {
    return subtask.split().io().isPresent();
  }

  /** {@code 1 of its 4 busiest subtasks} where stacks tell of some only; empty where they do of all, or of none. */
  public Optional<String> some() {
    int told = telling().size();
    return told == subtasks.size()
        ? Optional.empty() : Optional.of(told + " of its " + subtasks.size() + " busiest subtasks");
  }

  public double busy() {
    return telling().stream().mapToDouble(s -> s.busy().orElse(0.0)).average().orElse(0);
  }

  /**
   * Mean as a share of wall-clock time over the subtasks whose stacks were seen, or over all where none were; empty
   * when one of them does not tell.
   */
  public Optional<Double> wall(Function<BusySplit, Optional<Double>> part) {
    List<Optional<Double>> parts = telling().stream().map(s -> part.apply(s.split())).toList();
    if (parts.isEmpty() || parts.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return Optional.of(parts.stream().mapToDouble(Optional::get).average().orElseThrow());
  }

  /** As {@link #wall}, as a share of busy time. */
  public Optional<Double> share(Function<BusySplit, Optional<Double>> part) {
    double busy = busy();
    return busy <= 0 ? Optional.empty() : wall(part).map(w -> Math.min(1, w / busy));
  }

  /**
   * Share of busy time in which the threads could run: all of it but pauses for collections and the run queue, which
   * stretch every kind of work alike and say nothing about which it is.
   */
  public double couldRun() {
    double stolen = share(BusySplit::gc).orElse(0.0) + share(BusySplit::starved).orElse(0.0);
    return stolen < WORTH_SAYING ? 1 : Math.max(LEAST_RUN, 1 - stolen);
  }

  /** What {@code least}, a share of the time in which the threads could run, is as a share of busy time. */
  public double scaled(double least) {
    return least * couldRun();
  }

  /** The limit {@code least} in words, beside a share of busy time. */
  public String atLeast(double least) {
    double could = couldRun();
    return "at least " + Figures.percent(scaled(least))
        + (could == 1 ? "" : ", as it could run for " + Figures.percent(could) + " of its busy time");
  }

  public boolean stacksKnown() {
    return share(BusySplit::io).isPresent();
  }

  /** Whether stacks tell of a thread whose CPU time is not known. */
  public boolean stacksAlone() {
    return subtasks.stream()
        .anyMatch(s -> s.cpu().isEmpty() && s.stacks().filter(stacks -> stacks.samples() > 0).isPresent());
  }

  public long samples() {
    return subtasks.stream().flatMap(s -> s.stacks().stream()).mapToLong(Stacks::samples).sum();
  }

  /** The frames seen most among all samples of these subtasks, at most {@code limit}, of the kinds wanted. */
  public List<Stacks.Frame> frames(Predicate<StackClass> kind, int limit) {
    Map<String, Double> counts = new TreeMap<>();
    Map<String, StackClass> kinds = new TreeMap<>();
    for (SubtaskLoad subtask : subtasks) {
      subtask.stacks().ifPresent(
          stacks -> stacks.frames().stream().filter(f -> kind.test(f.kind())).forEach(
              f -> {
                counts.merge(f.frame(), f.share() * stacks.samples(), Double::sum);
                kinds.put(f.frame(), f.kind());
              }));
    }
    long all = Math.max(1, samples());
    return counts.entrySet().stream()
        .map(e -> new Stacks.Frame(e.getKey(), kinds.get(e.getKey()), e.getValue() / all))
        .sorted(Comparator.comparingDouble(Stacks.Frame::share).reversed().thenComparing(Stacks.Frame::frame))
        .limit(limit)
        .toList();
  }

  /** Share of the samples of one kind whose frame belongs to a database driver or the client of a service. */
  public double externalShare(StackClass kind) {
    List<Stacks.Frame> frames = frames(k -> k == kind, Integer.MAX_VALUE);
    double all = frames.stream().mapToDouble(Stacks.Frame::share).sum();
    double external = frames.stream().filter(f -> ExternalCall.names(f.frame())).mapToDouble(Stacks.Frame::share).sum();
    return all <= 0 ? 0 : external / all;
  }
}
