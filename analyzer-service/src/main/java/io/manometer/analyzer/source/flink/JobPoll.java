package io.manometer.analyzer.source.flink;

import io.manometer.analyzer.source.flink.VertexAnswer.Subtask;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.StackReading;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One job, poll by poll; each poll of it is a {@link JobRound}. What was read before is remembered, because values that Flink
 * has not renewed since then are no news.
 *
 * <p>Threads: the one that polls.
 */
final class JobPoll {

  private static final int ASK_AGAIN_AFTER_POLLS = 6;

  private final String job;
  private final Optional<OpenQuestions> questions;
  private final CloserLook look = new CloserLook();
  private final Alignment alignment = new Alignment();
  private final Map<SubtaskId, Seen> seen = new HashMap<>();
  private final Map<String, String> sourceNames = new HashMap<>();
  private int polls;
  private int firstVertex;

  /** What was read of a subtask last. */
  record Seen(Subtask subtask, Instant at) {}

  /** @param questions what Flink's flame graphs are asked; empty where they may not be */
  JobPoll(String job, Optional<OpenQuestions> questions) {
    this.job = job;
    this.questions = questions;
  }

  /** Where the JobManager tells of the job. */
  String path() {
    return "/jobs/" + job;
  }

  /** The job's details. Asking for them also makes Flink renew its metrics, if those are older than ten seconds. */
  Optional<JsonNode> details(RestPoll poll) throws Unreachable {
    return poll.get(path());
  }

  /**
   * Begins to read the job.
   *
   * @param at when the details were asked for, which is when Flink renewed its metrics
   * @param uptimeNanos the same on a monotonic clock
   */
  JobRound round(JsonNode details, String runtime, Instant at, long uptimeNanos) {
    return new JobRound(this, Graph.of(details, runtime), at, uptimeNanos);
  }

  /** Reads what concerns the job as a whole. */
  void begin(RestPoll poll, Topology graph, Instant at) throws Unreachable {
    polls++;
    alignment.update(poll, path(), graph);
    Optional<SubtaskId> open = questions.flatMap(asked -> asked.in(job));
    if (open.isPresent()) {
      questions.get().answered(look.update(poll, path(), open.get(), at));
    }
  }

  /** The operators in the order in which to read them, those first that the last poll did not come to. */
  List<Operator> inTurn(Topology graph) {
    List<Operator> operators = new ArrayList<>(graph.operators());
    Collections.rotate(operators, operators.isEmpty() ? 0 : -(firstVertex % operators.size()));
    return operators;
  }

  /** This poll came to so many operators, and not to all. */
  void leftOffAfter(int operators) {
    firstVertex += operators;
  }

  Alignment alignment() {
    return alignment;
  }

  /** The time of a subtask grows with every renewal; where Flink does not know all of it, there is nothing to tell by. */
  boolean isNews(SubtaskId id, Subtask subtask) {
    return subtask.busy().isEmpty()
        || before(id, subtask).filter(last -> last.subtask().told() == subtask.told()).isEmpty();
  }

  /** What was read of the same attempt last. */
  Optional<Seen> before(SubtaskId id, Subtask subtask) {
    return Optional.ofNullable(seen.get(id)).filter(last -> last.subtask().attempt() == subtask.attempt());
  }

  void remember(SubtaskId id, Subtask subtask, Instant at) {
    seen.put(id, new Seen(subtask, at));
  }

  /** What flame graphs told of a subtask so far; empty where they may not be asked for. */
  Optional<StackReading> stacks(SubtaskId id) {
    return questions.map(asked -> look.of(id));
  }

  /**
   * Asked for until it is known, and again now and then: a source registers its metrics when it likes, and not in a
   * subtask that has nothing to read from. The names of all subtasks together are each listed once.
   */
  String sourceName(RestPoll poll, Operator operator, String vertexPath) throws Unreachable {
    if (!operator.isSource()) {
      return "";
    }
    String known = sourceNames.getOrDefault(operator.id(), "");
    if (known.isEmpty() && (polls - 1) % ASK_AGAIN_AFTER_POLLS < 2) {
      known = SubtaskMetrics.sourceIn(poll.metricNames(vertexPath + "/subtasks/metrics"));
      sourceNames.put(operator.id(), known);
    }
    return known;
  }
}
