package io.manometer.analyzer.source.prometheus;

import io.manometer.analyzer.source.prometheus.Scrape.Sample;
import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Operator.Chained;
import io.manometer.rules.model.Spent;
import io.manometer.rules.model.StackReading;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.SubtaskReading.InputReading;
import io.manometer.rules.model.SubtaskReading.OutputReading;
import io.manometer.rules.model.SubtaskReading.Pool;
import io.manometer.rules.model.SubtaskReading.SourceReading;
import io.manometer.rules.model.Topology;
import io.manometer.rules.model.WorkerReading;
import io.manometer.wire.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A scrape of the agent's {@code /metrics}, translated. It holds all that a pushed snapshot does but the frames and the
 * operators of stacks, which are no metrics.
 */
final class AgentScrape {

  /** What the agent's metrics begin with. */
  static final String SELECTOR = "manometer_.+";

  private static final double NANOS = 1e9;

  private final Scrape scrape;
  private final Map<List<String>, Double> values = new HashMap<>();

  private AgentScrape(Scrape scrape) {
    this.scrape = scrape;
    Map<String, Metric> byName = new HashMap<>();
    for (Metric metric : Metric.values()) {
      byName.put(metric.seriesName(), metric);
    }
    for (Sample sample : scrape.samples()) {
      Metric metric = byName.get(sample.metric());
      if (metric != null) {
        List<String> key = new ArrayList<>(List.of(sample.metric()));
        metric.labels().forEach(label -> key.add(sample.label(label)));
        values.put(key, sample.value());
      }
    }
  }

  /** One observation for each job of the worker; empty when the scrape is of no agent. */
  static List<Observation> observations(Scrape scrape) {
    AgentScrape agent = new AgentScrape(scrape);
    Optional<Sample> info = scrape.of(Metric.AGENT_INFO.seriesName()).stream().findFirst();
    return info.map(agent::observations).orElse(List.of());
  }

  private List<Observation> observations(Sample agentInfo) {
    WorkerReading worker = worker(agentInfo);
    List<Observation> observations = new ArrayList<>();
    for (Sample job : scrape.of(Metric.JOB_INFO.seriesName())) {
      Topology graph = graph(job);
      List<SubtaskReading> subtasks = scrape.of(Metric.SUBTASK_INFO.seriesName()).stream()
          .filter(subtask -> subtask.label("job_id").equals(graph.id()))
          .flatMap(subtask -> subtask(graph, subtask).stream())
          .toList();
      observations.add(new Observation(
          graph, worker, Instant.ofEpochMilli(scrape.millis()), scrape.millis() * 1_000_000, subtasks));
    }
    return observations;
  }

  private Topology graph(Sample job) {
    String id = job.label("job_id");
    List<Operator> operators = new ArrayList<>();
    for (Sample task : scrape.of(Metric.TASK_INFO.seriesName())) {
      if (task.label("job_id").equals(id)) {
        operators.add(new Operator(
            task.label("task_id"), task.label("task_name"), Integer.parseInt(task.label("parallelism")),
            number(task.label("max_parallelism")), Operator.Role.valueOf(upper(task.label("role"))),
            chain(task.label("task_id"), task.label("chained_operators"))));
      }
    }
    List<Edge> edges = new ArrayList<>();
    for (Sample edge : scrape.of(Metric.EDGE_INFO.seriesName())) {
      if (edge.label("job_id").equals(id)) {
        edges.add(new Edge(
            edge.label("edge_id"), edge.label("upstream_task_id"), edge.label("downstream_task_id"),
            Edge.Partitioning.valueOf(upper(edge.label("partitioner")))));
      }
    }
    return new Topology(
        id, job.label("job_name"), job.label("runtime"), operators, edges,
        value(Metric.JOB_SLA_LAG, id).map(seconds -> Duration.ofMillis(Math.round(seconds * 1000))));
  }

  /** Empty where the runtime has none, and of an agent that does not tell it yet. */
  private static Optional<Integer> number(String label) {
    return label.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(label));
  }

  private static List<Chained> chain(String task, String names) {
    List<Chained> chain = new ArrayList<>();
    for (String name : names.isEmpty() ? new String[0] : names.split(" -> ")) {
      chain.add(new Chained(task + "/" + chain.size(), name));
    }
    return chain;
  }

  private WorkerReading worker(Sample info) {
    return new WorkerReading(
        info.label("worker"),
        scrape.instance(),
        info.label("host"),
        -1,
        Optional.of(info.label("runtime")).filter(runtime -> !runtime.isEmpty()),
        scrape.value(Metric.CORES.seriesName()).map(Double::intValue),
        scrape.value(Metric.CPU_QUOTA.seriesName()),
        scrape.value(Metric.GC_PAUSE.seriesName()).map(seconds -> Math.round(seconds * 1000)),
        whole(scrape.value(Metric.GC_PAUSES.seriesName())),
        whole(scrape.value(Metric.HEAP_USED.seriesName())),
        whole(scrape.value(Metric.HEAP_USED_AFTER_GC.seriesName())),
        whole(scrape.value(Metric.HEAP_MAX.seriesName())),
        whole(scrape.value(Metric.ALLOCATED.seriesName())),
        nanos(scrape.value(Metric.PROCESS_CPU.seriesName())),
        nanos(scrape.value(Metric.THROTTLED.seriesName())),
        scrape.of(Metric.GC_PAUSE.seriesName()).stream().findFirst().map(gc -> gc.label("gc")),
        scrape.of(Metric.AGENT_STATE.seriesName()).stream().filter(s -> s.value() == 1).findFirst()
            .map(state -> upper(state.label("state"))),
        Optional.empty());
  }

  /** Empty without the three parts of its time. */
  private Optional<SubtaskReading> subtask(Topology graph, Sample info) {
    Place place = new Place(info.label("job_id"), info.label("task_id"), info.label("subtask_index"));
    Optional<Long> busy = place.nanos(Metric.TASK_BUSY);
    Optional<Long> idle = place.nanos(Metric.TASK_IDLE);
    Optional<Long> blocked = place.nanos(Metric.TASK_BACKPRESSURED);
    if (busy.isEmpty() || idle.isEmpty() || blocked.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new SubtaskReading(
        new SubtaskId(place.task(), Integer.parseInt(place.subtask())),
        Integer.parseInt(info.label("task_attempt_num")),
        new Spent.Totals(busy.get() + idle.get() + blocked.get(), idle.get(), blocked.get()),
        place.waiting(),
        place.nanos(Metric.TASK_CPU),
        place.nanos(Metric.TASK_RUN_QUEUE),
        place.count(Metric.TASK_ALLOCATED),
        place.count(Metric.TASK_RECORDS_IN),
        place.count(Metric.TASK_RECORDS_OUT),
        place.count(Metric.TASK_BYTES_IN),
        place.count(Metric.TASK_BYTES_OUT),
        place.pool("out"),
        place.pool("in_exclusive"),
        place.pool("in_floating"),
        place.source(graph.operator(place.task()).filter(Operator::isSource).isPresent()),
        graph.inputsOf(place.task()).stream().map(place::input).toList(),
        graph.outputsOf(place.task()).stream().map(place::output).toList(),
        place.stacks(),
        place.millis(Metric.WATERMARK_LAG),
        place.millis(Metric.CHECKPOINT_START_DELAY)));
  }

  /** The labels of one subtask, and what is said of it. */
  private final class Place {

    private final String job;
    private final String task;
    private final String subtask;

    Place(String job, String task, String subtask) {
      this.job = job;
      this.task = task;
      this.subtask = subtask;
    }

    String task() {
      return task;
    }

    String subtask() {
      return subtask;
    }

    Optional<Long> count(Metric metric) {
      return whole(value(metric, job, task, subtask));
    }

    Optional<Long> millis(Metric metric) {
      return value(metric, job, task, subtask).map(seconds -> Math.round(seconds * 1000));
    }

    Optional<Long> nanos(Metric metric) {
      return AgentScrape.nanos(value(metric, job, task, subtask));
    }

    Optional<Pool> pool(String name) {
      return value(Metric.POOL_USED, job, task, subtask, name).flatMap(
          used -> value(Metric.POOL_SIZE, job, task, subtask, name).map(size -> new Pool(used, size)));
    }

    Optional<SubtaskReading.Wait> waiting() {
      for (SubtaskReading.Wait.Kind kind : SubtaskReading.Wait.Kind.values()) {
        Optional<Double> since =
            value(Metric.TASK_CURRENT_WAIT, job, task, subtask, kind.name().toLowerCase(Locale.ROOT));
        if (since.isPresent()) {
          return Optional.of(new SubtaskReading.Wait(kind, Optional.empty(), Math.round(since.get() * NANOS)));
        }
      }
      return Optional.empty();
    }

    Optional<SourceReading> source(boolean isSource) {
      Optional<Long> lag = count(Metric.SOURCE_LAG);
      return isSource
          ? Optional.of(new SourceReading(
              lag.map(known -> true), count(Metric.SOURCE_ARRIVED), count(Metric.SOURCE_EMITTED), lag))
          : Optional.empty();
    }

    InputReading input(Edge edge) {
      return new InputReading(
          edge.id(), edgeCount(Metric.EDGE_RECORDS_IN, edge), Optional.empty(), edgeCount(Metric.EDGE_QUEUED, edge),
          edgeCount(Metric.EDGE_CREDITS, edge), Optional.empty(),
          AgentScrape.nanos(value(Metric.EDGE_ALIGNED, job, task, subtask, edge.id())));
    }

    OutputReading output(Edge edge) {
      return new OutputReading(
          edge.id(), edgeCount(Metric.EDGE_RECORDS_OUT, edge), Optional.empty(),
          AgentScrape.nanos(value(Metric.EDGE_BLOCKED, job, task, subtask, edge.id())), List.of(),
          edgeCount(Metric.EDGE_BACKLOG, edge));
    }

    Optional<StackReading> stacks() {
      Map<StackClass, Long> classes = new EnumMap<>(StackClass.class);
      for (StackClass kind : StackClass.values()) {
        value(Metric.TASK_BUSY_SAMPLES, job, task, subtask, kind.name().toLowerCase(Locale.ROOT))
            .ifPresent(count -> classes.put(kind, Math.round(count)));
      }
      long samples = classes.values().stream().mapToLong(Long::longValue).sum();
      return classes.isEmpty()
          ? Optional.empty()
          : Optional.of(new StackReading(samples, classes, List.of(), Map.of()));
    }

    private Optional<Long> edgeCount(Metric metric, Edge edge) {
      return whole(value(metric, job, task, subtask, edge.id()));
    }
  }

  private Optional<Double> value(Metric metric, String... labels) {
    List<String> key = new ArrayList<>(List.of(metric.seriesName()));
    key.addAll(List.of(labels));
    return Optional.ofNullable(values.get(key)).filter(value -> value >= 0);
  }

  private static Optional<Long> whole(Optional<Double> value) {
    return value.map(Math::round);
  }

  private static Optional<Long> nanos(Optional<Double> seconds) {
    return seconds.map(value -> Math.round(value * NANOS));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
