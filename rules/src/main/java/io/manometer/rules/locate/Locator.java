package io.manometer.rules.locate;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Edge;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what holds a job back. First the gate: is demand unmet at all? Backpressure without that is flow control at
 * work; records that pile up in the buffers are demand unmet that no source feels yet.
 * Then two independent witnesses: the wait-for walk says who makes the sources wait, the capacities say who has no time
 * left. Among those the walk blames, the one with the least capacity is named; the walk alone is wrong on near ties,
 * the capacities alone on operators that no source waits for.
 */
public final class Locator {

  private static final double TAKES_TURNS = 0.3;
  private static final double TIME_LEFT = 0.2;

  /** Who makes a source wait that paces itself has no time but for what chance leaves. */
  private static final double LITTLE_TIME_LEFT = 0.05;

  private final Window window;
  private final Limits limits;
  private final Capacities capacities;
  private final List<Demand> demands;

  private Locator(Window window, Limits limits) {
    this.window = window;
    this.limits = limits;
    this.capacities = Capacities.of(window);
    this.demands = Demand.of(window, limits);
  }

  public static Location locate(Window window, Limits limits) {
    return new Locator(window, limits).locate();
  }

  private Location locate() {
    Map<String, Suspect> found = new LinkedHashMap<>();
    List<Demand> unexplained = new ArrayList<>();
    List<Demand> judged = new ArrayList<>();
    for (Demand told : demands) {
      Optional<Suspect> held = suspect(told);
      Demand demand = held.isEmpty() && restsMeanwhile(told) ? told.notHeldBack() : told;
      Optional<Suspect> suspect = demand == told ? held : suspect(demand);
      judged.add(demand);
      suspect.ifPresent(s -> found.merge(s.operator().id(), s, Locator::sameAtTwoSources));
      if (suspect.isEmpty() && demand.unmet()) {
        unexplained.add(demand);
      }
    }
    List<Suspect> byImportance =
        found.values().stream()
            .sorted(
                Comparator.comparingDouble((Suspect s) -> s.demands().stream().mapToDouble(Demand::blocked).sum())
                    .thenComparing(Suspect::busy)
                    .reversed())
            .toList();
    return new Location(judged, byImportance, unexplained);
  }

  private Optional<Suspect> suspect(Demand demand) {
    return switch (demand.state()) {
      case BLOCKED -> behind(demand.source().id(), demand);
      case SOURCE_TOO_SLOW -> itself(demand);
      default -> PilingUp.behind(demand, demands, window, limits).flatMap(p -> before(p, demand));
    };
  }

  /** Whether its source has nothing to hand over for a part of the time, or may have where nobody knows what waits. */
  private boolean restsMeanwhile(Demand demand) {
    SourceTime time = new SourceTime(demand.source(), limits);
    return demand.state() == Demand.State.BLOCKED
        && (time.restsOften(window) || !demand.bounded() && time.mayRest());
  }

  private static Suspect sameAtTwoSources(Suspect one, Suspect two) {
    List<Demand> both = new ArrayList<>(one.demands());
    both.addAll(two.demands());
    return new Suspect(
        one.operator(), one.together(), one.edge(), one.hot(), blame(one, two),
        one.takesTurnsWith(), both, one.next(), one.gain(), one.gainBound());
  }

  /** Blame is of sources that wait; where records pile up none does. */
  private static double blame(Suspect one, Suspect two) {
    return Stream.of(one, two)
        .filter(s -> s.demands().stream().anyMatch(d -> d.state() != Demand.State.PILES_UP))
        .mapToDouble(Suspect::blame).max().orElse(1);
  }

  /** A source hardly blocked may still be the lesser of two limits when an operator behind it is even busier. */
  private Optional<Suspect> itself(Demand demand) {
    boolean waitsAtAll = demand.blocked() >= limits.of(LocateLimits.SOURCE_BLOCKED) / 4;
    boolean busierBehind =
        window.operators().stream()
            .filter(o -> window.job().downstreamOf(demand.source().id()).contains(o.id()))
            .anyMatch(o -> o.busyMax().orElse(0.0) > demand.source().busyMax().orElse(0.0));
    Optional<Suspect> behind = waitsAtAll && busierBehind
        ? behind(demand.source().id(), demand).filter(s -> s.edge().isEmpty() && !hasTimeLeft(s.operator(), TIME_LEFT))
        : Optional.empty();
    return behind.or(
        () -> Optional.of(
            suspect(List.of(demand.source()), Optional.empty(), 1, Optional.empty(), List.of(demand))));
  }

  /** Where records pile up before an operator that waits for output itself, the search goes on behind it. */
  private Optional<Suspect> before(PilingUp place, Demand demand) {
    Demand through = demand.pilingUp(place.read() / place.written());
    if (place.operator().backpressuredMax().orElse(0.0) >= limits.of(LocateLimits.WALK_ON)) {
      return behind(place.operator().id(), through);
    }
    List<OperatorLoad> together = new ArrayList<>(List.of(place.operator()));
    bindingTogether(place.operator(), demand).stream()
        .filter(o -> !o.id().equals(place.operator().id())).forEach(together::add);
    return Optional.of(suspect(together, Optional.empty(), 1, Optional.empty(), List.of(through)));
  }

  /** @param waiting id of the operator whose blocked time is followed */
  private Optional<Suspect> behind(String waiting, Demand demand) {
    Blame blame = WaitForWalk.from(waiting, window, limits);
    List<OperatorLoad> blamed =
        window.operators().stream()
            .filter(o -> blame.of(o.id()) >= limits.of(LocateLimits.BLAME))
            .filter(o -> busiest(o) >= limits.of(LocateLimits.BUSY_LEAF))
            .sorted(Comparator.comparingDouble((OperatorLoad o) -> -o.busyMax().orElse(0.0)))
            .toList();
    SourceTime time = new SourceTime(demand.source(), limits);
    boolean rests = restsMeanwhile(demand);
    Optional<Edge> edge = edgeWithIdleConsumer(blame);
    if (blamed.isEmpty() || edge.isPresent() && blame.edges().get(edge.get().id()) > 0.5) {
      return edge.filter(e -> !rests).map(e -> onEdge(e, blame, demand));
    }
    OperatorLoad first = blamed.get(0);
    double timeLeft = !demand.bounded() && time.restsOften(window) ? LITTLE_TIME_LEFT : TIME_LEFT;
    boolean lessBusyThanSource = !demand.bounded() && first.busyMax().orElse(0.0) < time.busyOfWaiting();
    if (lessBusyThanSource || rests && hasTimeLeft(first, timeLeft)) {
      return Optional.empty();
    }
    Optional<OperatorLoad> turns =
        window.operators().stream()
            .filter(o -> !o.id().equals(first.id()))
            .filter(o -> Math.min(blame.of(first.id()), blame.of(o.id())) >= 0.2)
            .filter(o -> blame.alternation(first.id(), o.id()) >= TAKES_TURNS)
            .findFirst();
    List<OperatorLoad> together = bindingTogether(first, demand);
    double share = together.stream().mapToDouble(o -> blame.of(o.id())).sum();
    return Optional.of(suspect(together, Optional.empty(), share, turns, List.of(demand)));
  }

  /** Where one subtask after another is the busiest, none is busy for the whole window. */
  private double busiest(OperatorLoad operator) {
    double bySecond = window.busyBySecond(operator).stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return Math.max(bySecond, operator.busyMax().orElse(0.0));
  }

  /** What comes in bursts, each handled before the next, makes a source wait that rests later on. */
  private static boolean hasTimeLeft(OperatorLoad operator, double least) {
    return operator.busiest().flatMap(SubtaskLoad::idle).filter(idle -> idle >= least).isPresent();
  }

  private Optional<Edge> edgeWithIdleConsumer(Blame blame) {
    return blame.edges().entrySet().stream()
        .filter(e -> e.getValue() >= 0.3)
        .max(Map.Entry.comparingByValue())
        .flatMap(e -> window.job().edge(e.getKey()));
  }

  private Suspect onEdge(Edge edge, Blame blame, Demand demand) {
    OperatorLoad consumer = window.load(window.job().operator(edge.to()).orElseThrow());
    Suspect bare =
        suspect(List.of(consumer), Optional.of(edge), blame.edges().get(edge.id()), Optional.empty(), List.of(demand));
    return new Suspect(
        bare.operator(), bare.together(), bare.edge(), bare.hot(), bare.blame(), bare.takesTurnsWith(), bare.demands(),
        Optional.empty(), Optional.empty(), Suspect.GainBound.UNKNOWN);
  }

  /** The operator and those behind the same source that would bind at practically the same rate, the busiest first. */
  private List<OperatorLoad> bindingTogether(OperatorLoad first, Demand demand) {
    double busy = first.busyMax().orElse(0.0);
    double tie = 1 - limits.of(LocateLimits.TIE);
    List<OperatorLoad> together = new ArrayList<>(List.of(first));
    window.operators().stream()
        .filter(o -> !o.id().equals(first.id()) && !o.operator().isSource())
        .filter(o -> window.job().downstreamOf(demand.source().id()).contains(o.id()))
        .filter(o -> o.busyMax().orElse(0.0) > busy * tie && o.busyMax().orElse(0.0) * tie < busy)
        .forEach(together::add);
    together.sort(Comparator.comparingDouble((OperatorLoad o) -> -o.busyMax().orElse(0.0)));
    return together;
  }

  private Suspect suspect(
      List<OperatorLoad> together,
      Optional<Edge> edge,
      double blame,
      Optional<OperatorLoad> turns,
      List<Demand> held) {
    OperatorLoad operator = together.get(0);
    double busy = operator.busyMax().orElse(0.0);
    Optional<Double> wanted = Demand.factor(held);
    Optional<OperatorLoad> next =
        capacities.firstWithout(together.stream().map(OperatorLoad::id).toList())
            .filter(n -> wanted.isPresent() || Capacities.growth(n) <= Capacities.FORESEEABLE);
    Optional<Double> allowed = next.map(n -> Math.max(1, busy * Capacities.growth(n)));
    Optional<Double> gain = wanted.map(w -> allowed.map(a -> Math.min(a, w)).orElse(w)).or(() -> allowed);
    boolean demandBinds = wanted.isPresent() && allowed.map(a -> a > wanted.get()).orElse(true);
    return new Suspect(
        operator,
        together,
        edge,
        Suspect.hotOf(operator),
        blame,
        turns,
        held,
        demandBinds ? Optional.empty() : next,
        gain,
        demandBinds
            ? Suspect.GainBound.DEMAND
            : next.isPresent() ? Suspect.GainBound.NEXT_OPERATOR : Suspect.GainBound.UNKNOWN);
  }
}
