package io.manometer.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

class AnswerTest {

  @Test
  void theFirstDiagnosisOfTheReportIsTheAnswer() {
    Answer answer = of("""
        {"health": "BOTTLENECK", "diagnoses": [
          {"operator": {"id": "2", "name": "b"}, "chainOperator": null, "cause": "SYNC_IO", "confidence": "MEDIUM"},
          {"operator": {"id": "3", "name": "c"}, "cause": "CPU_BOUND", "confidence": "LOW"}]}""");
    assertThat(answer).isEqualTo(new Answer("BOTTLENECK", "b", null, "SYNC_IO", "MEDIUM"));
    assertThat(answer.decided()).isTrue();
  }

  @Test
  void aReportWithoutDiagnosesNamesNothing() {
    Answer answer = of("{\"health\": \"HEALTHY\", \"diagnoses\": []}");
    assertThat(answer.namesRootCause()).isFalse();
    assertThat(answer.decided()).isTrue();
  }

  @Test
  void anUnknownCauseAndTooLittleDataAreNoDecisions() {
    assertThat(of("{\"health\": \"INSUFFICIENT_DATA\", \"diagnoses\": []}").decided()).isFalse();
    assertThat(of("{\"health\": \"BOTTLENECK\", \"diagnoses\": [{\"cause\": \"UNKNOWN\"}]}").decided()).isFalse();
  }

  private static Answer of(String json) {
    return Answer.of(new ObjectMapper().readTree(json));
  }
}
