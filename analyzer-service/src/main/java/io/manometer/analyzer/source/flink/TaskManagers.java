package io.manometer.analyzer.source.flink;

import io.manometer.rules.model.WorkerReading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Readings of TaskManagers as JVMs; several jobs may run in the same. */
final class TaskManagers {

  private static final String CPU = "Status.JVM.CPU.Time";

  /** Collectors whose bean counts time in which all threads stand still; others count concurrent work as well. */
  private static final Set<String> PAUSING = Set.of(
      "G1_Young_Generation", "G1_Old_Generation", "PS_Scavenge", "PS_MarkSweep", "Copy", "MarkSweepCompact",
      "ParNew", "ZGC_Pauses", "ZGC_Major_Pauses", "ZGC_Minor_Pauses", "Shenandoah_Pauses");
  private static final Set<String> CONCURRENT = Set.of(
      "G1_Concurrent_GC", "ConcurrentMarkSweep", "ZGC_Cycles", "ZGC_Major_Cycles", "ZGC_Minor_Cycles",
      "Shenandoah_Cycles");

  private final RestPoll poll;
  private final String runtime;
  private final Map<String, Optional<WorkerReading>> known = new HashMap<>();

  /** Those of one poll. */
  TaskManagers(RestPoll poll, String runtime) {
    this.poll = poll;
    this.runtime = runtime;
  }

  /**
   * A TaskManager's reading, asked for once in a poll. It holds little more than the id where the poll has no requests left
   * for it.
   *
   * @return empty for one that Flink no longer knows
   */
  Optional<WorkerReading> reading(String id) throws Unreachable {
    Optional<WorkerReading> reading = known.get(id);
    if (reading == null) {
      reading = poll.spent()
          ? Optional.of(reading(id, MissingNode.getInstance(), Optional.empty(), runtime))
          : asked(id);
      known.put(id, reading);
    }
    return reading;
  }

  private Optional<WorkerReading> asked(String id) throws Unreachable {
    Optional<JsonNode> details = poll.get("/taskmanagers/" + id);
    if (details.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> metrics = poll.metrics("/taskmanagers/" + id + "/metrics", List.of(CPU));
    return Optional.of(reading(id, details.get(), number(metrics.get(CPU)), runtime));
  }

  private static WorkerReading reading(String id, JsonNode details, Optional<Long> cpuNanos, String runtime) {
    JsonNode metrics = details.path("metrics");
    JsonNode collectors = metrics.path("garbageCollectors");
    return new WorkerReading(
        id,
        id,
        host(details.path("path").asString("")).orElse(id),
        -1,
        Optional.of(runtime),
        positive(details.path("hardware").path("cpuCores")).map(Long::intValue),
        Optional.empty(),
        pauses(collectors, "time"),
        pauses(collectors, "count"),
        positive(metrics.path("heapUsed")),
        Optional.empty(),
        positive(metrics.path("heapMax")),
        Optional.empty(),
        cpuNanos,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The host in an address such as {@code pekko.tcp://flink@10.0.0.1:6122/user/rpc/taskmanager_0}. */
  private static Optional<String> host(String address) {
    int at = address.indexOf('@');
    int colon = address.indexOf(':', Math.max(0, at));
    return at > 0 && colon > at ? Optional.of(address.substring(at + 1, colon)) : Optional.empty();
  }

  /** Empty when there is a collector of which it is not known whether its time is pauses. */
  private static Optional<Long> pauses(JsonNode collectors, String field) {
    long sum = 0;
    boolean known = false;
    for (JsonNode collector : collectors) {
      String name = collector.path("name").asString("");
      if (name.equals("All") || CONCURRENT.contains(name)) {
        continue;
      }
      if (!PAUSING.contains(name)) {
        return Optional.empty();
      }
      known = true;
      sum += collector.path(field).asLong(0);
    }
    return known ? Optional.of(sum) : Optional.empty();
  }

  private static Optional<Long> positive(JsonNode value) {
    return value.isNumber() && value.asLong() > 0 ? Optional.of(value.asLong()) : Optional.empty();
  }

  private static Optional<Long> number(String value) {
    try {
      return value == null ? Optional.empty() : Optional.of(Long.parseLong(value)).filter(n -> n > 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
