package io.manometer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} is made of {@link Metric}. */
class MetricsPageTest {

  private static final Path PAGE = Path.of("../../docs/metrics.md");

  @Test
  void thePageSaysWhatTheCodeSays() throws IOException {
    if (Boolean.getBoolean("manometer.write-docs")) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE))
        .as("write it anew by: mvn -pl agent/wire test -Dtest=MetricsPageTest -Dmanometer.write-docs=true")
        .isEqualTo(page());
  }

  @Test
  void namesFollowPrometheus() {
    for (Metric metric : Metric.values()) {
      assertThat(metric.seriesName()).matches("manometer_[a-z_]+");
      assertThat(metric.labels()).allMatch(label -> label.matches("[a-z_]+")).doesNotContain("job", "instance", "le");
      assertThat(metric.help()).endsWith(".");
      assertThat(metric.baseName().endsWith("_total")).isFalse();
      if (metric.unit() != null) {
        assertThat(metric.baseName()).endsWith("_" + metric.unit());
      }
    }
  }

  private static String page() {
    StringBuilder page = new StringBuilder("""
        # Metrics of the agent

        This page is made from the code; `MetricsPageTest` fails when it is stale.

        The agent serves them on `/metrics`, in Prometheus's text format and as OpenMetrics. Times are in seconds and count
        from the start of the subtask, waits that still go on included: `rate(manometer_task_busy_seconds_total[1m])` is 0 to 1, and
        0.8 is what Flink calls 800 ms/s. What was not measured has no series; it is never zero. A subtask's series
        end with it.

        Series that change carry ids only. Names are joined from the `_info` metrics, whose value is 1:

        ```
        rate(manometer_task_busy_seconds_total[1m]) * on(job_id, task_id) group_left(task_name) manometer_task_info
        ```

        Label names are Flink's: `task_id` is the vertex of the job's graph, `subtask_index` counts from 0, `tm_id` is the
        worker. When there are more series than `max-series`, those further down in this list are left out first, and
        `manometer_agent_series_dropped` says how many.

        | metric | kind | labels | meaning |
        |---|---|---|---|
        """);
    for (Metric metric : Metric.values()) {
      String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
      page.append("| `").append(metric.seriesName()).append("` | ")
          .append(metric.kind().name().toLowerCase(Locale.ROOT)).append(" | ").append(labels).append(" | ")
          .append(metric.help()).append(" |\n");
    }
    return page.toString();
  }
}
