package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shipped rules and the dashboard's queries in a real Prometheus that scrapes two workers. */
@Execution(ExecutionMode.CONCURRENT)
class DeployedPrometheusIT {

  @TempDir static Path folder;

  private static final List<CataloguePage> WORKERS = new ArrayList<>();
  private static RealPart prometheus;
  private static String url;

  @BeforeAll
  static void start() throws Exception {
    Path program = RealPart.program("prometheus");
    WORKERS.add(new CataloguePage(0));
    WORKERS.add(new CataloguePage(1));
    String targets = String.join("\", \"", WORKERS.stream().map(CataloguePage::address).toList());
    Path rules = Files.writeString(
        folder.resolve("rules.yml"), sooner(Deployed.text(Deployed.PROMETHEUS.resolve("manometer-rules.yml"))));
    Path config = Files.writeString(folder.resolve("prometheus.yml"), """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ["%s"]
        scrape_configs:
          - job_name: manometer-agents
            static_configs: [{targets: ["%s"]}]
        """.formatted(rules, targets));
    url = "http://127.0.0.1:" + RealPart.freePort();
    prometheus = RealPart.start(folder.resolve("prometheus.log"), List.of(program.toString(), "--config.file=" + config,
        "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=" + url.substring("http://".length())));
    prometheus.untilReady(url + "/-/ready");
    Await.until("rates can be taken of both workers",
        () -> result("rate(manometer_task_busy_seconds_total[5s])").size() >= 6);
  }

  /** A rate over a minute says little in the first one; the rules are the same otherwise. */
  private static String sooner(String rules) {
    assertThat(rules).contains("_total[1m]");
    return rules.replace("_total[1m]", "_total[5s]");
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    WORKERS.forEach(CataloguePage::close);
  }

  @Test
  void everyQueryOfTheDashboardHasAnAnswer() {
    for (Deployed.Query query : Deployed.queries()) {
      String expr = query.expr().replace("$__rate_interval", "5s")
          .replaceAll("\\$(job_id|job_name|task_name|subtask)\\b", ".*");
      assertThat(expr).as(query.where()).doesNotContain("$");
      assertThat(result(expr)).as(query.where() + ": " + expr).isNotEmpty();
    }
  }

  @Test
  void linesAreNamedByWhatTheirLegendSays() {
    for (JsonNode panel : Deployed.panels()) {
      for (JsonNode target : Deployed.each(panel.get("targets"))) {
        String expr = target.get("expr").asString().replace("$__rate_interval", "5s")
            .replaceAll("\\$(job_id|task_name|subtask)\\b", ".*");
        Matcher label = Pattern.compile("\\{\\{(\\w+)}}").matcher(target.get("legendFormat").asString());
        while (label.find()) {
          assertThat(result(expr)).allSatisfy(series ->
              assertThat(series.get("metric").propertyNames()).as(expr).contains(label.group(1)));
        }
      }
    }
  }

  @Test
  void everyVariableHasValues() {
    Pattern labelValues = Pattern.compile("label_values\\((.*), (\\w+)\\)");
    for (JsonNode variable : Deployed.each(Deployed.dashboard().get("templating").get("list"))) {
      if (!variable.get("type").asString().equals("query")) {
        continue;
      }
      Matcher query = labelValues.matcher(variable.get("definition").asString());
      assertThat(query.matches()).as(variable.get("name").asString()).isTrue();
      JsonNode values = get("/api/v1/label/" + query.group(2) + "/values?match[]="
          + encoded(query.group(1).replaceAll("\\$\\w+", ".*"))).get("data");
      assertThat(Deployed.each(values)).as(variable.get("name").asString()).isNotEmpty();
    }
  }

  @Test
  void theRulesRunWithoutErrorAndSeeTheBottleneckAndNoSymptomAsBusy() {
    Await.until("the bottleneck is pending", () -> !pending("ManometerTaskBottleneck").isEmpty());
    JsonNode groups = get("/api/v1/rules").get("data").get("groups");
    for (JsonNode rule : Deployed.each(groups.get(0).get("rules"))) {
      assertThat(rule.get("health").asString()).as("%s %s", rule.get("name"), rule.path("lastError")).isEqualTo("ok");
    }
    assertThat(pending("ManometerTaskBottleneck")).containsExactly("map of Orders");
    assertThat(pending("ManometerTaskBusy")).containsExactly("map of Orders");
    assertThat(pending("ManometerOutPoolFull")).containsExactlyInAnyOrder("src of Orders", "sink of Orders");
    assertThat(pending("ManometerAgentNotWhole")).isEmpty();
  }

  @Test
  void theQueryThatMarksBottlenecksIsUnderstood() {
    JsonNode annotation = Deployed.dashboard().get("annotations").get("list").get(0);
    JsonNode answer = answer(annotation.get("expr").asString().replace("$job_id", ".*"));
    assertThat(answer.get("status").asString()).isEqualTo("success");
  }

  private static List<String> pending(String alert) {
    return result("ALERTS{alertname=\"" + alert + "\"}").stream()
        .map(a -> a.get("metric"))
        .map(labels -> labels.path("task_id").asString() + " of " + labels.path("job_name").asString())
        .toList();
  }

  private static List<JsonNode> result(String expr) {
    JsonNode answer = answer(expr);
    assertThat(answer.get("status").asString()).as(expr + ": " + answer.path("error")).isEqualTo("success");
    return Deployed.each(answer.get("data").get("result"));
  }

  private static JsonNode answer(String expr) {
    return get("/api/v1/query?query=" + encoded(expr));
  }

  private static JsonNode get(String path) {
    return JsonMapper.shared().readTree(Http.get(url + path));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
