package io.manometer.rules.locate;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Edge;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.window.Bucket;
import io.manometer.rules.window.SubtaskLoad.OutputLoad;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who waits for whom: from each blocked subtask of a source along the edge it waits on, to the subtask that does not wait
 * itself. Done second by second, so that bottlenecks that take turns are both found. A subtask that is backpressured for
 * a share of the second that matters could do more if it were let, so the search goes on behind it however busy it is.
 */
final class WaitForWalk {

  private static final double IDLE = 0.5;
  private static final double NOTHING = 1e-6;

  /** Around a cycle in which all wait for each other the walk goes this often; then the cycle itself is where it ends. */
  private static final int ROUNDS = 5;

  private final Window window;
  private final double walkOn;
  private final List<String> order;
  private final Map<SubtaskId, Double> leaves = new TreeMap<>();
  private final Map<String, Double> edges = new TreeMap<>();
  private final List<Map<String, Double>> bySecond = new ArrayList<>();
  private double followed;

  private WaitForWalk(Window window, Limits limits) {
    this.window = window;
    this.walkOn = limits.of(LocateLimits.WALK_ON);
    this.order = window.job().inTopologicalOrder().stream().map(o -> o.id()).toList();
  }

  /** Where the waiting of the source's subtasks ends. */
  static Blame from(String source, Window window, Limits limits) {
    WaitForWalk walk = new WaitForWalk(window, limits);
    List<Bucket> complete =
        window.buckets().stream().filter(b -> b.subtasks().keySet().equals(window.subtasks().keySet())).toList();
    for (Bucket second : complete.isEmpty() ? List.of(walk.wholeWindow()) : complete) {
      walk.follow(source, new Second(second));
    }
    return walk.blame();
  }

  /** Where no second is known of all subtasks, the window is followed as one. */
  private Bucket wholeWindow() {
    Map<SubtaskId, Bucket.Slice> slices = new HashMap<>();
    window
        .subtasks()
        .forEach(
            (id, load) -> {
              Map<String, Double> blocked = new HashMap<>();
              load.outputs().forEach(o -> o.blocked().ifPresent(b -> blocked.put(o.edge(), b)));
              double backpressured = load.backpressured().orElse(0.0);
              double busy = load.busy().orElse(0.0);
              double idle = load.idle().orElse(Math.max(0, 1 - backpressured - busy));
              slices.put(
                  id,
                  new Bucket.Slice(
                      busy, backpressured, idle, blocked, load.processed(), Optional.empty(), Optional.empty()));
            });
    return new Bucket(window.from(), slices);
  }

  /** One bucket with its subtasks by operator. */
  private record Second(Bucket bucket, Map<String, List<SubtaskId>> subtasks) {

    Second(Bucket bucket) {
      this(bucket, bucket.subtasks().keySet().stream().sorted().collect(Collectors.groupingBy(SubtaskId::operator)));
    }

    Bucket.Slice slice(SubtaskId id) {
      return bucket.subtasks().get(id);
    }

    List<SubtaskId> of(String operator) {
      return subtasks.getOrDefault(operator, List.of());
    }
  }

  /** Hands the blocked time of the source on, operator by operator, until it has all ended somewhere. */
  private void follow(String source, Second second) {
    Map<String, Double> found = new TreeMap<>();
    Map<SubtaskId, Double> waiting = new TreeMap<>();
    for (SubtaskId id : second.of(source)) {
      double blocked = second.slice(id).backpressured();
      followed += blocked;
      handOn(id, blocked, second, waiting, found);
    }
    for (int round = 0; round < ROUNDS && !waiting.isEmpty(); round++) {
      for (String operator : order) {
        for (SubtaskId id : second.of(operator)) {
          Optional.ofNullable(waiting.remove(id)).ifPresent(weight -> handOn(id, weight, second, waiting, found));
        }
      }
    }
    waiting.forEach((id, weight) -> end(id, weight, found));
    bySecond.add(found);
  }

  private void end(SubtaskId at, double weight, Map<String, Double> found) {
    leaves.merge(at, weight, Double::sum);
    found.merge(at.operator(), weight, Double::sum);
  }

  /** Splits the weight over the edges that the subtask waited on, and over the subtasks behind each. */
  private void handOn(
      SubtaskId from, double weight, Second second, Map<SubtaskId, Double> waiting, Map<String, Double> found) {
    if (weight < NOTHING) {
      return;
    }
    Map<Edge, Double> shares = edgeShares(from, second);
    if (shares.isEmpty()) {
      end(from, weight, found);
    }
    shares.forEach(
        (edge, share) -> {
          Map<SubtaskId, Double> targets = targetShares(from, edge, second);
          if (targets.isEmpty()) {
            edges.merge(edge.id(), weight * share, Double::sum);
          }
          targets.forEach((target, part) -> arrive(edge, from, target, weight * share * part, second, waiting, found));
        });
  }

  private void arrive(
      Edge edge, SubtaskId from, SubtaskId at, double weight, Second second, Map<SubtaskId, Double> waiting,
      Map<String, Double> found) {
    if (weight < NOTHING) {
      return;
    }
    Bucket.Slice slice = second.slice(at);
    boolean waits = slice.backpressured() >= walkOn && !window.job().outputsOf(at.operator()).isEmpty();
    if (waits) {
      waiting.merge(at, weight, Double::sum);
    } else if (canTakeMore(slice)) {
      double ofEdge = shareOfEdge(from, slice, second);
      end(from, weight * (1 - ofEdge), found);
      edges.merge(edge.id(), weight * ofEdge, Double::sum);
    } else {
      end(at, weight, found);
    }
  }

  /**
   * Where the target has time, the sender waited for the edge, but for as long as the target worked: one that sends in
   * bursts waits while they are worked off, and keeps those before it waiting by working itself for the rest of the
   * second. Nothing waits for a source.
   */
  private double shareOfEdge(SubtaskId from, Bucket.Slice target, Second second) {
    Bucket.Slice sender = second.slice(from);
    boolean source = window.job().inputsOf(from.operator()).isEmpty();
    if (source || sender.busy() < IDLE || sender.backpressured() <= 0) {
      return 1;
    }
    return Math.max(0, sender.backpressured() - target.busy()) / sender.backpressured();
  }

  private static boolean canTakeMore(Bucket.Slice slice) {
    return slice.idle() >= IDLE && slice.busy() < IDLE;
  }

  private Map<Edge, Double> edgeShares(SubtaskId from, Second second) {
    List<Edge> outputs = window.job().outputsOf(from.operator());
    if (outputs.size() == 1) {
      return Map.of(outputs.get(0), 1.0);
    }
    Map<String, Double> blocked = second.slice(from).blocked();
    Map<Edge, Double> weights = new TreeMap<>(Comparator.comparing(Edge::id));
    outputs.forEach(edge -> weights.put(edge, blocked.getOrDefault(edge.id(), 0.0)));
    if (weights.values().stream().allMatch(w -> w <= 0)) {
      weights.replaceAll((edge, w) -> pressure(edge.to(), second));
    }
    return normalised(weights);
  }

  /** Where the runtime does not say which edge is waited on, it is taken to be the one whose consumer has no time left. */
  private static double pressure(String operator, Second second) {
    double leastIdle = second.of(operator).stream().mapToDouble(id -> second.slice(id).idle()).min().orElse(1);
    return Math.pow(1 - leastIdle, 4);
  }

  /**
   * A runtime may tell for whom the record was that found no buffer. Where that subtask can take more and another one of
   * the edge cannot, the other one holds the buffers.
   */
  private Map<SubtaskId, Double> targetShares(SubtaskId from, Edge edge, Second second) {
    Map<SubtaskId, Double> weights = new TreeMap<>();
    List<Double> told = blockedByTarget(from, edge);
    for (SubtaskId id : second.of(edge.to())) {
      if (!window.job().keepsSubtasks(edge) || id.index() == from.index()) {
        weights.put(id, id.index() < told.size() ? told.get(id.index()) : 0.0);
      }
    }
    if (weights.keySet().stream().anyMatch(id -> !canTakeMore(second.slice(id)))) {
      weights.replaceAll((id, w) -> canTakeMore(second.slice(id)) ? 0.0 : w);
    }
    if (weights.values().stream().allMatch(w -> w <= 0)) {
      double leastIdle = weights.keySet().stream().mapToDouble(id -> second.slice(id).idle()).min().orElse(1);
      weights.replaceAll((id, w) -> second.slice(id).idle() <= leastIdle + 0.1 ? 1.0 : 0.0);
    }
    return normalised(weights);
  }

  private List<Double> blockedByTarget(SubtaskId from, Edge edge) {
    return window
        .subtask(from)
        .flatMap(load -> load.outputs().stream().filter(o -> o.edge().equals(edge.id())).findFirst())
        .map(OutputLoad::blockedByTarget)
        .orElse(List.of());
  }

  private static <K> Map<K, Double> normalised(Map<K, Double> weights) {
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    weights.replaceAll((k, w) -> sum > 0 ? w / sum : 1.0 / weights.size());
    return weights;
  }

  private Blame blame() {
    double all = Math.max(followed, NOTHING);
    Map<String, Double> operators = new TreeMap<>();
    leaves.replaceAll((id, w) -> w / all);
    leaves.forEach((id, w) -> operators.merge(id.operator(), w, Double::sum));
    edges.replaceAll((id, w) -> w / all);
    return new Blame(operators, edges, bySecond);
  }
}
