package io.manometer.rules.locate;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.window.Bucket;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.SourceLoad;
import io.manometer.rules.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether one source can hand over what there is to hand over. Rates in records per second.
 *
 * @param lagSeconds the lag as time at the present rate
 * @param lagGrowth records per second; negative when it shrinks
 * @param growing whether lag rises steadily, and not by a single stall
 * @param blocked share of time that the worst subtask waited for output
 */
public record Demand(
    OperatorLoad source,
    State state,
    Optional<Double> arrived,
    Optional<Double> emitted,
    Optional<Double> lag,
    Optional<Double> lagSeconds,
    Optional<Double> lagGrowth,
    boolean growing,
    double blocked) {

  private static final double SHRINKS = 0.005;

  /** Kafka's lag falls by some of it between two fetches, though it grows; one that falls by more is being worked off. */
  private static final double NEAR_PEAK = 0.7;

  /** What became of the demand. */
  public enum State {
    /** All that arrived is handed over in time. */
    MET,
    /** More could be handed over, but the pipeline behind the source does not take it. */
    BLOCKED,
    /** All is handed over, and piles up in the buffers before an operator that does not keep up. */
    PILES_UP,
    /** Lag grows, or the source never rests, although the pipeline takes what the source gives. */
    SOURCE_TOO_SLOW,
    /** Later than the job accepts, and catching up. */
    LATE_SHRINKING,
    /** How the source spends its time is not known. */
    UNKNOWN
  }

  public boolean unmet() {
    return state == State.BLOCKED || state == State.PILES_UP || state == State.SOURCE_TOO_SLOW;
  }

  /** By what factor throughput must rise to meet what arrives; empty where demand has no known bound. */
  public Optional<Double> factor() {
    return emitted.filter(e -> e > 0).flatMap(e -> arrived.map(a -> Math.max(1, a / e)));
  }

  /** The same for the source that needs most; empty where none of them has a known bound. */
  static Optional<Double> factor(List<Demand> demands) {
    return demands.stream().map(Demand::factor).flatMap(Optional::stream).max(Double::compare);
  }

  /** The demand at each source. */
  public static List<Demand> of(Window window, Limits limits) {
    return window.job().sources().stream().map(window::load).map(load -> of(load, window, limits)).toList();
  }

  private static Demand of(OperatorLoad source, Window window, Limits limits) {
    OperatorLoad reading = reading(source);
    Optional<Double> arrived = reading.total(told(SourceLoad::arrived));
    Optional<Double> emitted = reading.processed();
    Optional<Double> lag = reading.total(told(SourceLoad::lagRecords));
    Optional<Double> lagGrowth = reading.total(told(SourceLoad::lagGrowth));
    Optional<Double> lagSeconds = lag.flatMap(l -> emitted.filter(e -> e > 0).map(e -> l / e));
    Demand open =
        new Demand(
            source, State.UNKNOWN, arrived, emitted, lag, lagSeconds, lagGrowth, false,
            source.backpressuredMax().orElse(0.0));
    boolean growing = open.lagGrows(window, limits);
    return !growing && open.bounded() && OldLag.isBehindAWaitingSource(reading, window, limits)
        ? open.heldBackUnheard()
        : open.with(growing, open.judge(growing, window, limits));
  }

  /** The same where the source waits all the time and does not tell its lag anew: nobody knows what arrives. */
  private Demand heldBackUnheard() {
    return new Demand(source, State.BLOCKED, Optional.empty(), emitted, lag, lagSeconds, Optional.empty(), false, blocked);
  }

  /** Whether the source is held back while its lag does not say whether that makes it late. */
  public boolean unheard() {
    return state == State.BLOCKED && bounded() && lagGrowth.isEmpty();
  }

  /**
   * The source with those subtasks that have something to read from. Where there are more subtasks than partitions, the
   * others emit nothing and tell no lag: Kafka's source has no lag before it has a partition.
   */
  public static OperatorLoad reading(OperatorLoad source) {
    List<SubtaskLoad> reading = source.subtasks().stream().filter(subtask -> !unassigned(subtask)).toList();
    return reading.isEmpty() ? source : new OperatorLoad(source.operator(), reading);
  }

  /** How many subtasks have nothing to read from. */
  public static int unassigned(OperatorLoad source) {
    return source.subtasks().size() - reading(source).subtasks().size();
  }

  private static boolean unassigned(SubtaskLoad subtask) {
    return subtask.source()
        .filter(told -> told.lagRecords().isEmpty() && told.emitted().filter(e -> e > 0).isEmpty()).isPresent();
  }

  private static Function<SubtaskLoad, Optional<Double>> told(Function<SourceLoad, Optional<Double>> value) {
    return subtask -> subtask.source().flatMap(value);
  }

  private State judge(boolean lagGrows, Window window, Limits limits) {
    if (source.backpressuredMax().isEmpty()) {
      return State.UNKNOWN;
    }
    boolean waits = blocked >= limits.of(LocateLimits.SOURCE_BLOCKED);
    if (!bounded()) {
      return judgeByTime(waits);
    }
    boolean late = laterThan(window.job().slaLag());
    if (late && !lagGrows && shrinks()) {
      return State.LATE_SHRINKING;
    }
    if (!lagGrows && !late) {
      return State.MET;
    }
    return waits ? State.BLOCKED : State.SOURCE_TOO_SLOW;
  }

  /** Where nobody knows what waits, a source that waits for output, or never rests, could hand over more. */
  private State judgeByTime(boolean waits) {
    if (waits) {
      return State.BLOCKED;
    }
    return untold() && SourceTime.isTakenByItsChain(source) ? State.SOURCE_TOO_SLOW : State.MET;
  }

  /** The same for a source that rests meanwhile, and waits for nobody who has no time. */
  Demand notHeldBack() {
    return with(growing, bounded() ? State.SOURCE_TOO_SLOW : State.MET);
  }

  private boolean shrinks() {
    return lagGrowth.orElse(0.0) < -SHRINKS * emitted.orElse(0.0);
  }

  /**
   * Whether it works off a lag that it could work off sooner if the pipeline behind it took more: one that is late, or
   * more than it hands over in {@code window}.
   */
  public boolean catchesUpHeldBack(Duration window, Limits limits) {
    boolean large = lagSeconds.filter(s -> s > window.toNanos() / 1e9).isPresent();
    return (state == State.LATE_SHRINKING || state == State.MET && large)
        && bounded() && shrinks() && blocked >= limits.of(LocateLimits.SOURCE_BLOCKED);
  }

  /** Whether the lag is more time than {@code sla}; a lag behind a source that emits nothing is endless. */
  public boolean laterThan(Optional<Duration> sla) {
    return lag.filter(l -> l > 0).isPresent()
        && sla.filter(s -> lagSeconds.orElse(Double.MAX_VALUE) > s.toNanos() / 1e9).isPresent();
  }

  /** Whether the source knows what is left to do; one that makes records on request always has more. */
  public boolean bounded() {
    return lag.isPresent() && !onRequest();
  }

  /** Whether nobody knows what is left to do: it tells no lag, and is not known to make its records on request. */
  public boolean untold() {
    return lag.isEmpty() && !onRequest();
  }

  /** A source that makes records whenever one is taken. */
  boolean onRequest() {
    return source.subtasks().stream()
        .anyMatch(s -> s.source().flatMap(SourceLoad::openLoop).filter(open -> !open).isPresent());
  }

  /** Share of what is handed over that arrives anew, 1 at most: a source that catches up hands over more than that. */
  double lasting() {
    return emitted.filter(e -> e > 0).flatMap(e -> arrived.map(a -> Math.min(1, a / e))).orElse(1.0);
  }

  /** The same demand, of which {@code share} gets through; the rest piles up on the way. */
  Demand pilingUp(double share) {
    return new Demand(source, State.PILES_UP, arrived.or(() -> emitted), emitted.map(e -> e * share), lag, lagSeconds,
        lagGrowth, growing, blocked);
  }

  private boolean lagGrows(Window window, Limits limits) {
    double growth = lagGrowth.orElse(0.0);
    double rate = arrived.or(() -> emitted).orElse(0.0);
    boolean stalled = emitted.filter(e -> e > 0).isEmpty();
    if (growth <= limits.of(LocateLimits.LAG_GROWTH) * rate
        || !stalled && lagSeconds.orElse(0.0) < limits.of(LocateLimits.LAG_WORTH)) {
      return false;
    }
    List<Double> lags = lagBySecond(window);
    if (lags.size() < 3) {
      return OldLag.neverRests(reading(source), limits) || isNearItsPeak();
    }
    return risesSteadily(lags, limits) || Lows.rise(lags, limits.of(LocateLimits.LAG_GROWTH) * rate);
  }

  /** Whether readings that are too rare to tell single seconds show no lag that is being worked off. */
  private boolean isNearItsPeak() {
    return reading(source).total(told(SourceLoad::lagPeak)).filter(peak -> lag.orElse(0.0) < NEAR_PEAK * peak).isEmpty();
  }

  private static boolean risesSteadily(List<Double> lags, Limits limits) {
    int rising = 0;
    for (int i = 1; i < lags.size(); i++) {
      rising += lags.get(i) > lags.get(i - 1) ? 1 : 0;
    }
    boolean risesNow = lags.get(lags.size() - 1) > lags.get(lags.size() - 3);
    return risesNow && rising >= limits.of(LocateLimits.LAG_GROWING_SECONDS) * (lags.size() - 1);
  }

  private List<Double> lagBySecond(Window window) {
    List<Double> lags = new ArrayList<>();
    List<SubtaskLoad> reading = reading(source).subtasks();
    for (Bucket bucket : window.buckets()) {
      List<Double> parts =
          reading.stream()
              .map(s -> Optional.ofNullable(bucket.subtasks().get(s.id())).flatMap(Bucket.Slice::lagRecords))
              .flatMap(Optional::stream)
              .toList();
      if (parts.size() == reading.size()) {
        lags.add(parts.stream().mapToDouble(Double::doubleValue).sum());
      }
    }
    return lags;
  }

  private Demand with(boolean lagGrows, State judged) {
    return new Demand(source, judged, arrived, emitted, lag, lagSeconds, lagGrowth, lagGrows, blocked);
  }
}
