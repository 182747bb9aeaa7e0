package io.manometer.agent.core.serve;

import io.manometer.wire.AgentSample;
import io.manometer.wire.EdgeLink;
import io.manometer.wire.JobTopology;
import io.manometer.wire.JvmSample;
import io.manometer.wire.Metric;
import io.manometer.wire.OperatorNode;
import io.manometer.wire.OperatorNode.ChainedOperator;
import io.manometer.wire.Snapshot;
import io.manometer.wire.StackProfile.ClassCount;
import io.manometer.wire.SubtaskSample;
import io.manometer.wire.SubtaskSample.InputSample;
import io.manometer.wire.SubtaskSample.OutputSample;
import io.manometer.wire.SubtaskSample.Pool;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says a snapshot in Prometheus's terms: the same values, by the names of the catalogue. */
final class MetricsPage {

  private final int maxSeries;

  MetricsPage(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  MetricSnapshots of(Snapshot snapshot, AgentReport report) {
    Exposition page = new Exposition();
    addAgent(page, snapshot, report);
    addJvm(page, snapshot);
    snapshot.jobs().forEach(job -> addJob(page, job));
    snapshot.subtasks().forEach(subtask -> addSubtask(page, snapshot, subtask));
    return page.limitedTo(maxSeries);
  }

  private static void addAgent(Exposition page, Snapshot snapshot, AgentReport report) {
    AgentSample agent = snapshot.agent();
    page.add(Metric.AGENT_INFO, 1, agent.version(), snapshot.worker().id(), snapshot.worker().host(),
        snapshot.worker().runtime(), snapshot.worker().javaVersion());
    for (AgentSample.State state : AgentSample.State.values()) {
      page.add(Metric.AGENT_STATE, state == agent.state() ? 1 : 0, state);
    }
    report.modules().forEach(module ->
        page.add(Metric.AGENT_MODULE_INFO, 1, module.name(), module.line(), module.state()));
    page.addNanos(Metric.AGENT_CPU, agent.cpuNanos());
    page.add(Metric.AGENT_ADVICE_ERRORS, agent.adviceErrors());
    page.add(Metric.AGENT_SAMPLER_PAUSES, agent.stackPauses());
    page.addNanos(Metric.AGENT_SAMPLER_PAUSE, agent.stackPauseNanos());
    page.add(Metric.AGENT_SNAPSHOTS_SENT, report.snapshotsSent());
    page.add(Metric.AGENT_PUSH_FAILURES, report.pushFailures());
    page.add(Metric.AGENT_SNAPSHOTS_DROPPED, agent.droppedSnapshots());
    page.add(Metric.AGENT_SNAPSHOT_QUEUE, report.snapshotsQueued());
  }

  private static void addJvm(Exposition page, Snapshot snapshot) {
    JvmSample jvm = snapshot.jvm();
    page.addNanos(Metric.GC_PAUSE, jvm.gcPauseMillis() == null ? null : jvm.gcPauseMillis() * 1_000_000,
        jvm.collector());
    page.add(Metric.GC_PAUSES, jvm.gcPauses(), jvm.collector());
    page.add(Metric.HEAP_USED, jvm.heapUsedBytes());
    page.add(Metric.HEAP_USED_AFTER_GC, jvm.heapUsedAfterGcBytes());
    page.add(Metric.HEAP_MAX, jvm.heapMaxBytes());
    page.add(Metric.ALLOCATED, jvm.allocatedBytes());
    page.addNanos(Metric.PROCESS_CPU, jvm.processCpuNanos());
    page.add(Metric.CORES, snapshot.worker().cores());
    page.add(Metric.CPU_QUOTA, snapshot.worker().cpuQuota());
    page.addNanos(Metric.THROTTLED, jvm.throttledNanos());
  }

  private static void addJob(Exposition page, JobTopology job) {
    page.add(Metric.JOB_INFO, 1, job.id(), job.name(), job.runtime());
    page.add(Metric.JOB_SLA_LAG, job.slaLagMillis() == null ? null : job.slaLagMillis() / 1e3, job.id());
    for (OperatorNode operator : job.operators()) {
      String chained = operator.chain().stream().map(ChainedOperator::name).collect(Collectors.joining(" -> "));
      page.add(Metric.TASK_INFO, 1, job.id(), operator.id(), operator.name(), operator.parallelism(),
          operator.maxParallelism(), lower(operator.role()), chained);
    }
    for (EdgeLink edge : job.edges()) {
      page.add(Metric.EDGE_INFO, 1, job.id(), edge.id(), edge.from(), edge.to(), lower(edge.partitioning()));
    }
  }

  private static void addSubtask(Exposition page, Snapshot snapshot, SubtaskSample s) {
    Object[] place = {s.job(), s.operator(), s.subtask()};
    page.add(Metric.SUBTASK_INFO, 1, s.job(), s.operator(), s.subtask(), s.attempt(), snapshot.worker().id(),
        snapshot.worker().host());
    page.addNanos(Metric.TASK_BUSY, s.ageNanos() - s.idleNanos() - s.backpressuredNanos(), place);
    page.addNanos(Metric.TASK_BACKPRESSURED, s.backpressuredNanos(), place);
    page.addNanos(Metric.TASK_IDLE, s.idleNanos(), place);
    page.addNanos(Metric.TASK_CPU, s.cpuNanos(), place);
    page.addNanos(Metric.TASK_RUN_QUEUE, s.runQueueNanos(), place);
    page.add(Metric.TASK_ALLOCATED, s.allocatedBytes(), place);
    page.add(Metric.TASK_RECORDS_IN, s.recordsIn(), place);
    page.add(Metric.TASK_RECORDS_OUT, s.recordsOut(), place);
    page.add(Metric.TASK_BYTES_IN, s.bytesIn(), place);
    page.add(Metric.TASK_BYTES_OUT, s.bytesOut(), place);
    page.add(Metric.WATERMARK_LAG, seconds(s.watermarkLagMillis()), place);
    page.add(Metric.CHECKPOINT_START_DELAY, seconds(s.checkpointStartDelayMillis()), place);
    if (s.source() != null) {
      page.add(Metric.SOURCE_ARRIVED, s.source().arrived(), place);
      page.add(Metric.SOURCE_EMITTED, s.source().emitted(), place);
      page.add(Metric.SOURCE_LAG, s.source().lagRecords(), place);
    }
    if (s.waiting() != null) {
      page.addNanos(Metric.TASK_CURRENT_WAIT, s.waiting().sinceNanos(), s.job(), s.operator(), s.subtask(),
          lower(s.waiting().kind()));
    }
    if (s.stacks() != null) {
      for (ClassCount count : s.stacks().classes()) {
        page.add(Metric.TASK_BUSY_SAMPLES, count.count(), s.job(), s.operator(), s.subtask(), lower(count.kind()));
      }
    }
    addPools(page, s);
    s.inputs().forEach(input -> addInput(page, s, input));
    s.outputs().forEach(output -> addOutput(page, s, output));
  }

  private static void addPools(Exposition page, SubtaskSample s) {
    addPool(page, s, "out", s.outPool());
    addPool(page, s, "in_exclusive", s.inExclusive());
    addPool(page, s, "in_floating", s.inFloating());
    addUsage(page, s, "out", s.outPool());
    if (s.inExclusive() != null && s.inFloating() != null) {
      addUsage(page, s, "in", new Pool(s.inExclusive().used() + s.inFloating().used(),
          s.inExclusive().size() + s.inFloating().size()));
    }
  }

  private static void addPool(Exposition page, SubtaskSample s, String name, Pool pool) {
    if (pool != null) {
      page.add(Metric.POOL_USED, pool.used(), s.job(), s.operator(), s.subtask(), name);
      page.add(Metric.POOL_SIZE, pool.size(), s.job(), s.operator(), s.subtask(), name);
    }
  }

  /** A pool of no buffers has no usage, rather than a usage of zero. */
  private static void addUsage(Exposition page, SubtaskSample s, String direction, Pool pool) {
    if (pool != null && pool.size() > 0) {
      page.add(Metric.POOL_USAGE, (double) pool.used() / pool.size(), s.job(), s.operator(), s.subtask(), direction);
    }
  }

  private static void addInput(Exposition page, SubtaskSample s, InputSample input) {
    Object[] place = {s.job(), s.operator(), s.subtask(), input.edge()};
    page.add(Metric.EDGE_RECORDS_IN, input.records(), place);
    page.add(Metric.EDGE_QUEUED, input.queuedBuffers(), place);
    page.add(Metric.EDGE_CREDITS, input.credits(), place);
    page.addNanos(Metric.EDGE_ALIGNED, input.alignedNanos(), place);
  }

  private static void addOutput(Exposition page, SubtaskSample s, OutputSample output) {
    Object[] place = {s.job(), s.operator(), s.subtask(), output.edge()};
    page.addNanos(Metric.EDGE_BLOCKED, output.blockedNanos(), place);
    page.add(Metric.EDGE_RECORDS_OUT, output.records(), place);
    page.add(Metric.EDGE_BACKLOG, output.backlog(), place);
  }

  private static Double seconds(Long millis) {
    return millis == null ? null : millis / 1e3;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
