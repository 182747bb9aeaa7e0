package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlignmentTest {

  private static final Operator LEFT = operator("left", Operator.Role.SOURCE);
  private static final Operator RIGHT = operator("right", Operator.Role.SOURCE);
  private static final Operator JOIN = operator("join", Operator.Role.SINK);
  private static final Edge QUICK = new Edge("e1", "left", "join", Edge.Partitioning.HASH);
  private static final Edge SLOW = new Edge("e2", "right", "join", Edge.Partitioning.HASH);
  private static final Topology GRAPH =
      new Topology("job", "job", "flink", List.of(LEFT, RIGHT, JOIN), List.of(QUICK, SLOW), Optional.empty());

  private final Map<String, String> answers = new HashMap<>();
  private final Alignment alignment = new Alignment();

  @Test
  void theInputWhoseBarrierCameFirstStoodForTheWholeAlignment() throws Exception {
    update();
    checkpoint(1, 0, 700, 900, 600);
    update(1);
    assertThat(alignment.nanos(QUICK, 0)).contains(600_000_000L);
    assertThat(alignment.nanos(SLOW, 0)).contains(0L);
  }

  @Test
  void theStartDelayIsThatOfTheLastCheckpointAlsoWhereTwoCompletedAtOnce() throws Exception {
    update();
    checkpoint(1, 0, 700, 900, 600);
    checkpoint(2, 5, 50, 120, 40);
    update(2, 1);
    assertThat(alignment.startDelayMillis(JOIN, 0)).contains(120L);
    assertThat(alignment.startDelayMillis(RIGHT, 0)).contains(50L);
    assertThat(alignment.startDelayMillis(JOIN, 1)).isEmpty();
  }

  @Test
  void aCheckpointThatCompletedBeforeTheJobWasWatchedTellsNothing() throws Exception {
    checkpoint(1, 0, 700, 900, 600);
    update(1);
    update(1);
    assertThat(alignment.nanos(QUICK, 0)).contains(0L);
    assertThat(alignment.startDelayMillis(JOIN, 0)).isEmpty();
  }

  @Test
  void checkpointsAreCountedAnewWhereTheJobBeganAnewWithTheirNumbers() throws Exception {
    update();
    checkpoint(1, 0, 700, 900, 600);
    update(1);
    update();
    checkpoint(1, 0, 700, 900, 200);
    update(1);
    assertThat(alignment.nanos(QUICK, 0)).contains(800_000_000L);
  }

  @Test
  void anInputThatNothingIsToldOfIsNotTakenForOneThatStood() throws Exception {
    update();
    checkpoint(1, 0, 700, 900, 600);
    answers.remove("/jobs/job/checkpoints/details/1/subtasks/left");
    update(1);
    assertThat(alignment.nanos(QUICK, 0)).contains(0L);
  }

  @Test
  void aJoinThatIsBeforeAnotherIsAskedAboutOnce() throws Exception {
    assertThat(askedForACheckpointOf(joins(10))).isEqualTo(1 + 10 + 11);
  }

  @Test
  void moreJoinsThanAPollHasRequestsForAreNotAskedAbout() throws Exception {
    Topology many = joins(60);
    assertThat(askedForACheckpointOf(many)).isZero();
    assertThat(alignment.nanos(many.edges().get(0), 0)).isEmpty();
  }

  /** So many joins, each but the first of the one before and of a source of its own. */
  private static Topology joins(int count) {
    List<Operator> operators = new ArrayList<>(List.of(operator("s0", Operator.Role.SOURCE)));
    List<Edge> edges = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      operators.add(operator("s" + i, Operator.Role.SOURCE));
      operators.add(operator("j" + i, Operator.Role.INNER));
      edges.add(new Edge("a" + i, i == 1 ? "s0" : "j" + (i - 1), "j" + i, Edge.Partitioning.HASH));
      edges.add(new Edge("b" + i, "s" + i, "j" + i, Edge.Partitioning.HASH));
    }
    return new Topology("job", "job", "flink", operators, edges, Optional.empty());
  }

  private int askedForACheckpointOf(Topology graph) throws Exception {
    answers.put("/jobs/job/checkpoints", "{\"history\":[]}");
    try (AnsweringJobManager cluster = new AnsweringJobManager(path -> Optional.ofNullable(answers.get(path)));
        FlinkRest rest = cluster.client()) {
      alignment.update(new RestPoll(rest, 400, Long.MAX_VALUE, () -> 0), "/jobs/job", graph);
      int before = cluster.asked();
      answers.put("/jobs/job/checkpoints", "{\"history\":[{\"id\":1,\"status\":\"COMPLETED\"}]}");
      alignment.update(new RestPoll(rest, 400, Long.MAX_VALUE, () -> 0), "/jobs/job", graph);
      return cluster.asked() - before;
    }
  }

  /** One poll that finds these checkpoints complete, the newest first. */
  private void update(int... completed) throws Exception {
    StringBuilder history = new StringBuilder();
    for (int id : completed) {
      history.append(history.isEmpty() ? "" : ",").append("{\"id\":" + id + ",\"status\":\"COMPLETED\"}");
    }
    answers.put("/jobs/job/checkpoints", "{\"history\":[" + history + "]}");
    try (AnsweringJobManager cluster = new AnsweringJobManager(path -> Optional.ofNullable(answers.get(path)));
        FlinkRest rest = cluster.client()) {
      alignment.update(new RestPoll(rest, 100, Long.MAX_VALUE, () -> 0), "/jobs/job", GRAPH);
    }
  }

  private void checkpoint(int id, long left, long right, long join, long aligned) {
    String path = "/jobs/job/checkpoints/details/" + id + "/subtasks/";
    answers.put(path + "left", subtasks(left, 0));
    answers.put(path + "right", subtasks(right, 0));
    answers.put(path + "join", subtasks(join, aligned));
  }

  private static String subtasks(long startDelay, long aligned) {
    return "{\"subtasks\":[{\"index\":0,\"status\":\"completed\",\"start_delay\":" + startDelay
        + ",\"alignment\":{\"duration\":" + aligned + "}}]}";
  }

  private static Operator operator(String id, Operator.Role role) {
    return new Operator(id, id, 1, Optional.empty(), role, List.of());
  }
}
