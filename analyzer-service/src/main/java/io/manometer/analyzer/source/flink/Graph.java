package io.manometer.analyzer.source.flink;

import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Edge.Partitioning;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Operator.Chained;
import io.manometer.rules.model.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** From Flink's job details to the rules' graph: its vertices are operators, what they chain is listed. */
public final class Graph {

  private static final String LINK = " -> ";
  private static final String BRANCHES = LINK + "(";

  private Graph() {}

  /** The graph in {@code job}, the answer of {@code /jobs/ID}; vertices that have finished are no longer in it. */
  public static Topology of(JsonNode job, String runtime) {
    Set<String> live = new HashSet<>();
    for (JsonNode vertex : job.path("vertices")) {
      if (!vertex.path("status").asString("").equals("FINISHED")) {
        live.add(vertex.path("id").asString());
      }
    }
    List<Edge> planned = edges(job.path("plan").path("nodes"));
    List<Operator> operators = new ArrayList<>();
    for (JsonNode vertex : job.path("vertices")) {
      if (live.contains(vertex.path("id").asString())) {
        operators.add(operator(vertex, planned));
      }
    }
    List<Edge> edges = planned.stream().filter(e -> live.contains(e.from()) && live.contains(e.to())).toList();
    return new Topology(
        job.path("jid").asString(), job.path("name").asString(""), runtime, operators, edges, Optional.empty());
  }

  private static Operator operator(JsonNode vertex, List<Edge> edges) {
    String id = vertex.path("id").asString();
    String name = vertex.path("name").asString("");
    int maxParallelism = vertex.path("maxParallelism").asInt(-1);
    return new Operator(
        id,
        name,
        Math.max(1, vertex.path("parallelism").asInt(1)),
        maxParallelism > 0 ? Optional.of(maxParallelism) : Optional.empty(),
        role(id, edges),
        chain(id, name));
  }

  private static Operator.Role role(String id, List<Edge> edges) {
    boolean reads = edges.stream().anyMatch(edge -> edge.to().equals(id));
    boolean writes = edges.stream().anyMatch(edge -> edge.from().equals(id));
    if (reads) {
      return writes ? Operator.Role.INNER : Operator.Role.SINK;
    }
    return writes ? Operator.Role.SOURCE : Operator.Role.BOTH;
  }

  /** The links of a chain; Flink writes branches in parentheses, and those are one link, not taken apart. */
  private static List<Chained> chain(String id, String name) {
    if (!name.contains(LINK)) {
      return List.of();
    }
    int branches = name.indexOf(BRANCHES);
    List<String> names = new ArrayList<>(List.of((branches < 0 ? name : name.substring(0, branches)).split(LINK)));
    if (branches >= 0) {
      names.add(name.substring(branches + LINK.length()));
    }
    List<Chained> chain = new ArrayList<>();
    for (String link : names) {
      chain.add(new Chained(id + "/" + chain.size(), link));
    }
    return chain;
  }

  private static List<Edge> edges(JsonNode nodes) {
    List<Edge> edges = new ArrayList<>();
    for (JsonNode node : nodes) {
      String to = node.path("id").asString();
      for (JsonNode input : node.path("inputs")) {
        String from = input.path("id").asString();
        edges.add(new Edge(
            from + "-" + to + "-" + input.path("num").asInt(0),
            from,
            to,
            partitioning(input.path("ship_strategy").asString(""))));
      }
    }
    return edges;
  }

  private static Partitioning partitioning(String strategy) {
    return switch (strategy.toUpperCase(Locale.ROOT)) {
      case "FORWARD" -> Partitioning.FORWARD;
      case "HASH" -> Partitioning.HASH;
      case "REBALANCE", "RESCALE", "SHUFFLE" -> Partitioning.REBALANCE;
      case "BROADCAST" -> Partitioning.BROADCAST;
      case "CUSTOM", "GLOBAL" -> Partitioning.CUSTOM;
      default -> Partitioning.UNKNOWN;
    };
  }
}
