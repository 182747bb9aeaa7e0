package io.manometer.agent.core.snapshot;

import io.manometer.wire.EdgeLink;
import io.manometer.wire.EdgeLink.Partitioning;
import io.manometer.wire.JobTopology;
import io.manometer.wire.OperatorNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Unites the parts of a job's graph that single tasks can see. */
final class Topologies {

  private Topologies() {}

  /** One topology for each job, in the order in which the jobs come first. */
  static List<JobTopology> united(Collection<JobTopology> parts) {
    Map<String, JobTopology> byJob = new LinkedHashMap<>();
    for (JobTopology part : parts) {
      byJob.merge(part.id(), part, Topologies::united);
    }
    return new ArrayList<>(byJob.values());
  }

  private static JobTopology united(JobTopology one, JobTopology other) {
    if (one.equals(other)) {
      return one;
    }
    Map<String, OperatorNode> operators = new LinkedHashMap<>();
    one.operators().forEach(operator -> operators.put(operator.id(), operator));
    other.operators().forEach(operator -> operators.putIfAbsent(operator.id(), operator));
    Map<String, EdgeLink> edges = new LinkedHashMap<>();
    one.edges().forEach(edge -> edges.put(edge.id(), edge));
    other.edges().forEach(edge -> edges.merge(edge.id(), edge, Topologies::betterKnown));
    return new JobTopology(one.id(), one.name(), one.runtime(), List.copyOf(operators.values()),
        List.copyOf(edges.values()), one.slaLagMillis() == null ? other.slaLagMillis() : one.slaLagMillis());
  }

  /** Not each subtask can tell how an edge spreads its records. */
  private static EdgeLink betterKnown(EdgeLink one, EdgeLink other) {
    return one.partitioning() == Partitioning.UNKNOWN ? other : one;
  }
}
