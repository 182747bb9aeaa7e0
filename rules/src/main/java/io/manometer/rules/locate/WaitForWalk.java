package io.manometer.rules.locate;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.window.Bucket;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.OutputLoad;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who waits for whom: from each blocked subtask of a source along the edge it waits on, to the subtask that does not wait
 * itself. Done second by second, so that bottlenecks that take turns are both found. A subtask that is backpressured for
 * a share of the second that matters could do more if it were let, so the search goes on behind it however busy it is.
 */
final class WaitForWalk {

  private static final double IDLE = 0.5;

  private final Window window;
  private final double walkOn;
  private final Map<SubtaskId, Double> leaves = new TreeMap<>();
  private final Map<String, Double> edges = new TreeMap<>();
  private final List<Map<String, Double>> bySecond = new ArrayList<>();
  private double followed;

  private WaitForWalk(Window window, Limits limits) {
    this.window = window;
    this.walkOn = limits.of(LocateLimits.WALK_ON);
  }

  /** Where the waiting of the source's subtasks ends. */
  static Blame from(String source, Window window, Limits limits) {
    WaitForWalk walk = new WaitForWalk(window, limits);
    List<Bucket> seconds = window.buckets().isEmpty() ? List.of(walk.wholeWindow()) : window.buckets();
    for (Bucket second : seconds) {
      walk.follow(source, second);
    }
    return walk.blame();
  }

  /** Readings that know no single seconds are followed as one. */
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

  private void follow(String source, Bucket second) {
    Map<String, Double> before = leavesByOperator();
    second.subtasks().entrySet().stream()
        .filter(entry -> entry.getKey().operator().equals(source))
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              double weight = entry.getValue().backpressured();
              if (weight > 0) {
                followed += weight;
                leave(entry.getKey(), weight, second, new HashSet<>());
              }
            });
    Map<String, Double> found = leavesByOperator();
    found.replaceAll((operator, weight) -> weight - before.getOrDefault(operator, 0.0));
    bySecond.add(found);
  }

  private Map<String, Double> leavesByOperator() {
    Map<String, Double> byOperator = new TreeMap<>();
    leaves.forEach((id, weight) -> byOperator.merge(id.operator(), weight, Double::sum));
    return byOperator;
  }

  /** Splits the weight over the edges that the subtask waited on, and over the subtasks behind each. */
  private void leave(SubtaskId from, double weight, Bucket second, Set<SubtaskId> path) {
    path.add(from);
    Map<Edge, Double> shares = edgeShares(from, second);
    if (shares.isEmpty()) {
      leaves.merge(from, weight, Double::sum);
    }
    shares.forEach(
        (edge, share) -> {
          Map<SubtaskId, Double> targets = targetShares(from, edge, second);
          targets.forEach((target, part) -> arrive(edge, target, weight * share * part, second, path));
          if (targets.isEmpty()) {
            edges.merge(edge.id(), weight * share, Double::sum);
          }
        });
    path.remove(from);
  }

  private void arrive(Edge edge, SubtaskId at, double weight, Bucket second, Set<SubtaskId> path) {
    if (weight < 1e-6) {
      return;
    }
    Bucket.Slice slice = second.subtasks().get(at);
    boolean waits = slice.backpressured() >= walkOn;
    if (waits && !path.contains(at) && !window.job().outputsOf(at.operator()).isEmpty()) {
      leave(at, weight, second, path);
    } else if (!waits && slice.idle() >= IDLE && slice.busy() < IDLE) {
      edges.merge(edge.id(), weight, Double::sum);
    } else {
      leaves.merge(at, weight, Double::sum);
    }
  }

  private Map<Edge, Double> edgeShares(SubtaskId from, Bucket second) {
    List<Edge> outputs = window.job().outputsOf(from.operator());
    if (outputs.size() == 1) {
      return Map.of(outputs.get(0), 1.0);
    }
    Map<String, Double> blocked = second.subtasks().get(from).blocked();
    Map<Edge, Double> weights = new HashMap<>();
    outputs.forEach(edge -> weights.put(edge, blocked.getOrDefault(edge.id(), 0.0)));
    if (weights.values().stream().allMatch(w -> w <= 0)) {
      outputs.forEach(edge -> weights.put(edge, pressure(edge.to(), second)));
    }
    return ordered(normalised(weights));
  }

  /** Where the runtime does not say which edge is waited on, it is taken to be the one whose consumer has no time left. */
  private double pressure(String operator, Bucket second) {
    double leastIdle =
        second.subtasks().entrySet().stream()
            .filter(e -> e.getKey().operator().equals(operator))
            .mapToDouble(e -> e.getValue().idle())
            .min()
            .orElse(1);
    return Math.pow(1 - leastIdle, 4);
  }

  private Map<SubtaskId, Double> targetShares(SubtaskId from, Edge edge, Bucket second) {
    Map<SubtaskId, Double> weights = new TreeMap<>();
    List<Double> told = blockedByTarget(from, edge);
    second.subtasks().keySet().stream()
        .filter(id -> id.operator().equals(edge.to()))
        .filter(id -> edge.partitioning() != Partitioning.FORWARD || id.index() == from.index())
        .forEach(id -> weights.put(id, id.index() < told.size() ? told.get(id.index()) : 0.0));
    if (weights.values().stream().allMatch(w -> w <= 0)) {
      double leastIdle =
          weights.keySet().stream().mapToDouble(id -> second.subtasks().get(id).idle()).min().orElse(1);
      weights.replaceAll((id, w) -> second.subtasks().get(id).idle() <= leastIdle + 0.1 ? 1.0 : 0.0);
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

  private static Map<Edge, Double> ordered(Map<Edge, Double> shares) {
    Map<Edge, Double> sorted = new TreeMap<>(Comparator.comparing(Edge::id));
    sorted.putAll(shares);
    return sorted;
  }

  private Blame blame() {
    Map<String, Double> operators = leavesByOperator();
    double all = Math.max(followed, 1e-9);
    leaves.replaceAll((id, w) -> w / all);
    operators.replaceAll((id, w) -> w / all);
    edges.replaceAll((id, w) -> w / all);
    return new Blame(followed / Math.max(1, bySecond.size()), operators, leaves, edges, bySecond);
  }
}
