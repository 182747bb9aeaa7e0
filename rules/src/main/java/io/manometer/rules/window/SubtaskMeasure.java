package io.manometer.rules.window;

import io.manometer.rules.model.Spent;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.SubtaskReading.InputReading;
import io.manometer.rules.model.SubtaskReading.OutputReading;
import io.manometer.rules.model.SubtaskReading.Pool;
import io.manometer.rules.model.SubtaskReading.SourceReading;
import io.manometer.rules.model.WorkerReading;
import io.manometer.rules.window.SubtaskLoad.InputLoad;
import io.manometer.rules.window.SubtaskLoad.OutputLoad;
import io.manometer.rules.window.SubtaskLoad.SourceLoad;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import io.manometer.rules.window.SubtaskTrack.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What a subtask did between its first and last reading of a window. */
final class SubtaskMeasure {

  private final SubtaskTrack track;
  private final SubtaskReading a;
  private final SubtaskReading b;

  /** Nanoseconds between the two readings, by the subtask's own clock where it has one. */
  private final double nanos;

  private SubtaskMeasure(SubtaskTrack track) {
    this.track = track;
    this.a = track.first().reading();
    this.b = track.last().reading();
    this.nanos =
        track
            .first()
            .totals()
            .flatMap(x -> track.last().totals().map(y -> (double) (y.ageNanos() - x.ageNanos())))
            .orElse((double) track.span().toNanos());
  }

  static SubtaskLoad of(SubtaskTrack track) {
    return new SubtaskMeasure(track).load();
  }

  private SubtaskLoad load() {
    Shares shares = shares();
    Optional<Double> cpu = share(SubtaskReading::cpuNanos);
    Optional<Double> starved = share(SubtaskReading::runQueueNanos);
    Optional<Double> gcPause = gcPause();
    Optional<Stacks> stacks = StackMeasure.between(a.stacks(), b.stacks());
    return new SubtaskLoad(
        track.id(),
        track.last().worker().id(),
        Duration.ofNanos((long) nanos),
        shares.busy(),
        shares.backpressured(),
        shares.idle(),
        cpu,
        starved,
        gcPause,
        rate(SubtaskReading::allocatedBytes),
        rate(SubtaskReading::recordsIn),
        rate(SubtaskReading::recordsOut),
        rate(SubtaskReading::bytesIn),
        rate(SubtaskReading::bytesOut),
        usage(r -> r.outPool().stream().toList()),
        usage(SubtaskMeasure::inPools),
        usage(r -> r.inExclusive().stream().toList()),
        usage(r -> r.inFloating().stream().toList()),
        b.source().map(this::source),
        b.inputs().stream().map(this::input).toList(),
        b.outputs().stream().map(this::output).toList(),
        stacks,
        shares.busy().map(busy -> BusySplitter.split(busy, cpu, gcPause, starved, stacks)).orElse(BusySplit.UNKNOWN),
        b.waiting().map(w -> Duration.ofNanos(Math.max(0, w.sinceNanos()))),
        b.watermarkLagMillis().map(ms -> ms / 1e3),
        b.watermarkLagMillis().flatMap(y -> a.watermarkLagMillis().map(x -> (y - x) / 1e3 / seconds())),
        b.checkpointStartDelayMillis().map(ms -> ms / 1e3));
  }

  private record Shares(Optional<Double> busy, Optional<Double> backpressured, Optional<Double> idle) {}

  private Shares shares() {
    if (a.spent() instanceof Spent.Totals x && b.spent() instanceof Spent.Totals y && nanos > 0) {
      double idle = within01((y.idleNanos() - x.idleNanos()) / nanos);
      double blocked = Math.min(1 - idle, within01((y.backpressuredNanos() - x.backpressuredNanos()) / nanos));
      return new Shares(
          Optional.of(Math.max(0, 1 - idle - blocked)), Optional.of(blocked), Optional.of(idle));
    }
    Optional<Double> busy = mean(r -> told(r, Spent.Shares::busy));
    Optional<Double> blocked = mean(r -> told(r, Spent.Shares::backpressured));
    Optional<Double> idle = mean(r -> told(r, Spent.Shares::idle));
    if (busy.isEmpty()) {
      busy = blocked.flatMap(p -> idle.map(i -> within01(1 - p - i)));
    }
    return new Shares(busy, blocked, idle);
  }

  private static Optional<Double> told(SubtaskReading reading, Function<Spent.Shares, Optional<Double>> share) {
    return reading.spent() instanceof Spent.Shares shares ? share.apply(shares) : Optional.empty();
  }

  private Optional<Double> gcPause() {
    double workerNanos = Duration.between(track.first().at(), track.last().at()).toNanos();
    Function<WorkerReading, Optional<Long>> total = WorkerReading::gcPauseMillis;
    return Change.share(
        workerNanos / 1e6, total.apply(track.first().worker()), total.apply(track.last().worker()));
  }

  private SourceLoad source(SourceReading last) {
    Optional<Long> lagBefore = a.source().flatMap(SourceReading::lagRecords);
    return new SourceLoad(
        last.openLoop(),
        rate(r -> r.source().flatMap(SourceReading::arrived)),
        rate(r -> r.source().flatMap(SourceReading::emitted)),
        last.lagRecords().map(Long::doubleValue),
        track.points().stream().flatMap(p -> p.reading().source().flatMap(SourceReading::lagRecords).stream())
            .max(Long::compare).map(Long::doubleValue),
        last.lagRecords().flatMap(y -> lagBefore.map(x -> (y - x) / seconds())));
  }

  private InputLoad input(InputReading last) {
    String edge = last.edge();
    return new InputLoad(
        edge,
        rate(r -> inputOf(r, edge).flatMap(InputReading::records)),
        mean(r -> inputOf(r, edge).flatMap(InputReading::queuedBuffers).map(Long::doubleValue)),
        mean(r -> inputOf(r, edge).flatMap(InputReading::credits).map(Long::doubleValue)),
        mean(r -> inputOf(r, edge).flatMap(InputReading::backlog).map(Long::doubleValue)),
        share(r -> inputOf(r, edge).flatMap(InputReading::alignedNanos)));
  }

  private OutputLoad output(OutputReading last) {
    String edge = last.edge();
    return new OutputLoad(
        edge,
        rate(r -> outputOf(r, edge).flatMap(OutputReading::records)),
        share(r -> outputOf(r, edge).flatMap(OutputReading::blockedNanos)),
        blockedByTarget(last),
        mean(r -> outputOf(r, edge).flatMap(OutputReading::backlog).map(Long::doubleValue)));
  }

  private List<Double> blockedByTarget(OutputReading last) {
    List<Long> before = outputOf(a, last.edge()).map(OutputReading::blockedByTarget).orElse(List.of());
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < last.blockedByTarget().size(); i++) {
      long begin = i < before.size() ? before.get(i) : 0;
      shares.add(within01((last.blockedByTarget().get(i) - begin) / nanos));
    }
    return shares;
  }

  private static Optional<InputReading> inputOf(SubtaskReading reading, String edge) {
    return reading.inputs().stream().filter(i -> i.edge().equals(edge)).findFirst();
  }

  private static Optional<OutputReading> outputOf(SubtaskReading reading, String edge) {
    return reading.outputs().stream().filter(o -> o.edge().equals(edge)).findFirst();
  }

  private static List<Pool> inPools(SubtaskReading reading) {
    List<Pool> pools = new ArrayList<>();
    reading.inExclusive().ifPresent(pools::add);
    reading.inFloating().ifPresent(pools::add);
    return pools;
  }

  /** Mean over the window of the buffers in use out of all; a pool without buffers has no usage. */
  private Optional<Double> usage(Function<SubtaskReading, List<Pool>> pools) {
    return mean(
        reading -> {
          double size = pools.apply(reading).stream().mapToDouble(Pool::size).sum();
          double used = pools.apply(reading).stream().mapToDouble(Pool::used).sum();
          return size > 0 ? Optional.of(Math.min(1, used / size)) : Optional.empty();
        });
  }

  private Optional<Double> mean(Function<SubtaskReading, Optional<Double>> gauge) {
    OptionalDouble mean =
        track.points().stream()
            .skip(1)
            .map(Point::reading)
            .map(gauge)
            .flatMap(Optional::stream)
            .mapToDouble(Double::doubleValue)
            .average();
    return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
  }

  private Optional<Double> rate(Function<SubtaskReading, Optional<Long>> total) {
    return Change.per(seconds(), total.apply(a), total.apply(b));
  }

  private Optional<Double> share(Function<SubtaskReading, Optional<Long>> total) {
    return Change.share(nanos, total.apply(a), total.apply(b));
  }

  private double seconds() {
    return nanos / 1e9;
  }

  private static double within01(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
