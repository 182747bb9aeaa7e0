package io.manometer.wire;

import java.util.List;

/**
 * The part of a job's graph that one worker can see; the analyzer unites the parts of all workers by the ids.
 *
 * @param id stable across restarts of the same job
 * @param runtime such as {@code creditflow} or {@code flink 2.3.0}
 * @param slaLagMillis lag that the job declares acceptable, as time; null when it declares none
 */
public record JobTopology(
    String id, String name, String runtime, List<OperatorNode> operators, List<EdgeLink> edges, Long slaLagMillis) {

  public JobTopology {
    Refuse.blank(id, "job.id");
    Refuse.missing(name, "job.name");
    operators = Refuse.missingOrHoles(operators, "job.operators");
    edges = Refuse.missingOrHoles(edges, "job.edges");
  }
}
