package io.manometer.agent.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.wire.JobTopology;
import io.manometer.wire.JvmSample;
import io.manometer.wire.Metric;
import io.manometer.wire.OperatorNode;
import io.manometer.wire.Snapshot;
import io.manometer.wire.SubtaskSample;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

  private static final String A0 = "job_id=\"job-1\",subtask_index=\"0\",task_id=\"a\"";

  @Test
  void everyMetricOfTheCatalogueIsOnThePageByItsName() throws IOException {
    Set<String> names = page(Samples.snapshot(1), 5000).lines().filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceAll("[{ ].*", "")).collect(Collectors.toSet());

    for (Metric metric : Metric.values()) {
      assertThat(names).contains(metric.seriesName());
    }
    assertThat(names).hasSameSizeAs(Metric.values());
  }

  @Test
  void timesAreInSecondsAndUsageIsARatio() throws IOException {
    String page = page(Samples.snapshot(1), 5000);

    assertThat(page).contains("manometer_task_busy_seconds_total{" + A0 + "} 6.5")
        .contains("manometer_task_backpressured_seconds_total{" + A0 + "} 2.5")
        .contains("manometer_task_idle_seconds_total{" + A0 + "} 1.0")
        .contains("manometer_gc_pause_seconds_total{gc=\"G1\"} 1.5")
        .contains("manometer_watermark_lag_seconds{" + A0 + "} 12.0")
        .contains("manometer_checkpoint_start_delay_seconds{" + A0 + "} 0.35")
        .contains("manometer_buffer_pool_usage_ratio{direction=\"out\"," + A0 + "} 0.9")
        .contains("manometer_buffer_pool_usage_ratio{direction=\"in\"," + A0 + "} 0.3")
        .contains("manometer_task_busy_samples_total{class=\"socket_io\"," + A0 + "} 8.0");
  }

  @Test
  void whatWasNotMeasuredHasNoSeries() throws IOException {
    Snapshot all = Samples.snapshot(1);
    SubtaskSample bare = new SubtaskSample("job-1", "a", 0, 0, 5, 0, 0, null, null, null, null, null, null, null, null,
        null, null, null, null, List.of(), List.of(), null, null, null);
    Snapshot snapshot = new Snapshot(1, all.worker(), 1, 2, 3,
        new JvmSample(null, null, null, null, null, null, null, null, null), all.jobs(), List.of(bare), all.agent());

    String page = page(snapshot, 5000);

    assertThat(page).contains("manometer_task_busy_seconds_total").doesNotContain("manometer_task_cpu")
        .doesNotContain("manometer_buffer_pool").doesNotContain("manometer_source").doesNotContain("manometer_gc")
        .doesNotContain("manometer_watermark").doesNotContain("manometer_checkpoint").doesNotContain("NaN");
  }

  @Test
  void theNumberOfKeyGroupsIsALabelThatIsEmptyWhereThereAreNone() throws IOException {
    assertThat(page(Samples.snapshot(1), 5000)).containsPattern("manometer_task_info\\{.*max_parallelism=\"128\"");

    Snapshot all = Samples.snapshot(1);
    JobTopology job = all.jobs().get(0);
    OperatorNode keyless = new OperatorNode("a", "a", 1, null, OperatorNode.Role.SOURCE, List.of());
    Snapshot snapshot = new Snapshot(1, all.worker(), 1, 2, 3, all.jvm(),
        List.of(new JobTopology(job.id(), job.name(), job.runtime(), List.of(keyless), job.edges(), null)),
        all.subtasks(), all.agent());

    assertThat(page(snapshot, 5000)).contains("manometer_task_info").doesNotContain("null")
        .doesNotContainPattern("max_parallelism=\"[^\"]");
  }

  @Test
  void seriesBeyondTheLimitAreLeftOutAndCounted() throws IOException {
    String page = page(Samples.snapshot(1000), 500);

    long series = page.lines().filter(line -> !line.startsWith("#")).count();
    assertThat(series).isEqualTo(500);
    assertThat(page).containsPattern("manometer_agent_series_dropped [1-9][0-9.E]+");
    assertThat(page).contains("manometer_agent_info").contains("manometer_task_info");
  }

  @Test
  void namesThatSomebodyChoseToDoHarmStayOneLabelValue() throws IOException {
    String page = page(Samples.snapshot(1), 5000);

    assertThat(page).contains(
        "job_name=\"<script>alert(1)</script> ${jndi:x} \\\"quoted\\\" \\\\ \\n end\"");
    assertThat(page.lines()).allMatch(line -> line.startsWith("#") || line.startsWith("manometer_"));
  }

  @Test
  void twoAttemptsOfOneSubtaskAtATimeAreOneSeries() throws IOException {
    Snapshot one = Samples.snapshot(1);
    Snapshot two = new Snapshot(1, one.worker(), 1, 2, 3, one.jvm(), one.jobs(),
        List.of(Samples.subtask(0), Samples.subtask(0)), one.agent());

    assertThat(page(two, 5000).lines().filter(line -> line.startsWith("manometer_task_busy_seconds_total"))).hasSize(1);
  }

  private static String page(Snapshot snapshot, int maxSeries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(out, new MetricsPage(maxSeries).of(snapshot, Samples.report()), EscapingScheme.UNDERSCORE_ESCAPING);
    return out.toString(StandardCharsets.UTF_8);
  }
}
