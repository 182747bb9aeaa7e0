package io.manometer.analyzer.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.wire.Metric;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is shipped for Prometheus and Grafana speaks of metrics that the agent really serves. */
class DeployedFilesTest {

  private static final Map<String, Metric> SERVED =
      Arrays.stream(Metric.values()).collect(Collectors.toMap(Metric::seriesName, Function.identity()));
  private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job", "alertname", "alertstate");
  private static final Pattern SERIES = Pattern.compile("(?<![:\\w])(manometer_\\w+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*[!=]~?\\s*\"");
  private static final Pattern GROUPING = Pattern.compile("(?:\\bby|\\bon|group_left)\\s*\\(([^)]*)\\)");

  @ParameterizedTest
  @ValueSource(strings = {"prometheus/manometer-rules.yml", "prometheus/manometer-rules-test.yml",
      "grafana/manometer-dashboard.json"})
  void everyMetricAndLabelIsInTheCatalogue(String file) {
    String text = Deployed.text(Deployed.FOLDER.resolve(file)).replace("\\\"", "\"");
    Matcher series = SERIES.matcher(text);
    int found = 0;
    while (series.find()) {
      found++;
      Metric metric = SERVED.get(series.group(1));
      assertThat(metric).as(series.group(1) + " in " + file).isNotNull();
      Matcher label = MATCHER.matcher(series.group(2) == null ? "" : series.group(2));
      while (label.find()) {
        assertThat(metric.labels().contains(label.group(1)) || OF_PROMETHEUS.contains(label.group(1)))
            .as(label.group() + " of " + metric.seriesName() + " in " + file).isTrue();
      }
    }
    assertThat(found).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prometheus/manometer-rules.yml", "grafana/manometer-dashboard.json"})
  void whatIsGroupedAndJoinedByAreLabels(String file) {
    Set<String> known = Arrays.stream(Metric.values()).flatMap(m -> m.labels().stream()).collect(Collectors.toSet());
    known.addAll(OF_PROMETHEUS);
    Matcher grouping = GROUPING.matcher(Deployed.text(Deployed.FOLDER.resolve(file)));
    while (grouping.find()) {
      for (String label : grouping.group(1).split(",")) {
        assertThat(label.isBlank() || known.contains(label.strip())).as(grouping.group() + " in " + file).isTrue();
      }
    }
  }

  @Test
  void everyAlertLinksToTheRunbookThatTheAnalyzerServesAndIsExplainedThere() {
    String rules = Deployed.text(Deployed.PROMETHEUS.resolve("manometer-rules.yml"));
    String runbook = Deployed.text(Deployed.FOLDER.resolveSibling("docs").resolve("alerts.md"));
    List<String> alerts = found(rules, "- alert: (\\w+)");
    assertThat(alerts).isNotEmpty().allSatisfy(alert -> assertThat(runbook).contains("\n| `" + alert + "` |"));
    assertThat(found(rules, "runbook_url: (.*)")).hasSameSizeAs(alerts)
        .containsOnly("http://127.0.0.1:8085" + Runbook.PATH);
  }

  private static List<String> found(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }

  @Test
  void theDashboardCanBeImportedAnywhere() {
    JsonNode dashboard = Deployed.dashboard();
    assertThat(dashboard.get("id").isNull()).isTrue();
    assertThat(dashboard.get("uid").asString()).isEqualTo("manometer");
    assertThat(dashboard.get("schemaVersion").asInt()).isBetween(39, 42);
    JsonNode first = dashboard.get("templating").get("list").get(0);
    assertThat(first.get("name").asString()).isEqualTo("datasource");
    assertThat(first.get("type").asString()).isEqualTo("datasource");
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : Deployed.each(dashboard.get("panels"))) {
      assertThat(ids.add(panel.get("id").asInt())).as("id of " + panel.get("title")).isTrue();
    }
    for (JsonNode panel : Deployed.panels()) {
      assertThat(panel.get("datasource").get("uid").asString()).isEqualTo("${datasource}");
      assertThat(Deployed.each(panel.get("targets"))).isNotEmpty()
          .allSatisfy(t -> assertThat(t.get("datasource").get("uid").asString()).isEqualTo("${datasource}"));
    }
  }

  @Test
  void noTwoPanelsLieOnEachOther() {
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : Deployed.each(Deployed.dashboard().get("panels"))) {
      JsonNode at = panel.get("gridPos");
      for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
        for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
          assertThat(taken.add(x + "," + y)).as(panel.get("title").asString() + " at " + x + "," + y).isTrue();
          assertThat(x).isLessThan(24);
        }
      }
    }
  }

  @Test
  void everyVariableThatAQueryUsesIsDeclared() {
    Set<String> declared = Deployed.each(Deployed.dashboard().get("templating").get("list")).stream()
        .map(v -> v.get("name").asString()).collect(Collectors.toSet());
    declared.add("__rate_interval");
    for (Deployed.Query query : Deployed.queries()) {
      Matcher variable = Pattern.compile("\\$\\{?(\\w+)").matcher(query.expr());
      while (variable.find()) {
        assertThat(declared).as(query.where()).contains(variable.group(1));
      }
    }
  }
}
