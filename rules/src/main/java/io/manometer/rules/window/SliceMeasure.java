package io.manometer.rules.window;

import io.manometer.rules.model.Spent;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.SubtaskReading.OutputReading;
import io.manometer.rules.model.SubtaskReading.SourceReading;
import io.manometer.rules.window.SubtaskTrack.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One subtask in one bucket. Readings do not fall on its borders, so totals are taken to grow evenly between them. */
final class SliceMeasure {

  /** Between readings further apart than this nothing is said about single seconds. */
  private static final Duration GAP = Duration.ofMillis(3500);

  private final double span;
  private final Between begin;
  private final Between end;

  private SliceMeasure(double span, Between begin, Between end) {
    this.span = span;
    this.begin = begin;
    this.end = end;
  }

  static Optional<Bucket.Slice> of(SubtaskTrack track, Instant from, Instant to) {
    double seconds = Duration.between(from, to).toNanos() / 1e9;
    return Between.at(track.points(), from)
        .flatMap(a -> Between.at(track.points(), to).flatMap(b -> new SliceMeasure(seconds, a, b).slice()));
  }

  private Optional<Bucket.Slice> slice() {
    double age = change(r -> totals(r).map(Spent.Totals::ageNanos)).orElse(0.0);
    if (age <= 0) {
      return Optional.empty();
    }
    double idle = Math.min(1, change(r -> totals(r).map(Spent.Totals::idleNanos)).orElse(0.0) / age);
    double blocked =
        Math.min(1 - idle, change(r -> totals(r).map(Spent.Totals::backpressuredNanos)).orElse(0.0) / age);
    return Optional.of(
        new Bucket.Slice(
            Math.max(0, 1 - idle - blocked),
            blocked,
            idle,
            blockedByEdge(age),
            change(SliceMeasure::processed).map(n -> n / span),
            change(r -> r.source().flatMap(SourceReading::arrived)).map(n -> n / span),
            end.value(r -> r.source().flatMap(SourceReading::lagRecords))));
  }

  private Map<String, Double> blockedByEdge(double age) {
    Map<String, Double> blocked = new HashMap<>();
    for (OutputReading output : end.later().reading().outputs()) {
      change(r -> outputOf(r, output.edge()).flatMap(OutputReading::blockedNanos))
          .ifPresent(nanos -> blocked.put(output.edge(), Math.min(1, nanos / age)));
    }
    return blocked;
  }

  private static Optional<OutputReading> outputOf(SubtaskReading reading, String edge) {
    return reading.outputs().stream().filter(o -> o.edge().equals(edge)).findFirst();
  }

  private static Optional<Long> processed(SubtaskReading reading) {
    return reading.source().flatMap(SourceReading::emitted).or(reading::recordsIn).or(reading::recordsOut);
  }

  private static Optional<Spent.Totals> totals(SubtaskReading reading) {
    return reading.spent() instanceof Spent.Totals t ? Optional.of(t) : Optional.empty();
  }

  private Optional<Double> change(Function<SubtaskReading, Optional<Long>> total) {
    return begin.value(total).flatMap(a -> end.value(total).map(b -> Math.max(0, b - a)));
  }

  /** An instant between two readings, {@code share} of the way from the earlier to the later. */
  private record Between(Point earlier, Point later, double share) {

    static Optional<Between> at(List<Point> points, Instant at) {
      for (int i = 1; i < points.size(); i++) {
        Point a = points.get(i - 1);
        Point b = points.get(i);
        if (!a.at().isAfter(at) && !b.at().isBefore(at)) {
          Duration gap = Duration.between(a.at(), b.at());
          if (gap.compareTo(GAP) > 0 || gap.isZero()) {
            return Optional.empty();
          }
          return Optional.of(new Between(a, b, (double) Duration.between(a.at(), at).toNanos() / gap.toNanos()));
        }
      }
      return Optional.empty();
    }

    Optional<Double> value(Function<SubtaskReading, Optional<Long>> total) {
      return total
          .apply(earlier.reading())
          .flatMap(a -> total.apply(later.reading()).map(b -> a + share * (b - a)));
    }
  }
}
