package io.manometer.analyzer.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.DocumentedFile;
import io.manometer.analyzer.SampleReport;
import io.manometer.analyzer.TestAgent;
import io.manometer.analyzer.cycle.CycleHealth;
import io.manometer.analyzer.history.ReportJson;
import io.manometer.analyzer.source.AgentPushSource;
import io.manometer.analyzer.source.AskedServer;
import io.manometer.rules.engine.StandardRules;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
  void theExampleOfTheStatusIsWhatTheCodeWrites() throws IOException {
    CycleHealth cycle = new CycleHealth(3600, 4.21, 61.5, 1, 0, null, null, 0);
    List<StatusController.Source> sources = List.of(
        new StatusController.Source("agents", null),
        new StatusController.Source("prometheus", AskedServer.at(
            URI.create("http://prometheus:9090"), "a Prometheus, Thanos or Mimir", "prometheus.token-file", false)
            .refused("/api/v1/query", 401, "")));
    DocumentedFile.at("api.md").holds("status", block(ReportJson.mapper(), new StatusController.Status(
        "1.0.0", 3_605, cycle, sources, new AgentPushSource.Counters(7_200, 0, 0, 2, 18_400), 0,
        new StatusController.Memory(104_857_600, 536_870_912))));
  }

  @Test
  void theExampleOfASnapshotIsOneThatIsTaken() throws IOException {
    TestAgent agent = new TestAgent("worker-1", "orders-1", "orders")
        .operator("v1", "read", 1, 0.1, 0.7, 1_000).operator("v2", "write", 1, 0.0, 0.0, 1_000);
    DocumentedFile.at("api.md").holds("snapshot", block(JsonMapper.shared(), agent.next()));
  }

  @Test
  void thePageTellsTheCausesThatAreJudgedFromThoseThatAreReserved() throws IOException {
    String[] halves = Files.readString(Path.of("..", "docs", "api.md"))
        .split("`cause` is one of")[1].split("\n\n")[0].split("Reserved");
    Set<Cause> judged = EnumSet.of(Cause.MIXED, Cause.UNKNOWN);
    StandardRules.causes().forEach(rule -> judged.add(rule.cause()));
    assertThat(causes(halves[0])).containsExactlyInAnyOrderElementsOf(judged);
    assertThat(causes(halves[1])).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(judged)));
  }

  private static List<Cause> causes(String text) {
    return Pattern.compile("`([A-Z_]+)`").matcher(text).results().map(name -> Cause.valueOf(name.group(1))).toList();
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
