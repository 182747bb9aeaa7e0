package io.manometer.analyzer.source.flink;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An answer of {@code /jobs/ID/vertices/ID/flamegraph}: the stacks that a task's thread was seen with.
 *
 * @param endMillis when the last sample was taken; not positive while there are none
 */
record FlameGraph(long endMillis, List<Stack> stacks) {

  private static final long OFF = -2;

  FlameGraph {
    stacks = List.copyOf(stacks);
  }

  /** Frames as {@code class.method:line}, the outermost first, and how often exactly this stack was seen. */
  record Stack(List<String> frames, long count) {
    Stack {
      frames = List.copyOf(frames);
    }
  }

  static FlameGraph of(JsonNode answer) {
    List<Stack> stacks = new ArrayList<>();
    for (JsonNode outermost : answer.path("data").path("children")) {
      collect(outermost, new ArrayList<>(), stacks);
    }
    return new FlameGraph(answer.path("endTimestamp").asLong(0), stacks);
  }

  /** Whether the cluster takes no samples at all. */
  boolean isOff() {
    return endMillis == OFF;
  }

  private static void collect(JsonNode node, List<String> above, List<Stack> stacks) {
    above.add(node.path("name").asString(""));
    long own = node.path("value").asLong(0);
    for (JsonNode child : node.path("children")) {
      own -= child.path("value").asLong(0);
      collect(child, above, stacks);
    }
    if (own > 0) {
      stacks.add(new Stack(above, own));
    }
    above.remove(above.size() - 1);
  }
}
