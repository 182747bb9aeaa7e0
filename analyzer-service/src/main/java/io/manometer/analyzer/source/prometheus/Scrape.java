package io.manometer.analyzer.source.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one target said at one time. Prometheus gives all samples of a scrape the same time, so they are found together
 * again by it.
 */
record Scrape(String instance, long millis, List<Sample> samples) {

  Scrape {
    samples = List.copyOf(samples);
  }

  /** One value of a scrape. */
  record Sample(Series series, double value) {
    String metric() {
      return series.label(Series.NAME);
    }

    /** A label of the target's own; Prometheus may have put it aside for one of the same name that it added. */
    String label(String name) {
      String putAside = series.label("exported_" + name);
      return putAside.isEmpty() ? series.label(name) : putAside;
    }
  }

  /** The scrapes in some series, by target and time. */
  static List<Scrape> of(List<Series> series) {
    Map<String, Map<Long, List<Sample>>> byInstance = new TreeMap<>();
    for (Series one : series) {
      Map<Long, List<Sample>> byTime =
          byInstance.computeIfAbsent(one.label("job") + "/" + one.label("instance"), i -> new TreeMap<>());
      for (Series.Point point : one.points()) {
        byTime.computeIfAbsent(point.millis(), t -> new ArrayList<>()).add(new Sample(one, point.value()));
      }
    }
    List<Scrape> scrapes = new ArrayList<>();
    byInstance.forEach((instance, byTime) -> byTime.forEach(
        (millis, samples) -> scrapes.add(new Scrape(instance, millis, samples))));
    return scrapes;
  }

  /** The samples of one metric. */
  List<Sample> of(String metric) {
    return samples.stream().filter(sample -> sample.metric().equals(metric)).toList();
  }

  /** The value of a metric that the target has once. */
  Optional<Double> value(String metric) {
    return of(metric).stream().findFirst().map(Sample::value);
  }
}
