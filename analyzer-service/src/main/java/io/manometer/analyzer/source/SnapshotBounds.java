package io.manometer.analyzer.source;

import io.manometer.wire.JobTopology;
import io.manometer.wire.OperatorNode;
import io.manometer.wire.Snapshot;
import io.manometer.wire.SubtaskSample;
import io.manometer.wire.Worker;

/** How long the ids and lists of one snapshot may be. What is longer is refused, never cut: two ids could become one. */
final class SnapshotBounds {

  static final int ID = 200;
  static final int JOBS = 200;
  static final int OPERATORS = 2_000;
  static final int EDGES = 10_000;
  static final int SUBTASKS = 10_000;
  static final int PARALLELISM = 10_000;
  static final int EDGES_OF_SUBTASK = 1_000;

  private SnapshotBounds() {}

  static void check(Snapshot snapshot) throws BadSnapshot {
    Worker worker = snapshot.worker();
    id(worker.id(), "worker.id");
    id(worker.incarnation(), "worker.incarnation");
    atMost(snapshot.jobs().size(), JOBS, "the length of jobs");
    atMost(snapshot.subtasks().size(), SUBTASKS, "the length of subtasks");
    for (JobTopology job : snapshot.jobs()) {
      check(job);
    }
    for (SubtaskSample subtask : snapshot.subtasks()) {
      id(subtask.job(), "subtasks.job");
      id(subtask.operator(), "subtasks.operator");
      atMost(subtask.subtask(), PARALLELISM - 1, "subtasks.subtask");
      atMost(subtask.inputs().size(), EDGES_OF_SUBTASK, "the length of subtasks.inputs");
      atMost(subtask.outputs().size(), EDGES_OF_SUBTASK, "the length of subtasks.outputs");
    }
  }

  private static void check(JobTopology job) throws BadSnapshot {
    id(job.id(), "jobs.id");
    atMost(job.operators().size(), OPERATORS, "the length of jobs.operators");
    atMost(job.edges().size(), EDGES, "the length of jobs.edges");
    for (OperatorNode operator : job.operators()) {
      id(operator.id(), "jobs.operators.id");
      atMost(operator.parallelism(), PARALLELISM, "jobs.operators.parallelism");
      atMost(operator.chain().size(), OPERATORS, "the length of jobs.operators.chain");
    }
  }

  private static void id(String id, String field) throws BadSnapshot {
    if (id.length() > ID || id.chars().anyMatch(Character::isISOControl)) {
      throw BadSnapshot.malformed(field + " '" + Shown.text(id) + "' has " + id.length()
          + " characters; right would be at most " + ID + " without control characters");
    }
  }

  private static void atMost(int size, int most, String field) throws BadSnapshot {
    if (size > most) {
      throw BadSnapshot.tooLarge(field + " is " + size + "; right would be at most " + most);
    }
  }
}
