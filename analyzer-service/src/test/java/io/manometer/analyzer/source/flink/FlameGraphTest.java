package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.source.flink.FlameGraph.Stack;
import io.manometer.rules.model.StackReading.StackClass;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FlameGraphTest {

  @Test
  void aStackHasTheSamplesThatNoneBelowItHas() {
    FlameGraph graph = graph("""
        {"endTimestamp": 1700, "data": {"name": "root", "value": 10, "children": [
          {"name": "run", "value": 10, "children": [
            {"name": "map", "value": 7, "children": [{"name": "read", "value": 4, "children": []}]},
            {"name": "take", "value": 3, "children": []}]}]}}""");
    assertThat(graph.endMillis()).isEqualTo(1700);
    assertThat(graph.stacks()).containsExactlyInAnyOrder(
        new Stack(List.of("run", "map"), 3), new Stack(List.of("run", "map", "read"), 4),
        new Stack(List.of("run", "take"), 3));
  }

  @Test
  void aClusterThatTakesNoSamplesSaysSoAndOneThatIsAboutToDoesNot() {
    assertThat(graph("{\"endTimestamp\": -2}").isOff()).isTrue();
    assertThat(graph("{\"endTimestamp\": -3}").isOff()).isFalse();
    assertThat(graph("{\"endTimestamp\": -3}").stacks()).isEmpty();
  }

  @Test
  void aSinkThatWaitsForItsDatabaseIsSeenInTheSocketAndAtItsOwnCode() throws IOException {
    FlameGraph running = recorded("flame-on-cpu");
    assertThat(running.endMillis()).isEqualTo(recorded("flame-off-cpu").endMillis());
    assertThat(running.stacks()).isNotEmpty();
    long all = running.stacks().stream().mapToLong(Stack::count).sum();
    long inSocket = running.stacks().stream()
        .filter(stack -> FlameFrames.kind(stack.frames(), true).equals(Optional.of(StackClass.SOCKET_IO)))
        .filter(stack -> FlameFrames.nearest(stack.frames()).orElse("").contains("LedgerSink"))
        .mapToLong(Stack::count).sum();
    assertThat(inSocket).isGreaterThan(all * 9 / 10);
  }

  /** Answers of a cluster of 2.3.0 about the writer of io-sink. */
  private static FlameGraph recorded(String name) throws IOException {
    try (InputStream file = FlameGraphTest.class.getResourceAsStream("/flink/2.3.0/" + name + ".json")) {
      return FlameGraph.of(new JsonMapper().readTree(file));
    }
  }

  private static FlameGraph graph(String json) {
    return FlameGraph.of(new JsonMapper().readTree(json));
  }
}
