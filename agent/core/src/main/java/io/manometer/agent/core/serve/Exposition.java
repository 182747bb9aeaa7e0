package io.manometer.agent.core.serve;

import io.manometer.wire.Metric;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects values of the catalogue's metrics, and makes of them what the Prometheus client writes. Threads: one. */
final class Exposition {

  private static final int LONGEST_LABEL = 200;

  private final Map<Metric, Map<Labels, Double>> values = new EnumMap<>(Metric.class);

  /** Adds a value; null is not measured, so there is no such series. A later value of the same series replaces. */
  void add(Metric metric, Number value, Object... labelValues) {
    if (value == null) {
      return;
    }
    List<String> names = metric.labels();
    if (names.size() != labelValues.length) {
      throw new IllegalArgumentException(metric + " has the labels " + names);
    }
    String[] texts = new String[labelValues.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = shortened(String.valueOf(labelValues[i] == null ? "" : labelValues[i]));
    }
    values.computeIfAbsent(metric, m -> new LinkedHashMap<>())
        .put(Labels.of(names.toArray(String[]::new), texts), value.doubleValue());
  }

  /** Adds time, which Prometheus counts in seconds. */
  void addNanos(Metric metric, Long nanos, Object... labelValues) {
    add(metric, nanos == null ? null : nanos / 1e9, labelValues);
  }

  /** Series beyond {@code most} in the catalogue's order are left out and counted. */
  MetricSnapshots limitedTo(int most) {
    int room = most - 1;
    int dropped = 0;
    MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
    for (Map.Entry<Metric, Map<Labels, Double>> entry : values.entrySet()) {
      int fits = Math.min(room, entry.getValue().size());
      dropped += entry.getValue().size() - fits;
      room -= fits;
      if (fits > 0) {
        snapshots.metricSnapshot(snapshot(entry.getKey(), entry.getValue(), fits));
      }
    }
    return snapshots
        .metricSnapshot(snapshot(Metric.AGENT_SERIES_DROPPED, Map.of(Labels.EMPTY, (double) dropped), 1)).build();
  }

  private static MetricSnapshot snapshot(Metric metric, Map<Labels, Double> series, int most) {
    var points = series.entrySet().stream().limit(most);
    return switch (metric.kind()) {
      case COUNTER -> new CounterSnapshot(metadata(metric),
          points.map(p -> new CounterDataPointSnapshot(p.getValue(), p.getKey(), null, 0L)).toList());
      case GAUGE, STATES -> new GaugeSnapshot(metadata(metric),
          points.map(p -> new GaugeDataPointSnapshot(p.getValue(), p.getKey(), null)).toList());
      case INFO -> new InfoSnapshot(new MetricMetadata(metric.baseName().replaceAll("_info$", ""), metric.help()),
          points.map(p -> new InfoDataPointSnapshot(p.getKey())).toList());
    };
  }

  private static MetricMetadata metadata(Metric metric) {
    return new MetricMetadata(metric.baseName(), metric.help());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL);
  }
}
