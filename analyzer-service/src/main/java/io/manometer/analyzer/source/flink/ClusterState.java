package io.manometer.analyzer.source.flink;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the last poll found, for people and for the command line.
 *
 * @param version of Flink; empty before the first answer
 * @param trouble why there was no answer; empty when there was one
 */
public record ClusterState(Instant at, Optional<String> version, List<Job> jobs, Optional<String> trouble) {

  public ClusterState {
    jobs = List.copyOf(jobs);
  }

  /** A job of the cluster; {@code state} in Flink's words, such as {@code RUNNING} or {@code RESTARTING}. */
  public record Job(String id, String name, String state) {

    public boolean running() {
      return state.equals("RUNNING");
    }

    /** Whether it will not run again. */
    public boolean ended() {
      return state.equals("FINISHED") || state.equals("CANCELED") || state.equals("FAILED");
    }
  }
}
