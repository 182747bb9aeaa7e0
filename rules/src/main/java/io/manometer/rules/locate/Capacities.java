package io.manometer.rules.locate;

import io.manometer.rules.model.Operator;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * By what factor the job's throughput could grow before each operator's busiest subtask had no time left. For work that
 * records cause, that is 1 / busy: an operator busy 500 ms/s carries twice the present rate. It holds whatever the
 * edges'
 * ratios are, as long as all operators on the way see the same growth.
 */
public final class Capacities {

  /**
   * Growth up to which an operator's busy time foretells when it has none left. Of one that is busy for less than a tenth,
   * much of that is not for records.
   */
  static final double FORESEEABLE = 10;

  /** Share of its busy time that a thread which computes is on a core. */
  private static final double COMPUTES = 0.7;

  private final List<OperatorLoad> operators;

  private Capacities(List<OperatorLoad> operators) {
    this.operators = operators;
  }

  public static Capacities of(Window window) {
    return new Capacities(window.operators().stream().filter(o -> o.busyMax().isPresent()).toList());
  }

  /** The operator that saturates first when those in {@code removed} never do. */
  public Optional<OperatorLoad> firstWithout(Collection<String> removed) {
    return operators.stream()
        .filter(o -> !removed.contains(o.id()))
        .max(Comparator.comparingDouble(o -> o.busyMax().orElse(0.0)));
  }

  /** As {@link #firstWithout}, and leaving out sources that may be busy without having work. */
  public Optional<OperatorLoad> firstWorkingWithout(Collection<String> removed) {
    return operators.stream()
        .filter(o -> !removed.contains(o.id()))
        .filter(o -> !o.operator().isSource() || busyMeansWork(o))
        .max(Comparator.comparingDouble(o -> o.busyMax().orElse(0.0)));
  }

  /**
   * A source that polls reads as busy although nothing arrives. It can be judged when it knows its arrivals, or when
   * others are chained to it and its thread computes rather than polls.
   */
  public static boolean busyMeansWork(OperatorLoad source) {
    return source.operator().role() != Operator.Role.SOURCE
        || Demand.reading(source).subtasks().stream()
            .allMatch(s -> s.source().flatMap(x -> x.openLoop()).filter(open -> open).isPresent())
        || source.operator().chain().size() > 1 && source.busiest().filter(Capacities::computes).isPresent();
  }

  /**
   * Whether the thread of its busiest subtask is known to be off the cores for much of its busy time, as in a poll, and
   * not for what is chained behind the source.
   */
  public static boolean polls(OperatorLoad source) {
    return source.busiest().filter(s -> s.cpu().isPresent() && !onCore(s)).filter(
        s -> SourceTime.behindHead(source, s) < 0.5 * (s.busy().orElse(0.0) - s.cpu().get())).isPresent();
  }

  private static boolean computes(SubtaskLoad subtask) {
    boolean onRequest = subtask.source().flatMap(x -> x.openLoop()).isPresent();
    return !onRequest && onCore(subtask);
  }

  private static boolean onCore(SubtaskLoad subtask) {
    return subtask.cpu().filter(cpu -> cpu >= COMPUTES * subtask.busy().orElse(1.0)).isPresent();
  }

  /** Growth that an operator's time allows; 1 when it has none left. */
  public static double growth(OperatorLoad operator) {
    return 1 / Math.max(0.001, operator.busyMax().orElse(0.001));
  }
}
