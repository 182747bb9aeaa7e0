package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.source.flink.VertexAnswer.Subtask;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class VertexAnswerTest {

  private static final String KNOWN = """
      {"subtask": 0, "status": "RUNNING", "attempt": 2, "taskmanager-id": "tm-1", "metrics": {
        "read-bytes": 10, "read-bytes-complete": true, "write-bytes": 0, "write-bytes-complete": true,
        "read-records": 7, "read-records-complete": true, "write-records": 9, "write-records-complete": false,
        "accumulated-backpressured-time": 100, "accumulated-idle-time": 200, "accumulated-busy-time": 700.0}}""";

  @Test
  void theAccumulatedTimesAreTheSubtasksAge() {
    Subtask subtask = only(KNOWN);
    assertThat(subtask.told()).isEqualTo(1000);
    assertThat(subtask.busy()).contains(700L);
    assertThat(subtask.attempt()).isEqualTo(2);
  }

  @Test
  void aCountThatIsNotCompleteIsAbsent() {
    assertThat(only(KNOWN).readRecords()).contains(7L);
    assertThat(only(KNOWN).writeRecords()).isEmpty();
  }

  @Test
  void aBusyTimeThatIsNotANumberIsAbsentAndNotZero() {
    assertThat(only(KNOWN.replace("700.0", "\"NaN\"")).busy()).isEmpty();
    assertThat(only(KNOWN.replace("\"accumulated-busy-time\": 700.0", "\"other\": 1")).busy()).isEmpty();
  }

  @Test
  void aSubtaskWithoutMetricsYetIsNotSeen() {
    String zeros = KNOWN.replace("true", "false").replace("100", "0").replace("200", "0").replace("700.0", "0.0");
    assertThat(subtasks(zeros)).isEmpty();
  }

  @Test
  void aSubtaskThatDoesNotRunOrHasNoPlaceIsNotSeen() {
    assertThat(subtasks(KNOWN.replace("RUNNING", "INITIALIZING"))).isEmpty();
    assertThat(subtasks(KNOWN.replace("tm-1", "(unassigned)"))).isEmpty();
  }

  private static Subtask only(String subtask) {
    return subtasks(subtask).get(0);
  }

  private static List<Subtask> subtasks(String subtask) {
    return VertexAnswer.of(new JsonMapper().readTree("{\"subtasks\": [" + subtask + "]}")).subtasks();
  }
}
