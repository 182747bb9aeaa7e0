package io.manometer.analyzer.source.prometheus;

import io.manometer.analyzer.source.prometheus.Scrape.Sample;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Operator.Role;
import io.manometer.rules.model.Spent;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.SubtaskReading.Pool;
import io.manometer.rules.model.SubtaskReading.SourceReading;
import io.manometer.rules.model.Topology;
import io.manometer.rules.model.WorkerReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A scrape of Flink's own Prometheus reporter, translated. The reporter tells no edges: those come from elsewhere, and
 * without them the operators stand side by side.
 */
final class ReporterScrape {

  private static final String ROOT = "flink_taskmanager_";
  private static final String TASK = ROOT + "job_task_";
  private static final String BUSY = TASK + "accumulateBusyTimeMs";
  private static final String IDLE = TASK + "accumulateIdleTimeMs";
  private static final String BACKPRESSURED = TASK + "accumulateBackPressuredTimeMs";
  private static final String OUT_POOL = TASK + "Shuffle_Netty_Output_Buffers_outPoolUsage";
  private static final String IN_EXCLUSIVE = TASK + "Shuffle_Netty_Input_Buffers_inputExclusiveBuffersUsage";
  private static final String IN_FLOATING = TASK + "Shuffle_Netty_Input_Buffers_inputFloatingBuffersUsage";
  private static final String IN_REMOTE = TASK + "Shuffle_Netty_Input_numBuffersInRemote";
  private static final String PENDING = TASK + "operator_pendingRecords";
  private static final List<String> COUNTS = List.of("numRecordsIn", "numRecordsOut", "numBytesIn", "numBytesOut");

  /** The metrics that are read, and no other. */
  static final String SELECTOR = String.join("|", BUSY, IDLE, BACKPRESSURED, OUT_POOL, IN_EXCLUSIVE, IN_FLOATING,
      IN_REMOTE, PENDING, COUNTS.stream().map(count -> TASK + count).collect(Collectors.joining("|")),
      ROOT + "Status_JVM_(CPU_Time|Memory_Heap_Used|Memory_Heap_Max|GarbageCollector_.+_(Time|Count))");

  private static final long NANOS = 1_000_000;
  private static final String INDEX = "\\d{1,9}";

  /** Collectors whose time is pauses; others count concurrent work as well. */
  private static final String PAUSING =
      "G1_Young_Generation|G1_Old_Generation|PS_Scavenge|PS_MarkSweep|Copy|MarkSweepCompact|ParNew|ZGC_.*Pauses|Shenandoah_Pauses";
  private static final String CONCURRENT =
      "All|G1_Concurrent_GC|ConcurrentMarkSweep|ZGC_.*Cycles|Shenandoah_Cycles";

  private final Scrape scrape;
  private final Map<String, Integer> parallelism;
  private final Function<String, Optional<Topology>> graphs;

  private ReporterScrape(
      Scrape scrape, Map<String, Integer> parallelism, Function<String, Optional<Topology>> graphs) {
    this.scrape = scrape;
    this.parallelism = parallelism;
    this.graphs = graphs;
  }

  /**
   * One observation for each job of the TaskManager.
   *
   * @param parallelism as {@link #parallelism} tells it
   * @param graphs of jobs by id, where they are known
   */
  static List<Observation> observations(
      Scrape scrape, Map<String, Integer> parallelism, Function<String, Optional<Topology>> graphs) {
    return new ReporterScrape(scrape, parallelism, graphs).observations();
  }

  /**
   * How many subtasks each task has, by the ids of its job and of itself. One TaskManager has some of them; the highest
   * index in the scrapes of all is the last one's. What is no index is passed over here: the scrape that has it will say so.
   */
  static Map<String, Integer> parallelism(List<Scrape> all) {
    Map<String, Integer> parallelism = new HashMap<>();
    for (Scrape scrape : all) {
      for (Sample sample : scrape.of(BUSY)) {
        String index = sample.label("subtask_index");
        if (index.matches(INDEX)) {
          parallelism.merge(
              task(sample.label("job_id"), sample.label("task_id")), 1 + Integer.parseInt(index), Math::max);
        }
      }
    }
    return parallelism;
  }

  private static String task(String job, String task) {
    return job + "/" + task;
  }

  private List<Observation> observations() {
    Map<String, Map<SubtaskId, List<Sample>>> byJob = new TreeMap<>();
    for (Sample sample : scrape.samples()) {
      if (!sample.label("job_id").isEmpty() && !sample.label("subtask_index").isEmpty()) {
        byJob.computeIfAbsent(sample.label("job_id"), job -> new TreeMap<>())
            .computeIfAbsent(
                new SubtaskId(sample.label("task_id"), Integer.parseInt(sample.label("subtask_index"))),
                id -> new ArrayList<>())
            .add(sample);
      }
    }
    List<Observation> observations = new ArrayList<>();
    byJob.forEach((job, subtasks) -> {
      Topology graph = graphs.apply(job).orElseGet(() -> withoutEdges(job, subtasks.values()));
      observations.add(new Observation(
          graph, worker(subtasks.values()), Instant.ofEpochMilli(scrape.millis()), scrape.millis() * NANOS,
          subtasks.entrySet().stream()
              .flatMap(entry -> subtask(graph, entry.getKey(), latestAttempt(entry.getValue())).stream()).toList()));
    });
    return observations;
  }

  /** For some seconds after a restart a series of the attempt before may still be there. */
  private static List<Sample> latestAttempt(List<Sample> samples) {
    int latest = samples.stream().mapToInt(ReporterScrape::attempt).max().orElse(0);
    return samples.stream().filter(sample -> attempt(sample) == latest).toList();
  }

  private static int attempt(Sample sample) {
    String attempt = sample.label("task_attempt_num");
    return attempt.isEmpty() ? 0 : Integer.parseInt(attempt);
  }

  private Topology withoutEdges(String job, Collection<List<Sample>> subtasks) {
    Map<String, String> names = new TreeMap<>();
    subtasks.forEach(samples -> names.put(samples.get(0).label("task_id"), samples.get(0).label("task_name")));
    List<Operator> operators = new ArrayList<>();
    names.forEach((task, name) -> operators.add(new Operator(
        task, name, parallelism.getOrDefault(task(job, task), 1), Optional.empty(), Role.INNER, List.of())));
    String name = subtasks.iterator().next().get(0).label("job_name");
    return new Topology(job, name, "flink", operators, List.of(), Optional.empty());
  }

  private WorkerReading worker(Collection<List<Sample>> subtasks) {
    Sample any = subtasks.iterator().next().get(0);
    String id = any.label("tm_id").isEmpty() ? scrape.instance() : any.label("tm_id");
    return new WorkerReading(
        id, id, any.label("host").isEmpty() ? scrape.instance() : any.label("host"), -1, Optional.of("flink"),
        Optional.empty(), Optional.empty(), pauses("_Time"), pauses("_Count"),
        jvm("Memory_Heap_Used"), Optional.empty(), jvm("Memory_Heap_Max"), Optional.empty(), jvm("CPU_Time"),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Optional<Long> jvm(String metric) {
    return scrape.value(ROOT + "Status_JVM_" + metric).filter(value -> value > 0).map(Math::round);
  }

  /** Empty when there is a collector of which it is not known whether its time is pauses. */
  private Optional<Long> pauses(String what) {
    String begin = ROOT + "Status_JVM_GarbageCollector_";
    Map<String, Double> byCollector = new HashMap<>();
    for (Sample sample : scrape.samples()) {
      if (sample.metric().startsWith(begin) && sample.metric().endsWith(what)) {
        byCollector.put(
            sample.metric().substring(begin.length(), sample.metric().length() - what.length()), sample.value());
      }
    }
    byCollector.keySet().removeIf(name -> name.matches(CONCURRENT));
    return byCollector.isEmpty() || byCollector.keySet().stream().anyMatch(name -> !name.matches(PAUSING))
        ? Optional.empty()
        : Optional.of(Math.round(byCollector.values().stream().mapToDouble(Double::doubleValue).sum()));
  }

  /** Empty without the three parts of its time, as for sources of the old kind, whose busy time Flink does not know. */
  private static Optional<SubtaskReading> subtask(Topology graph, SubtaskId id, List<Sample> samples) {
    Map<String, Double> values = new HashMap<>();
    samples.forEach(sample -> values.put(sample.metric(), sample.value()));
    Optional<Operator> operator = graph.operator(id.operator());
    if (operator.isEmpty() || !values.keySet().containsAll(List.of(BUSY, IDLE, BACKPRESSURED))) {
      return Optional.empty();
    }
    boolean isSource = operator.get().isSource();
    boolean isSink = operator.get().isSink();
    long busy = Math.round(values.get(BUSY));
    long idle = Math.round(values.get(IDLE));
    long blocked = Math.round(values.get(BACKPRESSURED));
    boolean remote = values.getOrDefault(IN_REMOTE, 0.0) > 0;
    Optional<Long> recordsOut = count(values, "numRecordsOut");
    Optional<Long> emitted = count(values, "numRecordsIn").filter(n -> n > 0).or(() -> isSink ? Optional.empty() : recordsOut);
    return Optional.of(new SubtaskReading(
        id, attempt(samples.get(0)),
        new Spent.Totals(Math.max(0, busy + idle + blocked) * NANOS, idle * NANOS, blocked * NANOS), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(),
        isSource ? Optional.empty() : count(values, "numRecordsIn"),
        isSink ? Optional.empty() : recordsOut,
        isSource ? Optional.empty() : count(values, "numBytesIn"),
        isSink ? Optional.empty() : count(values, "numBytesOut"),
        isSink ? Optional.empty() : pool(values, OUT_POOL),
        remote ? pool(values, IN_EXCLUSIVE) : Optional.empty(),
        remote ? pool(values, IN_FLOATING) : Optional.empty(),
        isSource ? Optional.of(source(values, emitted)) : Optional.empty(),
        List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static SourceReading source(Map<String, Double> values, Optional<Long> emitted) {
    Optional<Long> lag = Optional.ofNullable(values.get(PENDING)).filter(n -> n >= 0).map(Math::round);
    return new SourceReading(
        lag.map(known -> true), lag.flatMap(owed -> emitted.map(n -> n + owed)), emitted, lag);
  }

  private static Optional<Long> count(Map<String, Double> values, String name) {
    return Optional.ofNullable(values.get(TASK + name)).filter(value -> value >= 0).map(Math::round);
  }

  private static Optional<Pool> pool(Map<String, Double> values, String metric) {
    return Optional.ofNullable(values.get(metric)).filter(usage -> usage >= 0).map(Pool::ofRatio);
  }
}
