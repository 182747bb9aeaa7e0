package io.manometer.analyzer.source;

import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Spent;
import io.manometer.rules.model.StackReading;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.SubtaskReading.InputReading;
import io.manometer.rules.model.SubtaskReading.OutputReading;
import io.manometer.rules.model.SubtaskReading.Pool;
import io.manometer.rules.model.SubtaskReading.SourceReading;
import io.manometer.rules.model.SubtaskReading.Wait;
import io.manometer.rules.model.Topology;
import io.manometer.rules.model.WorkerReading;
import io.manometer.wire.AgentSample;
import io.manometer.wire.EdgeLink;
import io.manometer.wire.JobTopology;
import io.manometer.wire.JvmSample;
import io.manometer.wire.OperatorNode;
import io.manometer.wire.Snapshot;
import io.manometer.wire.StackProfile;
import io.manometer.wire.SubtaskSample;
import io.manometer.wire.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From the wire's words to the rules' words: one observation per job in a snapshot; null becomes empty, never zero. */
final class WireTranslation {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_FRAME = 300;
  private static final int MOST_FRAMES = 50;

  private WireTranslation() {}

  /** The observations in {@code snapshot}; subtasks of a job that the snapshot does not describe are left out. */
  static List<Observation> observations(Snapshot snapshot, Instant receivedAt) {
    WorkerReading worker = worker(snapshot.worker(), snapshot.jvm(), snapshot.agent());
    Map<String, List<SubtaskSample>> byJob =
        snapshot.subtasks().stream().collect(Collectors.groupingBy(SubtaskSample::job));
    return snapshot.jobs().stream()
        .map(job -> new Observation(
            topology(job),
            worker,
            receivedAt,
            snapshot.uptimeNanos(),
            all(byJob.getOrDefault(job.id(), List.of()), WireTranslation::subtask)))
        .toList();
  }

  private static Topology topology(JobTopology job) {
    return new Topology(
        job.id(),
        name(job.name(), LONGEST_NAME),
        Optional.ofNullable(job.runtime()).map(runtime -> name(runtime, LONGEST_NAME)).orElse("unknown"),
        all(job.operators(), WireTranslation::operator),
        all(job.edges(), WireTranslation::edge),
        Optional.ofNullable(job.slaLagMillis()).map(Duration::ofMillis));
  }

  private static Operator operator(OperatorNode node) {
    return new Operator(
        node.id(),
        name(node.name(), LONGEST_NAME),
        node.parallelism(),
        Optional.ofNullable(node.maxParallelism()),
        Operator.Role.valueOf(node.role().name()),
        all(node.chain(), link -> new Operator.Chained(link.id(), name(link.name(), LONGEST_NAME))));
  }

  private static Edge edge(EdgeLink link) {
    return new Edge(link.id(), link.from(), link.to(), Edge.Partitioning.valueOf(link.partitioning().name()));
  }

  private static WorkerReading worker(Worker worker, JvmSample jvm, AgentSample agent) {
    return new WorkerReading(
        worker.id(),
        worker.incarnation(),
        name(Optional.ofNullable(worker.host()).orElse(worker.id()), LONGEST_NAME),
        worker.pid(),
        Optional.ofNullable(worker.runtime()).map(runtime -> name(runtime, LONGEST_NAME)),
        Optional.of(worker.cores()),
        Optional.ofNullable(worker.cpuQuota()),
        Optional.ofNullable(jvm.gcPauseMillis()),
        Optional.ofNullable(jvm.gcPauses()),
        Optional.ofNullable(jvm.heapUsedBytes()),
        Optional.ofNullable(jvm.heapUsedAfterGcBytes()),
        Optional.ofNullable(jvm.heapMaxBytes()),
        Optional.ofNullable(jvm.allocatedBytes()),
        Optional.ofNullable(jvm.processCpuNanos()),
        Optional.ofNullable(jvm.throttledNanos()),
        Optional.ofNullable(jvm.collector()).map(collector -> name(collector, LONGEST_NAME)),
        Optional.of(agent.state().name()),
        Optional.of(name(String.join(" ", agent.notes()), 5 * LONGEST_NAME)).filter(notes -> !notes.isBlank()));
  }

  private static SubtaskReading subtask(SubtaskSample sample) {
    return new SubtaskReading(
        new SubtaskId(sample.operator(), sample.subtask()),
        sample.attempt(),
        new Spent.Totals(sample.ageNanos(), sample.idleNanos(), sample.backpressuredNanos()),
        Optional.ofNullable(sample.waiting()).map(wait -> new Wait(
            Wait.Kind.valueOf(wait.kind().name()), Optional.ofNullable(wait.edge()), wait.sinceNanos())),
        Optional.ofNullable(sample.cpuNanos()),
        Optional.ofNullable(sample.runQueueNanos()),
        Optional.ofNullable(sample.allocatedBytes()),
        Optional.ofNullable(sample.recordsIn()),
        Optional.ofNullable(sample.recordsOut()),
        Optional.ofNullable(sample.bytesIn()),
        Optional.ofNullable(sample.bytesOut()),
        pool(sample.outPool()),
        pool(sample.inExclusive()),
        pool(sample.inFloating()),
        Optional.ofNullable(sample.source()).map(source -> new SourceReading(
            Optional.ofNullable(source.openLoop()),
            Optional.ofNullable(source.arrived()),
            Optional.ofNullable(source.emitted()),
            Optional.ofNullable(source.lagRecords()))),
        all(sample.inputs(), WireTranslation::input),
        all(sample.outputs(), WireTranslation::output),
        Optional.ofNullable(sample.stacks()).map(WireTranslation::stacks),
        Optional.ofNullable(sample.watermarkLagMillis()),
        Optional.ofNullable(sample.checkpointStartDelayMillis()));
  }

  private static Optional<Pool> pool(SubtaskSample.Pool pool) {
    return Optional.ofNullable(pool).map(p -> new Pool(p.used(), p.size()));
  }

  private static InputReading input(SubtaskSample.InputSample input) {
    return new InputReading(
        input.edge(),
        Optional.ofNullable(input.records()),
        Optional.ofNullable(input.bytes()),
        Optional.ofNullable(input.queuedBuffers()),
        Optional.ofNullable(input.credits()),
        Optional.ofNullable(input.backlog()),
        Optional.ofNullable(input.alignedNanos()));
  }

  private static OutputReading output(SubtaskSample.OutputSample output) {
    return new OutputReading(
        output.edge(),
        Optional.ofNullable(output.records()),
        Optional.ofNullable(output.bytes()),
        Optional.ofNullable(output.blockedNanos()),
        output.blockedByTarget(),
        Optional.ofNullable(output.backlog()));
  }

  private static StackReading stacks(StackProfile profile) {
    return new StackReading(
        profile.samples(),
        profile.classes().stream().collect(Collectors.toMap(
            count -> kind(count.kind()), StackProfile.ClassCount::count, Long::sum)),
        profile.topFrames().stream().limit(MOST_FRAMES).map(frame -> new StackReading.FrameCount(
            name(frame.frame(), LONGEST_FRAME), kind(frame.kind()), frame.count())).toList(),
        profile.chain().stream().collect(Collectors.toMap(
            StackProfile.ChainCount::operator, StackProfile.ChainCount::count, Long::sum)));
  }

  private static StackReading.StackClass kind(StackProfile.StackClass kind) {
    return StackReading.StackClass.valueOf(kind.name());
  }

  /** Foreign text for people to read: what is not to be seen becomes blanks, and what is too long ends in an ellipsis. */
  private static String name(String foreign, int longest) {
    String readable = foreign.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
    return readable.length() <= longest ? readable : readable.substring(0, longest) + "…";
  }

  private static <A, B> List<B> all(List<A> values, Function<A, B> translation) {
    return values.stream().map(translation).toList();
  }
}
