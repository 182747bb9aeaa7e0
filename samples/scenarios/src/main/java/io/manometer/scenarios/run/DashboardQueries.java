package io.manometer.scenarios.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the shipped dashboard and rules ask of a Prometheus, asked of one that scrapes the agents of a job. */
public final class DashboardQueries {

  private static final Path DASHBOARD = Path.of("deploy/grafana/manometer-dashboard.json");
  private static final Path RULES = Path.of("deploy/prometheus/manometer-rules.yml");
  private static final String WINDOW = "10s";

  private final String prometheus;

  /** @param prometheus its address */
  public DashboardQueries(String prometheus) {
    this.prometheus = prometheus;
  }

  /** A rate over a minute says little in the first one; the rules are the same otherwise. */
  static String rules() {
    String rules = text(RULES);
    if (!rules.contains("_total[1m]")) {
      throw new IllegalStateException("no rule has a rate over a minute");
    }
    return rules.replace("_total[1m]", "_total[" + WINDOW + "]");
  }

  /** The queries of panels and variables that have no answer, each with its place. */
  public List<String> unanswered() {
    List<String> empty = new ArrayList<>();
    for (JsonNode panel : dashboard().get("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String query = target.get("expr").asString().replace("$__rate_interval", WINDOW)
            .replaceAll("\\$(job_id|job_name|task_name|subtask)\\b", ".*");
        if (result(query).isEmpty()) {
          empty.add(panel.get("title").asString() + ": " + query);
        }
      }
    }
    for (JsonNode variable : dashboard().get("templating").get("list")) {
      Matcher values =
          Pattern.compile("label_values\\((.*), (\\w+)\\)").matcher(variable.path("definition").asString(""));
      if (values.matches() && values(values.group(1).replaceAll("\\$\\w+", ".*"), values.group(2)).isEmpty()) {
        empty.add("variable " + variable.get("name").asString());
      }
    }
    return empty;
  }

  public int queries() {
    int count = 0;
    for (JsonNode panel : dashboard().get("panels")) {
      count += panel.path("targets").size();
    }
    return count;
  }

  /** Rules that failed, and those that record and have recorded nothing. */
  List<String> rulesWithoutResult() {
    List<String> bad = new ArrayList<>();
    for (JsonNode group : Http.json(prometheus + "/api/v1/rules").get("data").get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        String name = rule.get("name").asString();
        boolean records = rule.get("type").asString().equals("recording");
        if (!rule.get("health").asString().equals("ok") || records && result(name).isEmpty()) {
          bad.add(name + ": " + rule.get("health").asString() + " " + rule.path("lastError").asString(""));
        }
      }
    }
    return bad;
  }

  /** The operators that an alerting rule points at, pending or firing. */
  List<String> alerted(String rule) {
    List<String> operators = new ArrayList<>();
    result("ALERTS{alertname=\"" + rule + "\"}")
        .forEach(series -> operators.add(series.get("metric").path("task_name").asString("")));
    return operators;
  }

  private List<String> values(String selector, String label) {
    List<String> values = new ArrayList<>();
    Http.json(prometheus + "/api/v1/label/" + label + "/values?match[]=" + Http.encoded(selector)).get("data")
        .forEach(value -> values.add(value.asString()));
    return values;
  }

  private JsonNode result(String query) {
    return Http.json(prometheus + "/api/v1/query?query=" + Http.encoded(query)).get("data").get("result");
  }

  private static JsonNode dashboard() {
    return JsonMapper.shared().readTree(text(DASHBOARD));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
