package io.manometer.rules.window;

import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job over some seconds: the one input of every rule.
 *
 * @param subtasks those seen, by id; a subtask without fresh data is not in it
 * @param buckets the same time in steps of a second, oldest first
 */
public record Window(
    Topology job,
    Instant from,
    Instant to,
    Map<SubtaskId, SubtaskLoad> subtasks,
    List<WorkerLoad> workers,
    List<Bucket> buckets,
    Coverage coverage) {

  public Window {
    subtasks = Map.copyOf(subtasks);
    workers = List.copyOf(workers);
    buckets = List.copyOf(buckets);
  }

  public Duration span() {
    return Duration.between(from, to);
  }

  public Optional<SubtaskLoad> subtask(SubtaskId id) {
    return Optional.ofNullable(subtasks.get(id));
  }

  public Optional<WorkerLoad> worker(String id) {
    return workers.stream().filter(w -> w.id().equals(id)).findFirst();
  }

  /**
   * How much of the job was seen.
   *
   * @param known subtasks that the graph has
   * @param starting subtasks seen that are too young to judge
   * @param dataAge age of the oldest fresh reading at the end of the window
   * @param stale ids of workers that fell silent
   */
  public record Coverage(int known, int seen, int starting, Duration dataAge, List<String> stale) {
    public Coverage {
      stale = List.copyOf(stale);
    }

    public double ratio() {
      return known == 0 ? 0 : (double) seen / known;
    }
  }
}
