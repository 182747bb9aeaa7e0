package io.manometer.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OverheadResultTest {

  private static final Rates STRETCHES = new Rates(List.of(995.0, 995.0), List.of(1000.0, 1000.0));

  @Test
  void eachRowComparesWithTheLaunchesWithoutAnything() {
    OverheadResult result = OverheadResult.of(STRETCHES, Map.of(
        Companion.MANOMETER, List.of(99.0, 99.0), Companion.NONE, List.of(100.0, 100.0),
        Companion.FLIGHT_RECORDER, List.of(80.0, 80.0)));

    assertThat(result.lines()).contains(
        "Inside one JVM  with / without = 0.9950, 95 % interval 0.9950 to 0.9950 (2 pairs);"
            + " medians 995 and 1,000 records/s",
        "JVM launches    with / without = 0.9900, 95 % interval 0.9900 to 0.9900 (2 launches each);"
            + " medians 99 and 100 records/s",
        "JFR profile     with / without = 0.8000, 95 % interval 0.8000 to 0.8000 (2 launches each);"
            + " medians 80 and 100 records/s",
        "The whole interval of the stretches lies at 0.99 or above: within the budget.");
  }

  @Test
  void whatTheLaunchesResolveIsWhatTheWidestOfThemDoes() {
    OverheadResult result = OverheadResult.of(STRETCHES, Map.of(
        Companion.MANOMETER, List.of(100.0, 100.0), Companion.NONE, List.of(100.0, 100.0),
        Companion.OPEN_TELEMETRY, List.of(80.0, 120.0)));

    assertThat(result.lines()).anyMatch(line -> line.startsWith(
        "The launches resolve differences above 20.0 %; the stretches above 0.0 %."));
  }

  @Test
  void theJsonHasTheOthersOnlyWhereOthersWereMeasured() {
    Map<Companion, List<Double>> launches =
        Map.of(Companion.MANOMETER, List.of(99.0, 99.0), Companion.NONE, List.of(100.0, 100.0));
    assertThat(OverheadResult.of(STRETCHES, launches).json()).isEqualTo("""
        {"stretches":{"ratio":0.99500,"low":0.99500,"high":0.99500,"count":2},\
        "launches":{"ratio":0.99000,"low":0.99000,"high":0.99000,"count":2},
        "recordsPerSecond":{"stretches":{"with":[995, 995],"without":[1000, 1000]},\
        "launches":{"with":[99, 99],"without":[100, 100]}}}
        """);

    JsonNode json = new JsonMapper().readTree(OverheadResult.of(STRETCHES, Map.of(
        Companion.MANOMETER, List.of(99.0, 99.0), Companion.NONE, List.of(100.0, 100.0),
        Companion.OPEN_TELEMETRY, List.of(50.0, 50.0))).json());
    assertThat(json.path("others").path(0).path("name").asString()).isEqualTo("OpenTelemetry");
    assertThat(json.path("others").path(0).path("ratio").path("ratio").asDouble()).isEqualTo(0.5);
    assertThat(json.path("others").path(0).path("recordsPerSecond").path("with").path(0).asInt()).isEqualTo(50);
  }
}
