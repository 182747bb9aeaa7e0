package io.manometer.rules.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The graph of one job, or the part of it that one worker can see.
 *
 * @param id stable across restarts of the same job
 * @param runtime name and version, for people
 * @param slaLag lag that is acceptable, as the job declares it or else the reader; empty when neither says
 */
public record Topology(
    String id, String name, String runtime, List<Operator> operators, List<Edge> edges, Optional<Duration> slaLag) {

  public Topology {
    Check.id(id, "job.id");
    Check.present(name, "job.name");
    Check.present(runtime, "job.runtime");
    operators = Check.list(operators, "job.operators");
    edges = Check.list(edges, "job.edges");
    Check.present(slaLag, "job.slaLag");
  }

  public Optional<Operator> operator(String operatorId) {
    return operators.stream().filter(o -> o.id().equals(operatorId)).findFirst();
  }

  public Optional<Edge> edge(String edgeId) {
    return edges.stream().filter(e -> e.id().equals(edgeId)).findFirst();
  }

  /** The operator's name, or its id where the operator is not known. */
  public String nameOf(String operatorId) {
    return operator(operatorId).map(Operator::name).orElse(operatorId);
  }

  public List<Edge> outputsOf(String operatorId) {
    return edges.stream().filter(e -> e.from().equals(operatorId)).toList();
  }

  public List<Edge> inputsOf(String operatorId) {
    return edges.stream().filter(e -> e.to().equals(operatorId)).toList();
  }

  /** Whether each subtask of the producer has one of the consumer for itself: they must be as many. */
  public boolean keepsSubtasks(Edge edge) {
    return edge.partitioning() == Edge.Partitioning.FORWARD
        && operator(edge.from()).map(Operator::parallelism).equals(operator(edge.to()).map(Operator::parallelism));
  }

  public List<Operator> sources() {
    return operators.stream().filter(Operator::isSource).toList();
  }

  public int subtasks() {
    return operators.stream().mapToInt(Operator::parallelism).sum();
  }

  /** Ids of all operators that records from {@code operatorId} reach, itself not included unless on a cycle. */
  public Set<String> downstreamOf(String operatorId) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(operatorId));
    while (!open.isEmpty()) {
      for (Edge edge : outputsOf(open.pop())) {
        if (reached.add(edge.to())) {
          open.add(edge.to());
        }
      }
    }
    return reached;
  }

  /** Operators with every producer before its consumers; those on a cycle come last, in the order given. */
  public List<Operator> inTopologicalOrder() {
    Map<String, Operator> waiting = new LinkedHashMap<>();
    operators.forEach(o -> waiting.put(o.id(), o));
    List<Operator> ordered = new ArrayList<>();
    boolean progress = true;
    while (progress) {
      List<Operator> ready =
          waiting.values().stream()
              .filter(o -> inputsOf(o.id()).stream().noneMatch(e -> waiting.containsKey(e.from())))
              .toList();
      ready.forEach(o -> waiting.remove(o.id()));
      ordered.addAll(ready);
      progress = !ready.isEmpty();
    }
    ordered.addAll(waiting.values());
    return List.copyOf(ordered);
  }

  /**
   * The id that each operator has in {@code next}, another job's graph: its own, or else that of the only operator there
   * with its name. Operators without either are left out.
   */
  public Map<String, String> counterpartsIn(Topology next) {
    Map<String, String> counterparts = new LinkedHashMap<>();
    for (Operator operator : operators) {
      List<Operator> namesakes = next.operators.stream().filter(o -> o.name().equals(operator.name())).toList();
      next.operator(operator.id())
          .or(() -> namesakes.size() == 1 ? Optional.of(namesakes.get(0)) : Optional.empty())
          .ifPresent(found -> counterparts.put(operator.id(), found.id()));
    }
    return counterparts;
  }

  /** This graph; where the job declares no lag acceptable, {@code lag} is. */
  public Topology accepting(Optional<Duration> lag) {
    return new Topology(id, name, runtime, operators, edges, slaLag.or(() -> lag));
  }

  /**
   * This graph and what {@code other} knows besides; where both know an operator or edge, this one holds, but for how an
   * edge spreads its records where this one does not know that.
   */
  public Topology unitedWith(Topology other) {
    Map<String, Operator> allOperators = new LinkedHashMap<>();
    operators.forEach(o -> allOperators.put(o.id(), o));
    other.operators.forEach(o -> allOperators.putIfAbsent(o.id(), o));
    Map<String, Edge> allEdges = new LinkedHashMap<>();
    edges.forEach(e -> allEdges.put(e.id(), e));
    other.edges.forEach(e -> allEdges.merge(e.id(), e, Topology::betterKnown));
    return new Topology(
        id,
        name,
        runtime,
        List.copyOf(allOperators.values()),
        List.copyOf(allEdges.values()),
        slaLag.or(other::slaLag));
  }

  private static Edge betterKnown(Edge one, Edge other) {
    return one.partitioning() == Edge.Partitioning.UNKNOWN ? other : one;
  }
}
