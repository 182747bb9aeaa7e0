package io.manometer.scenarios.cli;

import io.manometer.scenarios.Expectation;
import io.manometer.scenarios.Expectation.Bottleneck;
import io.manometer.scenarios.run.Answer;
import io.manometer.scenarios.run.RunResult;
import io.manometer.scenarios.run.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/** A result as JSON: one line with the outcome, and all that was measured for a file. */
public final class ResultJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultJson() {}

  /** The outcome; operator and cause are null where there is, or should be, no bottleneck. */
  public static String line(RunResult result) {
    return JSON.writeValueAsString(outcome(result));
  }

  /** All that was measured, for a file. */
  public static String details(RunResult result) {
    Map<String, Object> details = outcome(result);
    details.put("health", result.answer().health());
    details.put("chainOperator", result.answer().chainOperator());
    details.put("measured", result.before());
    details.put("timeline", timeline(result.timeline()));
    if (result.fix() != null) {
      details.put("measuredAfterFix", result.fix().after());
      details.put("timelineAfterFix", timeline(result.fix().timeline()));
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(details);
  }

  private static Map<String, Object> outcome(RunResult result) {
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("scenario", result.scenario().name());
    outcome.put("expected", expected(result.scenario().expected()));
    outcome.put("diagnosed", diagnosed(result.answer()));
    outcome.put("secondsToOperator", result.secondsToOperator());
    outcome.put("secondsToCause", result.secondsToCause());
    outcome.put("correct", result.correct());
    if (result.fix() != null) {
      outcome.put("fix", fix(result));
    }
    return outcome;
  }

  private static Map<String, Object> expected(Expectation expected) {
    Map<String, Object> json = new LinkedHashMap<>();
    Bottleneck bottleneck = expected instanceof Bottleneck named ? named : null;
    json.put("operator", bottleneck == null ? null : bottleneck.operator());
    json.put("cause", bottleneck == null ? null : bottleneck.cause());
    return json;
  }

  private static Map<String, Object> diagnosed(Answer answer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("operator", answer.operator());
    json.put("cause", answer.cause());
    json.put("confidence", answer.confidence());
    return json;
  }

  private static Map<String, Object> fix(RunResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bottleneckGone", result.fix().bottleneckGone());
    json.put("afterChange", result.fix().verdict());
    json.put("secondsUntilGone", result.fix().secondsUntilGone());
    json.put("recordsPerSecondBefore", result.before().recordsPerSecond());
    json.put("recordsPerSecondAfter", result.fix().after().recordsPerSecond());
    return json;
  }

  private static List<Map<String, Object>> timeline(Timeline timeline) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Timeline.Entry entry : timeline.changes()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("seconds", entry.at().toMillis() / 1000.0);
      json.put("health", entry.answer().health());
      json.put("operator", entry.answer().operator());
      json.put("chainOperator", entry.answer().chainOperator());
      json.put("cause", entry.answer().cause());
      json.put("confidence", entry.answer().confidence());
      entries.add(json);
    }
    return entries;
  }
}
