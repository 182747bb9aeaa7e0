package io.manometer.rules.locate;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.window.Bucket;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.InputLoad;
import io.manometer.rules.window.SubtaskLoad.OutputLoad;
import io.manometer.rules.window.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An operator that never idles, before which records pile up: more are written for it than it reads, because it is busy
 * or because it waits for output itself. No source waits yet, as the buffers take them; where records are small or few that
 * can last for minutes, and then it is late.
 *
 * @param written records per second that come over {@code edge}
 * @param read records per second that it reads of them
 */
record PilingUp(OperatorLoad operator, Edge edge, double written, double read) {

  /** So much of the window's seconds it must be seen in, and without time in nearly all of them. */
  private static final double SECONDS = 8;
  private static final double NEARLY_ALL = 0.9;
  private static final double NO_TIME = 0.05;
  private static final int LATEST = 3;

  /** Where it is that records from a source pile up; the last place on their way where there are several. */
  static Optional<PilingUp> behind(Demand demand, Window window, Limits limits) {
    if (demand.state() != Demand.State.MET || demand.onRequest()) {
      return Optional.empty();
    }
    List<PilingUp> found = window.job().edges().stream()
        .filter(e -> window.job().downstreamOf(demand.source().id()).contains(e.to()))
        .flatMap(e -> on(e, demand.lasting(), window, limits).stream())
        .toList();
    return found.stream()
        .filter(p -> found.stream().noneMatch(other -> window.job().downstreamOf(p.operator().id())
            .contains(other.operator().id())))
        .max(Comparator.comparingDouble(p -> p.written() / p.read()));
  }

  /** @param lasting share of what is written that arrives anew; the rest was late, and will not come again */
  private static Optional<PilingUp> on(Edge edge, double lasting, Window window, Limits limits) {
    Optional<OperatorLoad> consumer = window.job().operator(edge.to()).map(window::load);
    if (edge.partitioning() == Partitioning.BROADCAST || consumer.filter(c -> neverIdles(c, window)).isEmpty()) {
      return Optional.empty();
    }
    return written(edge, window)
        .map(written -> written * lasting)
        .flatMap(written -> read(edge, consumer.get(), window)
            .filter(read -> read > 0)
            .filter(read -> read * Math.max(1, speedNow(consumer.get(), window))
                <= (1 - limits.of(LocateLimits.PILING_UP)) * written)
            .map(read -> new PilingUp(consumer.get(), edge, written, read)));
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

  /** How fast it reads at the end of the window, as a factor of its mean: after a stall it works the rest off. */
  private static double speedNow(OperatorLoad operator, Window window) {
    List<Double> bySecond = window.buckets().stream()
        .map(b -> operator.subtasks().stream().map(s -> Optional.ofNullable(b.subtasks().get(s.id()))
            .flatMap(Bucket.Slice::processed)).flatMap(Optional::stream).mapToDouble(Double::doubleValue).sum())
        .toList();
    double mean = bySecond.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double now = bySecond.stream().skip(Math.max(0, bySecond.size() - LATEST))
        .mapToDouble(Double::doubleValue).average().orElse(0);
    return mean > 0 ? now / mean : 1;
  }

  private static Optional<Double> written(Edge edge, Window window) {
    OperatorLoad producer = window.job().operator(edge.from()).map(window::load).orElseThrow();
    boolean onlyOutput = window.job().outputsOf(edge.from()).size() == 1;
    return producer.total(subtask -> subtask.outputs().stream()
        .filter(o -> o.edge().equals(edge.id())).findFirst().flatMap(OutputLoad::records)
        .or(() -> onlyOutput ? subtask.writes() : Optional.empty()));
  }

  private static Optional<Double> read(Edge edge, OperatorLoad consumer, Window window) {
    boolean onlyInput = window.job().inputsOf(edge.to()).size() == 1;
    return consumer.total(subtask -> subtask.inputs().stream()
        .filter(i -> i.edge().equals(edge.id())).findFirst().flatMap(InputLoad::records)
        .or(() -> onlyInput ? subtask.reads() : Optional.empty()));
  }
}
