package io.manometer.agent.adapter.creditflow;

import io.manometer.agent.target.BoundSymbols;
import io.manometer.agent.target.Symbol;
import io.manometer.wire.EdgeLink;
import io.manometer.wire.EdgeLink.Partitioning;
import io.manometer.wire.JobTopology;
import io.manometer.wire.OperatorNode;
import io.manometer.wire.OperatorNode.ChainedOperator;
import io.manometer.wire.OperatorNode.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Translates the runtime's job graph into the wire's. */
record Graph(BoundSymbols names) {

  JobTopology topology(Object job) {
    List<EdgeLink> edges = new ArrayList<>();
    Set<String> producers = new HashSet<>();
    Set<String> consumers = new HashSet<>();
    for (Object edge : (List<?>) names.read(Names.JOB_EDGES, job)) {
      EdgeLink link = link(edge);
      edges.add(link);
      producers.add(link.from());
      consumers.add(link.to());
    }
    int maxParallelism = (int) names.number(Names.JOB_MAX_PARALLELISM, job);
    List<OperatorNode> operators = new ArrayList<>();
    for (Object vertex : (List<?>) names.read(Names.JOB_VERTICES, job)) {
      String id = text(Names.VERTEX_ID, vertex);
      Role role = role(consumers.contains(id), producers.contains(id));
      operators.add(new OperatorNode(id, text(Names.VERTEX_NAME, vertex),
          (int) names.number(Names.VERTEX_PARALLELISM, vertex), maxParallelism, role, chain(vertex)));
    }
    Duration slaLag = (Duration) names.read(Names.JOB_SLA_LAG, job);
    return new JobTopology(text(Names.JOB_ID, job), text(Names.JOB_NAME, job), "creditflow", operators, edges,
        slaLag == null ? null : slaLag.toMillis());
  }

  List<ChainedOperator> chain(Object vertex) {
    List<ChainedOperator> chain = new ArrayList<>();
    for (Object operator : (List<?>) names.read(Names.VERTEX_CHAIN, vertex)) {
      chain.add(new ChainedOperator(text(Names.CHAINED_ID, operator), text(Names.CHAINED_NAME, operator)));
    }
    return List.copyOf(chain);
  }

  private EdgeLink link(Object edge) {
    return new EdgeLink(
        text(Names.EDGE_ID, edge),
        text(Names.VERTEX_ID, names.read(Names.EDGE_FROM, edge)),
        text(Names.VERTEX_ID, names.read(Names.EDGE_TO, edge)),
        partitioning(((Enum<?>) names.read(Names.EDGE_PARTITIONING, edge)).name()));
  }

  private String text(Symbol symbol, Object target) {
    return (String) names.read(symbol, target);
  }

  private static Role role(boolean hasInput, boolean hasOutput) {
    if (hasInput) {
      return hasOutput ? Role.INNER : Role.SINK;
    }
    return hasOutput ? Role.SOURCE : Role.BOTH;
  }

  private static Partitioning partitioning(String name) {
    for (Partitioning known : Partitioning.values()) {
      if (known.name().equals(name)) {
        return known;
      }
    }
    return Partitioning.UNKNOWN;
  }
}
