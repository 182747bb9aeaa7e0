package io.manometer.analyzer;

import io.manometer.wire.AgentSample;
import io.manometer.wire.EdgeLink;
import io.manometer.wire.JobTopology;
import io.manometer.wire.JvmSample;
import io.manometer.wire.OperatorNode;
import io.manometer.wire.Snapshot;
import io.manometer.wire.SubtaskSample;
import io.manometer.wire.Worker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the snapshots that an agent in one worker would push: a chain of operators, each subtask with the shares of time
 * that the test gives, totals growing second by second.
 */
public final class TestAgent {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final long SECOND = 1_000_000_000L;

  private final String worker;
  private final String jobId;
  private final String jobName;
  private final Map<String, Load> operators = new LinkedHashMap<>();
  private String incarnation = "1";
  private long sequence;
  private long seconds;

  /** Shares of time and records per second of one subtask. */
  private record Load(String name, int parallelism, double idle, double backpressured, long records) {}

  public TestAgent(String worker, String jobId, String jobName) {
    this.worker = worker;
    this.jobId = jobId;
    this.jobName = jobName;
  }

  /** A pipeline in which {@code score} is always busy and what is before it waits for it. */
  public static TestAgent withBottleneck(String worker, String jobId) {
    return new TestAgent(worker, jobId, "orders")
        .operator("read", "read", 1, 0, 0.95, 1_000)
        .operator("score", "score", 1, 0.0, 0.0, 1_000)
        .operator("write", "write", 1, 0.95, 0.0, 1_000);
  }

  public TestAgent operator(String id, String name, int parallelism, double idle, double backpressured, long records) {
    operators.put(id, new Load(name, parallelism, idle, backpressured, records));
    return this;
  }

  /** The process starts anew: another incarnation, all totals from zero. */
  public TestAgent restarted() {
    incarnation = String.valueOf(Integer.parseInt(incarnation) + 1);
    sequence = 0;
    seconds = 0;
    return this;
  }

  /** The next second's snapshot. */
  public Snapshot next() {
    sequence++;
    seconds++;
    return new Snapshot(
        Snapshot.SCHEMA,
        new Worker(worker, incarnation, "host-" + worker, 42, "test 1.0", 2, null, "17"),
        sequence,
        1_700_000_000_000L + seconds * 1_000,
        seconds * SECOND,
        new JvmSample(seconds, seconds, 100L << 20, 50L << 20, 1L << 30, seconds << 20, seconds * SECOND / 2, null, "G1"),
        List.of(topology()),
        subtasks(),
        new AgentSample("test", AgentSample.State.RUNNING, 0, 0, 0, 0, 0, List.of()));
  }

  public byte[] nextJson() {
    return MAPPER.writeValueAsBytes(next());
  }

  public static byte[] json(Snapshot snapshot) {
    return MAPPER.writeValueAsBytes(snapshot);
  }

  private JobTopology topology() {
    List<String> ids = List.copyOf(operators.keySet());
    List<OperatorNode> nodes = new ArrayList<>();
    List<EdgeLink> edges = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      Load load = operators.get(ids.get(i));
      nodes.add(new OperatorNode(ids.get(i), load.name(), load.parallelism(), null, role(i), List.of()));
      if (i > 0) {
        edges.add(new EdgeLink(edge(i), ids.get(i - 1), ids.get(i), EdgeLink.Partitioning.HASH));
      }
    }
    return new JobTopology(jobId, jobName, "test 1.0", nodes, edges, null);
  }

  private OperatorNode.Role role(int index) {
    return index == 0 ? OperatorNode.Role.SOURCE
        : index == operators.size() - 1 ? OperatorNode.Role.SINK : OperatorNode.Role.INNER;
  }

  private static String edge(int index) {
    return "e" + index;
  }

  private List<SubtaskSample> subtasks() {
    List<String> ids = List.copyOf(operators.keySet());
    List<SubtaskSample> samples = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      for (int subtask = 0; subtask < operators.get(ids.get(i)).parallelism(); subtask++) {
        samples.add(sample(ids.get(i), i, subtask));
      }
    }
    return samples;
  }

  private SubtaskSample sample(String id, int index, int subtask) {
    Load load = operators.get(id);
    boolean source = index == 0;
    boolean sink = index == operators.size() - 1;
    long age = seconds * SECOND;
    long records = seconds * load.records();
    long backpressured = Math.round(age * load.backpressured());
    long busy = Math.round(age * (1 - load.idle() - load.backpressured()));
    return new SubtaskSample(
        jobId, id, subtask, 0, age, Math.round(age * load.idle()), backpressured, null,
        busy, 0L, records * 100,
        source ? null : records, sink ? null : records, source ? null : records * 50, sink ? null : records * 50,
        sink ? null : new SubtaskSample.Pool(load.backpressured() > 0.5 ? 10 : 1, 10),
        source ? null : new SubtaskSample.Pool(2, 4),
        source ? null : new SubtaskSample.Pool(4, 8),
        source ? new SubtaskSample.SourceSample(false, null, records, null) : null,
        source ? List.of() : List.of(new SubtaskSample.InputSample(edge(index), records, records * 50, 2L, 2L, 0L, null)),
        sink ? List.of() : List.of(new SubtaskSample.OutputSample(
            edge(index + 1), records, records * 50, backpressured, List.of(), 0L)),
        null, null, null);
  }
}
