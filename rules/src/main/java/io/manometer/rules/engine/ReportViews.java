package io.manometer.rules.engine;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Levels;
import io.manometer.rules.model.Edge;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.EdgeView;
import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.OperatorView.Frame;
import io.manometer.rules.report.OperatorView.SubtaskView;
import io.manometer.rules.report.WorkerView;
import io.manometer.rules.window.BusySplit;
import io.manometer.rules.window.EdgeLoad;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.SourceLoad;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import io.manometer.rules.window.Window;
import io.manometer.rules.window.WorkerLoad;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The figures of a window as the report shows them. */
final class ReportViews {

  private static final int FRAMES = 8;

  private ReportViews() {}

  static List<OperatorView> operators(Window window, List<Diagnosis> diagnoses, Limits limits) {
    return window.operators().stream().map(o -> operator(o, named(o, diagnoses), limits)).toList();
  }

  private static boolean named(OperatorLoad operator, List<Diagnosis> diagnoses) {
    return diagnoses.stream()
        .anyMatch(
            d ->
                d.subject().kind() != Diagnosis.Subject.Kind.EDGE && d.subject().operators().contains(operator.id())
                    || d.operator() != null && d.operator().id().equals(operator.id()));
  }

  private static OperatorView operator(OperatorLoad load, boolean bottleneck, Limits limits) {
    return new OperatorView(
        load.id(),
        load.name(),
        load.operator().role().name(),
        load.operator().parallelism(),
        load.operator().chain().stream().map(c -> new OperatorRef(c.id(), c.name())).toList(),
        Levels.of(load, limits),
        bottleneck,
        orNull(load.busyMax()),
        orNull(load.busyMean()),
        orNull(load.backpressuredMax()),
        orNull(load.mean(SubtaskLoad::backpressured)),
        orNull(load.mean(SubtaskLoad::idle)),
        orNull(load.max(SubtaskLoad::inPoolUsage)),
        orNull(load.max(SubtaskLoad::outPoolUsage)),
        orNull(load.total(SubtaskLoad::reads)),
        orNull(load.total(s -> s.writes().or(() -> s.source().flatMap(SourceLoad::emitted)))),
        orNull(load.capacity()),
        meanSplit(load),
        load.subtasks().stream().map(s -> subtask(s, load, limits)).toList());
  }

  private static OperatorView.BusySplit meanSplit(OperatorLoad load) {
    Function<Function<BusySplit, Optional<Double>>, Double> mean =
        part -> orNull(load.mean(s -> part.apply(s.split())));
    return load.mean(s -> s.split().cpu()).isEmpty()
        ? null
        : new OperatorView.BusySplit(
            mean.apply(BusySplit::cpu), mean.apply(BusySplit::gc), mean.apply(BusySplit::io),
            mean.apply(BusySplit::lock), mean.apply(BusySplit::state), mean.apply(BusySplit::serialization),
            mean.apply(BusySplit::sleep), mean.apply(BusySplit::asyncWait), mean.apply(BusySplit::starved),
            mean.apply(BusySplit::other));
  }

  private static SubtaskView subtask(SubtaskLoad s, OperatorLoad operator, Limits limits) {
    Optional<Double> work = operator.total(SubtaskLoad::busy).filter(w -> w > 0);
    Optional<Double> records = operator.processed().filter(r -> r > 0);
    return new SubtaskView(
        s.id().index(),
        s.worker(),
        Levels.of(s.backpressured(), limits),
        orNull(s.busy()),
        orNull(s.backpressured()),
        orNull(s.idle()),
        orNull(s.cpu()),
        orNull(s.inPoolUsage()),
        orNull(s.inExclusiveUsage()),
        orNull(s.inFloatingUsage()),
        orNull(s.outPoolUsage()),
        orNull(s.reads()),
        orNull(s.writes().or(() -> s.source().flatMap(SourceLoad::emitted))),
        orNull(s.bytesRead()),
        orNull(s.bytesWritten()),
        orNull(s.allocatedBytes()),
        orNull(work.flatMap(w -> s.busy().map(b -> b / w))),
        orNull(records.flatMap(r -> s.processed().map(p -> p / r))),
        orNull(s.source().flatMap(SourceLoad::lagRecords)),
        orNull(s.watermarkLagSeconds()),
        orNull(s.checkpointStartDelaySeconds()),
        s.longestWait().map(w -> w.toNanos() / 1e9).orElse(null),
        split(s.split()),
        s.stacks().map(ReportViews::frames).orElse(List.of()));
  }

  private static List<Frame> frames(Stacks stacks) {
    return stacks.frames().stream()
        .limit(FRAMES)
        .map(f -> new Frame(f.frame(), f.kind().name(), f.share()))
        .toList();
  }

  private static OperatorView.BusySplit split(BusySplit split) {
    return split.cpu().isEmpty()
        ? null
        : new OperatorView.BusySplit(
            orNull(split.cpu()), orNull(split.gc()), orNull(split.io()), orNull(split.lock()), orNull(split.state()),
            orNull(split.serialization()), orNull(split.sleep()), orNull(split.asyncWait()), orNull(split.starved()),
            orNull(split.other()));
  }

  static List<EdgeView> edges(Window window) {
    return window.job().edges().stream().map(window::load).map(ReportViews::edge).toList();
  }

  private static EdgeView edge(EdgeLoad load) {
    Edge edge = load.edge();
    return new EdgeView(
        edge.id(), edge.from(), edge.to(), edge.partitioning().name(), orNull(load.records()), orNull(load.blocked()),
        orNull(load.backlog()), orNull(load.credits()), orNull(load.aligned()));
  }

  static List<WorkerView> workers(Window window) {
    return window.workers().stream().map(ReportViews::worker).toList();
  }

  private static WorkerView worker(WorkerLoad load) {
    return new WorkerView(
        load.id(),
        load.last().host(),
        load.last().pid(),
        load.last().runtime().orElse(null),
        load.stale(),
        orNull(load.gcShare()),
        orNull(load.heapUsed()),
        orNull(load.cpuCores()),
        orNull(load.throttled()),
        load.last().agentState().orElse(null),
        load.last().agentNotes().orElse(null));
  }

  private static Double orNull(Optional<Double> value) {
    return value.orElse(null);
  }
}
