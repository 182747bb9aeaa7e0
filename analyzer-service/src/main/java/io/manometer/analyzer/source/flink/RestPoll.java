package io.manometer.analyzer.source.flink;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/**
 * The requests of one poll, one after the other and no more than a JobManager answers in passing. What does not fit is
 * answered as absent and left for the next poll.
 */
final class RestPoll {

  /** Flink refuses a request line above 4,096 characters. */
  private static final int LONGEST_PATH = 3_500;

  private final FlinkRest rest;
  private final LongSupplier nanos;
  private final long begun;
  private final long deadline;
  private final int most;
  private int left;

  RestPoll(FlinkRest rest, int mostRequests, long deadlineNanos, LongSupplier nanos) {
    this.rest = rest;
    this.most = mostRequests;
    this.left = mostRequests;
    this.begun = nanos.getAsLong();
    this.deadline = deadlineNanos;
    this.nanos = nanos;
  }

  /** Whether no further request will be made. */
  boolean spent() {
    return left <= 0 || nanos.getAsLong() - deadline > 0;
  }

  /** Whether this share of the requests was made, or this share of the time has passed. */
  boolean spent(double share) {
    return most - left >= share * most || nanos.getAsLong() - begun >= share * (deadline - begun);
  }

  /** The answer; empty when Flink has none, or when the poll is spent. */
  Optional<JsonNode> get(String path) throws Unreachable {
    if (spent()) {
      return Optional.empty();
    }
    left--;
    return rest.get(path);
  }

  /** A list without which there is nothing to poll. */
  JsonNode list(String path, String name) throws Unreachable {
    left--;
    return rest.list(path, name);
  }

  /** Metrics by name, from an endpoint that takes {@code ?get=}; names that Flink does not know are left out. */
  Map<String, String> metrics(String path, List<String> names) throws Unreachable {
    Map<String, String> values = new HashMap<>();
    StringBuilder chunk = new StringBuilder();
    for (String name : names) {
      String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
      if (chunk.length() > 0 && path.length() + chunk.length() + encoded.length() > LONGEST_PATH) {
        collect(path, chunk, values);
      }
      chunk.append(chunk.isEmpty() ? "" : "%2C").append(encoded);
    }
    if (!chunk.isEmpty()) {
      collect(path, chunk, values);
    }
    return values;
  }

  /** Names of the metrics that an endpoint has. */
  List<String> metricNames(String path) throws Unreachable {
    List<String> names = new ArrayList<>();
    get(path).ifPresent(list -> list.forEach(metric -> names.add(metric.path("id").asString(""))));
    return names;
  }

  private void collect(String path, StringBuilder chunk, Map<String, String> values) throws Unreachable {
    get(path + "?get=" + chunk).ifPresent(list -> list.forEach(
        metric -> values.put(metric.path("id").asString(""), metric.path("value").asString(""))));
    chunk.setLength(0);
  }
}
