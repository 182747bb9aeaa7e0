package io.manometer.analyzer.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of {@code deploy/}. */
final class Deployed {

  static final Path FOLDER = Path.of("..", "deploy").toAbsolutePath().normalize();
  static final Path PROMETHEUS = FOLDER.resolve("prometheus");
  static final Path ALERTMANAGER = FOLDER.resolve("alertmanager");

  private Deployed() {}

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode dashboard() {
    return JsonMapper.shared().readTree(text(FOLDER.resolve("grafana/manometer-dashboard.json")));
  }

  static List<JsonNode> panels() {
    return each(dashboard().get("panels")).stream().filter(p -> !p.get("type").asString().equals("row")).toList();
  }

  static List<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** A query of the dashboard and where it stands. */
  record Query(String where, String expr) {}

  static List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : each(panel.get("targets"))) {
        String where = panel.get("title").asString() + " " + target.get("refId").asString();
        queries.add(new Query(where, target.get("expr").asString()));
      }
    }
    return queries;
  }
}
