package io.manometer.wire;

import static io.manometer.wire.Metric.Kind.COUNTER;
import static io.manometer.wire.Metric.Kind.GAUGE;
import static io.manometer.wire.Metric.Kind.INFO;
import static io.manometer.wire.Metric.Kind.STATES;

import java.util.List;

/**
 * Every metric that the agent serves on {@code /metrics}: the only home of their names, units and labels. Label names are
 * Flink's. Series that change often carry ids only; names are joined from the {@code *_info} metrics. When there are more
 * series than allowed, the later ones in this list are left out first.
 */
public enum Metric {
  AGENT_INFO("agent_info", INFO, null, "The agent and the JVM it is in.",
      "version", "worker", "host", "runtime", "java_version"),
  AGENT_STATE("agent_state", STATES, null, "State of the agent: 1 for the one it is in.", "state"),
  AGENT_MODULE_INFO("agent_module_info", INFO, null, "State of each target's adapter.", "module", "line", "state"),
  AGENT_CPU("agent_cpu_seconds", COUNTER, "seconds", "CPU time of the agent's own threads."),
  AGENT_ADVICE_ERRORS("agent_advice_errors", COUNTER, null, "Errors in woven code, held back from the host."),
  AGENT_SAMPLER_PAUSES("agent_sampler_pauses", COUNTER, null, "Stack samplings, each of which stops all threads."),
  AGENT_SAMPLER_PAUSE("agent_sampler_pause_seconds", COUNTER, "seconds", "Time of those samplings, at most."),
  AGENT_SNAPSHOTS_SENT("agent_snapshots_sent", COUNTER, null, "Snapshots that the analyzer took."),
  AGENT_PUSH_FAILURES("agent_push_failures", COUNTER, null, "Tries to send a snapshot that failed."),
  AGENT_SNAPSHOTS_DROPPED("agent_snapshots_dropped", COUNTER, null, "Snapshots given up because the queue was full."),
  AGENT_SNAPSHOT_QUEUE("agent_snapshot_queue", GAUGE, null, "Snapshots that wait to be sent."),
  AGENT_SERIES_DROPPED("agent_series_dropped", GAUGE, null, "Series left out of this answer, being more than max-series."),
  JOB_INFO("job_info", INFO, null, "A job with tasks in this JVM.", "job_id", "job_name", "runtime"),
  JOB_SLA_LAG("job_sla_lag_seconds", GAUGE, "seconds", "Lag that the job declares acceptable.", "job_id"),
  TASK_INFO("task_info", INFO, null, "A vertex of the job's graph.",
      "job_id", "task_id", "task_name", "parallelism", "max_parallelism", "role", "chained_operators"),
  EDGE_INFO("edge_info", INFO, null, "A connection between two vertices.",
      "job_id", "edge_id", "upstream_task_id", "downstream_task_id", "partitioner"),
  SUBTASK_INFO("subtask_info", INFO, null, "A subtask that runs in this JVM.",
      "job_id", "task_id", "subtask_index", "task_attempt_num", "tm_id", "host"),
  TASK_BUSY("task_busy_seconds", COUNTER, "seconds",
      "Time that the task thread was neither idle nor backpressured. Its rate is 0 to 1; 0.8 is 800 ms/s.", Labels.SUBTASK),
  TASK_BACKPRESSURED("task_backpressured_seconds", COUNTER, "seconds",
      "Time that the task thread waited for an output buffer, the wait in progress included.", Labels.SUBTASK),
  TASK_IDLE("task_idle_seconds", COUNTER, "seconds",
      "Time that the task thread waited for input, the wait in progress included.", Labels.SUBTASK),
  TASK_RECORDS_IN("task_records_in", COUNTER, null, "Records read.", Labels.SUBTASK),
  TASK_RECORDS_OUT("task_records_out", COUNTER, null, "Records written.", Labels.SUBTASK),
  TASK_BYTES_IN("task_bytes_in", COUNTER, null, "Bytes read.", Labels.SUBTASK),
  TASK_BYTES_OUT("task_bytes_out", COUNTER, null, "Bytes written.", Labels.SUBTASK),
  POOL_USAGE("buffer_pool_usage_ratio", GAUGE, "ratio",
      "Buffers in use of those the subtask may have. May exceed 1 where a runtime overdraws.", "job_id", "task_id",
      "subtask_index", "direction"),
  POOL_USED("buffer_pool_used_buffers", GAUGE, null, "Buffers in use, by pool: out, in_exclusive, in_floating.",
      Labels.POOL),
  POOL_SIZE("buffer_pool_size_buffers", GAUGE, null, "Buffers that the pool may hand out.", Labels.POOL),
  SOURCE_ARRIVED("source_arrived_records", COUNTER, null, "Records that arrived at a source.", Labels.SUBTASK),
  SOURCE_EMITTED("source_emitted_records", COUNTER, null, "Records that a source handed on.", Labels.SUBTASK),
  SOURCE_LAG("source_lag_records", GAUGE, null, "Records arrived and not yet handed on.", Labels.SUBTASK),
  WATERMARK_LAG("watermark_lag_seconds", GAUGE, "seconds", "Wall clock behind which the event-time watermark stands.",
      Labels.SUBTASK),
  CHECKPOINT_START_DELAY("checkpoint_start_delay_seconds", GAUGE, "seconds",
      "Time from the start of the last checkpoint until its barrier came.", Labels.SUBTASK),
  TASK_CPU("task_cpu_seconds", COUNTER, "seconds", "CPU time of the task thread.", Labels.SUBTASK),
  TASK_RUN_QUEUE("task_run_queue_seconds", COUNTER, "seconds", "Time that the task thread could run and had no core.",
      Labels.SUBTASK),
  TASK_ALLOCATED("task_allocated_bytes", COUNTER, "bytes", "Heap bytes that the task thread allocated.", Labels.SUBTASK),
  TASK_CURRENT_WAIT("task_current_wait_seconds", GAUGE, "seconds", "How long the wait in progress has lasted.",
      "job_id", "task_id", "subtask_index", "kind"),
  TASK_BUSY_SAMPLES("task_busy_samples", COUNTER, null, "Stack samples of the busy task thread by what it did.",
      "job_id", "task_id", "subtask_index", "class"),
  EDGE_BLOCKED("edge_blocked_seconds", COUNTER, "seconds", "Backpressured time by the edge that was waited for.",
      Labels.EDGE),
  EDGE_RECORDS_OUT("edge_records_out", COUNTER, null, "Records written to an edge.", Labels.EDGE),
  EDGE_BACKLOG("edge_backlog_buffers", GAUGE, null, "Finished output buffers not yet sent.", Labels.EDGE),
  EDGE_RECORDS_IN("edge_records_in", COUNTER, null, "Records read from an edge.", Labels.EDGE),
  EDGE_QUEUED("edge_queued_buffers", GAUGE, null, "Buffers received and not yet read.", Labels.EDGE),
  EDGE_CREDITS("edge_credits", GAUGE, null, "Credits granted to senders and not yet used.", Labels.EDGE),
  EDGE_ALIGNED("edge_aligned_seconds", COUNTER, "seconds", "Time that an input stood blocked for barrier alignment.",
      Labels.EDGE),
  GC_PAUSE("gc_pause_seconds", COUNTER, "seconds",
      "Time that garbage collection stopped the application; concurrent work is not in it.", "gc"),
  GC_PAUSES("gc_pauses", COUNTER, null, "Such stops.", "gc"),
  HEAP_USED("heap_used_bytes", GAUGE, "bytes", "Heap in use."),
  HEAP_USED_AFTER_GC("heap_used_after_gc_bytes", GAUGE, "bytes", "Heap in use right after the last collection."),
  HEAP_MAX("heap_max_bytes", GAUGE, "bytes", "Most heap that the JVM may use."),
  ALLOCATED("allocated_bytes", COUNTER, "bytes", "Heap bytes that all threads of the JVM allocated."),
  PROCESS_CPU("process_cpu_seconds", COUNTER, "seconds", "CPU time of the process."),
  CORES("process_cores", GAUGE, null, "Processors that the JVM may use."),
  CPU_QUOTA("process_cpu_quota_cores", GAUGE, null, "Cores granted by the container's CPU quota."),
  THROTTLED("process_cpu_throttled_seconds", COUNTER, "seconds", "Time that the quota held the process back.");

  /** How values of a metric behave. */
  public enum Kind {
    /** Only grows; on the page its name ends in {@code _total}. */
    COUNTER,
    GAUGE,
    /** Always 1; the labels are the message. */
    INFO,
    /** One series for each state, 1 for the one that holds. */
    STATES
  }

  private final String baseName;
  private final Kind kind;
  private final String unit;
  private final String help;
  private final List<String> labels;

  Metric(String baseName, Kind kind, String unit, String help, String... labels) {
    this.baseName = baseName;
    this.kind = kind;
    this.unit = unit;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** With the product's prefix, without what the format adds for the kind ({@code _total}). */
  public String baseName() {
    return "manometer_" + baseName;
  }

  /** As a query names it. */
  public String seriesName() {
    return kind == COUNTER ? baseName() + "_total" : baseName();
  }

  public Kind kind() {
    return kind;
  }

  /** Base unit; null where values only count. */
  public String unit() {
    return unit;
  }

  public String help() {
    return help;
  }

  public List<String> labels() {
    return labels;
  }

  /** Label sets used more than once. */
  private static final class Labels {
    static final String[] SUBTASK = {"job_id", "task_id", "subtask_index"};
    static final String[] POOL = {"job_id", "task_id", "subtask_index", "pool"};
    static final String[] EDGE = {"job_id", "task_id", "subtask_index", "edge_id"};
  }
}
