package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.source.flink.FlameGraph.Stack;
import java.util.List;
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

  private static FlameGraph graph(String json) {
    return FlameGraph.of(new JsonMapper().readTree(json));
  }
}
