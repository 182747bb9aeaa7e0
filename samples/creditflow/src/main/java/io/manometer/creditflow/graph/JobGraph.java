package io.manometer.creditflow.graph;

import java.time.Duration;
import java.util.List;

/**
 * A pipeline as it runs: chains put together, ids given, subtasks placed on workers. The same in all workers of a job.
 *
 * @param jobId the same across restarts: made of the job's name and the list of its workers
 * @param slaLag null when the job declares none
 * @param vertices in topological order
 * @param workers addresses of the workers, {@code host:port}, by index; empty for a job in one JVM alone
 */
public record JobGraph(
    String jobId,
    String jobName,
    Duration slaLag,
    int maxParallelism,
    List<Vertex> vertices,
    List<Edge> edges,
    List<String> workers) {

  public JobGraph {
    vertices = List.copyOf(vertices);
    edges = List.copyOf(edges);
    workers = List.copyOf(workers);
  }

  /** At least 1. */
  public int workerCount() {
    return Math.max(1, workers.size());
  }

  /**
   * The worker that a subtask runs in: round-robin, and each vertex starts one further than the one before, so that
   * neighbours of parallelism 1 meet over the network.
   */
  public int workerOf(Vertex vertex, int subtask) {
    return (subtask + vertex.index()) % workerCount();
  }

  public List<Edge> edgesInto(Vertex vertex) {
    return edges.stream().filter(edge -> edge.to() == vertex).toList();
  }

  public List<Edge> edgesOutOf(Vertex vertex) {
    return edges.stream().filter(edge -> edge.from() == vertex).toList();
  }

  /** Equal for two workers that have built the same graph, and hardly ever otherwise. */
  public String fingerprint() {
    StringBuilder text = new StringBuilder(jobId).append('|').append(maxParallelism);
    for (Vertex vertex : vertices) {
      text.append('|').append(vertex.id()).append(',').append(vertex.parallelism());
      vertex.chain().forEach(operator -> text.append(',').append(operator.id()).append(operator.name()));
    }
    edges.forEach(edge -> text.append('|').append(edge.id()).append(edge.partitioning()));
    return Ids.hash(text.toString());
  }
}
