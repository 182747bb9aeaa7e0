package io.manometer.rules.locate;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Operator.Chained;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.window.Bucket;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a source does with its time. Where nobody knows how much waits for it, that is all that tells whether it could
 * hand over more: one that rests has nothing to hand over meanwhile, one that never does may have.
 */
final class SourceTime {

  /** Resting for less than this share of time is the time between one record and the next. */
  private static final double RESTS = 0.2;

  /** A second with this share of rest is one in which there was nothing to hand over. */
  private static final double WHOLE = 0.8;

  /** With such seconds this often, what comes in bursts has been handed over before the next burst. */
  private static final double BETWEEN_BURSTS = 0.15;

  private static final double NO_REST = 0.05;
  private static final double NEARLY_ALL = 0.8;
  private static final long LEAST_SAMPLES = 20;

  /** Seconds per record; reading or making one takes far less, so what is chained behind that takes them. */
  private static final double HEAVY = 1e-4;

  private final OperatorLoad source;
  private final List<SubtaskLoad> waiting;

  SourceTime(OperatorLoad source, Limits limits) {
    this.source = source;
    this.waiting = source.subtasks().stream()
        .filter(s -> s.backpressured().orElse(0.0) >= limits.of(LocateLimits.SOURCE_BLOCKED)).toList();
  }

  /** Whether the subtasks that wait for output rest for longer than they wait, or for whole seconds again and again. */
  boolean restsOften(Window window) {
    return !waiting.isEmpty()
        && (waiting.stream().allMatch(s -> rest(s).orElse(0.0) > Math.max(RESTS, s.backpressured().orElse(0.0)))
            || restsBetweenBursts(window));
  }

  private boolean restsBetweenBursts(Window window) {
    Set<SubtaskId> ids = waiting.stream().map(SubtaskLoad::id).collect(Collectors.toSet());
    List<Bucket> seen = window.buckets().stream().filter(b -> b.subtasks().keySet().containsAll(ids)).toList();
    long resting =
        seen.stream().filter(b -> ids.stream().allMatch(id -> b.subtasks().get(id).idle() >= WHOLE)).count();
    return resting > 0 && resting >= BETWEEN_BURSTS * seen.size();
  }

  /** Whether all of the subtasks that wait for output rest as well, as far as they tell. */
  boolean mayRest() {
    return waiting.stream().allMatch(s -> rest(s).orElse(1.0) >= RESTS);
  }

  /** Busy share of the busiest of the subtasks that wait for output; the others may well be busy on their own. */
  double busyOfWaiting() {
    return waiting.stream().mapToDouble(s -> s.busy().orElse(0.0)).max().orElse(0);
  }

  /** Idle time, and time that counts as busy in which its own code sleeps or waits; empty where no idle time is told. */
  private Optional<Double> rest(SubtaskLoad subtask) {
    return subtask.idle().map(idle -> idle + waitingInItsOwnCode(subtask));
  }

  private double waitingInItsOwnCode(SubtaskLoad subtask) {
    if (subtask.cpu().isEmpty()) {
      return subtask.split().sleep().orElse(0.0);
    }
    double running = subtask.cpu().get() + subtask.split().gc().orElse(0.0) + subtask.split().starved().orElse(0.0);
    return Math.max(0, subtask.busy().orElse(0.0) - running - behindHead(source, subtask));
  }

  /**
   * Whether the busiest subtask of a source never rests because of operators that are chained behind it: they stand
   * still for nearly all of its time, or each record takes a core for longer than reading it can. Sleeping does not
   * count, as it may be a throttle.
   */
  static boolean isTakenByItsChain(OperatorLoad source) {
    return source.operator().chain().size() > 1 && source.busiest()
        .filter(s -> s.idle().filter(idle -> idle <= NO_REST).isPresent())
        .filter(s -> behindHead(source, s) - asleep(s) >= NEARLY_ALL || isHeavy(s)).isPresent();
  }

  private static double asleep(SubtaskLoad subtask) {
    return subtask.stacks().map(stacks -> stacks.share(StackClass.SLEEP)).orElse(0.0);
  }

  private static boolean isHeavy(SubtaskLoad subtask) {
    return subtask.cpu().filter(cpu -> cpu >= NEARLY_ALL).isPresent()
        && subtask.costPerRecord().filter(cost -> cost >= HEAVY).isPresent();
  }

  /**
   * Share of time that a subtask stands still in operators chained behind the head, or works there, as far as its stacks
   * vouch for that.
   */
  static double behindHead(OperatorLoad operator, SubtaskLoad subtask) {
    List<Chained> chain = operator.operator().chain();
    Optional<Stacks> stacks = subtask.stacks().filter(s -> s.samples() >= LEAST_SAMPLES);
    if (chain.size() < 2 || stacks.isEmpty()) {
      return 0;
    }
    long behind = chain.stream().skip(1).mapToLong(op -> stacks.get().chain().getOrDefault(op.id(), 0L)).sum();
    return (double) behind / stacks.get().samples() * subtask.busy().orElse(0.0);
  }
}
