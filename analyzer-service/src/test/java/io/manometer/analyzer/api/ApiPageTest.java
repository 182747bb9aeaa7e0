package io.manometer.analyzer.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.DocumentedFile;
import io.manometer.analyzer.SampleReport;
import io.manometer.analyzer.TestAgent;
import io.manometer.analyzer.history.ReportJson;
import io.manometer.rules.report.Report;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ApiPageTest {

  private static final Report REPORT = SampleReport.at(SampleReport.AT);

  @Test
  void theExampleOfAReportIsWhatTheCodeWrites() throws IOException {
    DocumentedFile.at("api.md").holds("report", block(ReportJson.mapper(), REPORT));
  }

  @Test
  void theExampleOfTheListOfJobsIsWhatTheCodeWrites() throws IOException {
    DocumentedFile.at("api.md").holds("jobs", block(ReportJson.mapper(), List.of(JobsController.JobLine.of(REPORT))));
  }

  @Test
  void theExampleOfASnapshotIsOneThatIsTaken() throws IOException {
    TestAgent agent = new TestAgent("worker-1", "orders-1", "orders")
        .operator("v1", "read", 1, 0.1, 0.7, 1_000).operator("v2", "write", 1, 0.0, 0.0, 1_000);
    DocumentedFile.at("api.md").holds("snapshot", block(JsonMapper.shared(), agent.next()));
  }

  @Test
  void whatIsWrittenCanBeReadAgain() {
    assertThat(ReportJson.read(ReportJson.write(REPORT))).isEqualTo(REPORT);
  }

  @Test
  void aReportThatWasKeptBeforeReportsToldOfEventsCanBeReadAndHasNone() {
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(ReportJson.write(REPORT));
    json.remove("events");
    assertThat(ReportJson.read(JsonMapper.shared().writeValueAsBytes(json)).events()).isEmpty();
  }

  @Test
  void durationsAreMillisecondsInstantsAreIsoAndWhatIsNotKnownIsNull() {
    JsonNode json = JsonMapper.shared().readTree(ReportJson.write(REPORT));
    assertThat(json.get("windowMillis").asLong()).isEqualTo(10_000);
    assertThat(json.at("/coverage/dataAgeMillis").asLong()).isEqualTo(640);
    assertThat(json.get("at").asString()).isEqualTo("2026-03-01T12:04:30.250Z");
    assertThat(json.get("headroom").isNull()).isTrue();
    assertThat(json.at("/diagnoses/0/chainOperator").isNull()).isTrue();
    assertThat(json.at("/diagnoses/0/subject/kind").asString()).isEqualTo("OPERATOR");
    assertThat(json.at("/diagnoses/0").propertyNames()).containsExactlyInAnyOrder(
        "subject", "operator", "subtasks", "chainOperator", "cause", "confidence", "summary", "since", "evidence",
        "remedies", "gain", "nextBottleneck");
  }

  private static String block(JsonMapper mapper, Object value) {
    return "```json\n" + mapper.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n```\n";
  }
}
