package io.manometer.rules.locate;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.Topology;
import io.manometer.rules.window.Bucket;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.InputLoad;
import io.manometer.rules.window.SubtaskLoad.OutputLoad;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An operator that never idles, before which records pile up: more are written for it than it reads, because it is busy
 * or because it waits for output itself. No source waits yet, as the buffers take them; where records are small or few that
 * can last for minutes, and then it is late.
 *
 * @param written records per second that come over {@code edge} and will come on, those left out that were late
 * @param read records per second that it reads of them
 */
record PilingUp(OperatorLoad operator, Edge edge, double written, double read) {

  /** So many seconds it must be seen in, and without time in nearly all of them. */
  private static final double SECONDS = 8;
  private static final double NEARLY_ALL = 0.9;
  private static final double NO_TIME = 0.05;

  /** What is left must be more than counts differ by chance, in standard deviations of their number. */
  private static final double BEYOND_CHANCE = 2;

  /** Where it is that records from a source pile up; the last place on their way where there are several. */
  static Optional<PilingUp> behind(Demand demand, List<Demand> all, Window window, Limits limits) {
    if (demand.state() != Demand.State.MET) {
      return Optional.empty();
    }
    List<PilingUp> found = window.job().edges().stream()
        .filter(e -> feeds(demand, e, window.job()))
        .flatMap(e -> on(e, all.stream().filter(d -> feeds(d, e, window.job())).toList(), window, limits).stream())
        .toList();
    return found.stream()
        .filter(p -> found.stream().noneMatch(other -> window.job().downstreamOf(p.operator().id())
            .contains(other.operator().id())))
        .max(Comparator.comparingDouble(p -> p.written() / p.read()));
  }

  private static boolean feeds(Demand demand, Edge edge, Topology job) {
    String source = demand.source().id();
    return edge.from().equals(source) || job.downstreamOf(source).contains(edge.from());
  }

  private static Optional<PilingUp> on(Edge edge, List<Demand> feeding, Window window, Limits limits) {
    Optional<OperatorLoad> producer = window.job().operator(edge.from()).map(window::load);
    Optional<OperatorLoad> consumer = window.job().operator(edge.to()).map(window::load);
    if (edge.partitioning() == Partitioning.BROADCAST || feeding.stream().anyMatch(Demand::onRequest)
        || producer.isEmpty() || consumer.filter(c -> neverIdles(c, window)).isEmpty()) {
      return Optional.empty();
    }
    double lasting = feeding.stream().mapToDouble(Demand::lasting).min().orElse(1);
    Optional<Double> written = written(edge, producer.get(), window).map(w -> w * lasting);
    Optional<Double> read = read(edge, consumer.get(), window);
    double least = limits.of(LocateLimits.PILING_UP);
    return written.flatMap(w -> read
        .filter(r -> r <= (1 - least) * w && isBeyondChance(w, r, window))
        .filter(r -> Lows.rise(pile(producer.get(), w, consumer.get(), r, window), least / 2 * w))
        .map(r -> new PilingUp(consumer.get(), edge, w, r)));
  }

  /** Whether the subtask with the least time to spare had none, second by second. */
  private static boolean neverIdles(OperatorLoad operator, Window window) {
    Optional<SubtaskId> pressed = operator.subtasks().stream()
        .min(Comparator.comparingDouble(s -> s.idle().orElse(1.0))).map(SubtaskLoad::id);
    List<Bucket.Slice> seconds = window.buckets().stream()
        .flatMap(b -> pressed.map(id -> b.subtasks().get(id)).stream())
        .toList();
    long without = seconds.stream().filter(s -> s.idle() <= NO_TIME).count();
    return seconds.size() >= SECONDS && without >= NEARLY_ALL * seconds.size();
  }

  private static boolean isBeyondChance(double written, double read, Window window) {
    double seconds = window.span().toNanos() / 1e9;
    return (written - read) * seconds >= BEYOND_CHANCE * Math.sqrt(written * seconds);
  }

  /** Records that lie between the two after each second, against the window's begin. */
  private static List<Double> pile(
      OperatorLoad producer, double written, OperatorLoad consumer, double read, Window window) {
    List<Bucket> seconds = window.buckets().stream().filter(b -> b.saw(producer) && b.saw(consumer)).toList();
    List<Double> in = bySecond(producer, written, seconds);
    List<Double> out = bySecond(consumer, read, seconds);
    List<Double> pile = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < in.size(); i++) {
      sum += in.get(i) - out.get(i);
      pile.add(sum);
    }
    return pile;
  }

  /** What the operator did in each of {@code seconds}, which all saw it, such that the mean is {@code rate}. */
  private static List<Double> bySecond(OperatorLoad operator, double rate, List<Bucket> seconds) {
    List<Double> done = seconds.stream()
        .map(b -> operator.subtasks().stream()
            .flatMap(s -> b.subtasks().get(s.id()).processed().stream()).mapToDouble(Double::doubleValue).sum())
        .toList();
    double mean = done.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return done.stream().map(d -> mean > 0 ? d / mean * rate : rate).toList();
  }

  private static Optional<Double> written(Edge edge, OperatorLoad producer, Window window) {
    boolean onlyOutput = window.job().outputsOf(edge.from()).size() == 1;
    return whole(producer, subtask -> subtask.outputs().stream()
        .filter(o -> o.edge().equals(edge.id())).findFirst().flatMap(OutputLoad::records)
        .or(() -> onlyOutput ? subtask.writes() : Optional.empty()));
  }

  private static Optional<Double> read(Edge edge, OperatorLoad consumer, Window window) {
    boolean onlyInput = window.job().inputsOf(edge.to()).size() == 1;
    return whole(consumer, subtask -> subtask.inputs().stream()
        .filter(i -> i.edge().equals(edge.id())).findFirst().flatMap(InputLoad::records)
        .or(() -> onlyInput ? subtask.reads() : Optional.empty()));
  }

  /** The sum over all subtasks; empty when one of them was not seen. */
  private static Optional<Double> whole(OperatorLoad load, Function<SubtaskLoad, Optional<Double>> value) {
    return load.subtasks().size() < load.operator().parallelism() ? Optional.empty() : load.total(value);
  }
}
