package io.manometer.agent.adapter.creditflow;

import static io.manometer.agent.target.Symbol.field;
import static io.manometer.agent.target.Symbol.method;

import io.manometer.agent.target.Symbol;
import java.util.List;

/** Every name of creditflow that the adapter relies on. */
final class Names {

  static final String ROOT = "io.manometer.creditflow.";
  static final String SUBTASK = ROOT + "runtime.Subtask";
  static final String SUBTASK_INPUT = ROOT + "network.SubtaskInput";
  static final String INPUT_GATE = ROOT + "network.InputGate";
  static final String INPUT_CHANNEL = ROOT + "network.InputChannel";
  static final String OUTPUT_GATE = ROOT + "network.OutputGate";
  static final String SUBPARTITION = ROOT + "network.Subpartition";
  static final String SOURCE_OPERATOR = ROOT + "operator.SourceOperator";
  static final String ARRIVALS = ROOT + "operator.Arrivals";
  private static final String LOCAL_POOL = ROOT + "buffer.LocalBufferPool";
  private static final String RECEIVE_BUFFERS = ROOT + "buffer.ReceiveBuffers";
  private static final String CHANNEL_ACCOUNT = RECEIVE_BUFFERS + "$ChannelAccount";
  private static final String JOB_GRAPH = ROOT + "graph.JobGraph";
  private static final String VERTEX = ROOT + "graph.Vertex";
  private static final String CHAINED_OPERATOR = ROOT + "graph.ChainedOperator";
  private static final String EDGE = ROOT + "graph.Edge";
  private static final String PARTITIONING = ROOT + "graph.Partitioning";

  private static final String LIST = "()Ljava/util/List;";
  private static final String TEXT = "()Ljava/lang/String;";

  static final Symbol SUBTASK_JOB = method(SUBTASK, "job", "()" + type(JOB_GRAPH));
  static final Symbol SUBTASK_VERTEX = method(SUBTASK, "vertex", "()" + type(VERTEX));
  static final Symbol SUBTASK_INDEX = method(SUBTASK, "index", "()I");
  static final Symbol SUBTASK_ATTEMPT = method(SUBTASK, "attempt", "()I");
  static final Symbol SUBTASK_INPUTS = method(SUBTASK, "inputGates", LIST);
  static final Symbol SUBTASK_OUTPUTS = method(SUBTASK, "outputGates", LIST);
  static final Symbol SUBTASK_SOURCE = method(SUBTASK, "source", "()" + type(SOURCE_OPERATOR));
  static final Symbol SUBTASK_WATERMARK = method(SUBTASK, "watermark", "()J");

  static final Symbol JOB_ID = method(JOB_GRAPH, "jobId", TEXT);
  static final Symbol JOB_NAME = method(JOB_GRAPH, "jobName", TEXT);
  static final Symbol JOB_SLA_LAG = method(JOB_GRAPH, "slaLag", "()Ljava/time/Duration;");
  static final Symbol JOB_MAX_PARALLELISM = method(JOB_GRAPH, "maxParallelism", "()I");
  static final Symbol JOB_VERTICES = method(JOB_GRAPH, "vertices", LIST);
  static final Symbol JOB_EDGES = method(JOB_GRAPH, "edges", LIST);
  static final Symbol JOB_WORKERS = method(JOB_GRAPH, "workers", LIST);
  static final Symbol JOB_WORKER_OF = method(JOB_GRAPH, "workerOf", "(" + type(VERTEX) + "I)I");

  static final Symbol VERTEX_ID = method(VERTEX, "id", TEXT);
  static final Symbol VERTEX_NAME = method(VERTEX, "name", TEXT);
  static final Symbol VERTEX_PARALLELISM = method(VERTEX, "parallelism", "()I");
  static final Symbol VERTEX_CHAIN = method(VERTEX, "chain", LIST);
  static final Symbol CHAINED_ID = method(CHAINED_OPERATOR, "id", TEXT);
  static final Symbol CHAINED_NAME = method(CHAINED_OPERATOR, "name", TEXT);
  static final Symbol EDGE_ID = method(EDGE, "id", TEXT);
  static final Symbol EDGE_FROM = method(EDGE, "from", "()" + type(VERTEX));
  static final Symbol EDGE_TO = method(EDGE, "to", "()" + type(VERTEX));
  static final Symbol EDGE_PARTITIONING = method(EDGE, "partitioning", "()" + type(PARTITIONING));

  static final Symbol INPUT_EDGE = method(INPUT_GATE, "edge", "()" + type(EDGE));
  static final Symbol INPUT_CHANNELS = method(INPUT_GATE, "channels", "()[" + type(INPUT_CHANNEL));
  static final Symbol INPUT_BUFFERS = method(INPUT_GATE, "buffers", "()" + type(RECEIVE_BUFFERS));
  static final Symbol CHANNEL_RECORDS = field(INPUT_CHANNEL, "recordsRead", "J");
  static final Symbol CHANNEL_BYTES = field(INPUT_CHANNEL, "bytesRead", "J");
  static final Symbol CHANNEL_BACKLOG = field(INPUT_CHANNEL, "senderBacklog", "I");
  static final Symbol CHANNEL_RECEIVED = field(INPUT_CHANNEL, "received", "Ljava/util/ArrayDeque;");
  static final Symbol BUFFERS_ACCOUNTS = field(RECEIVE_BUFFERS, "channels", "[" + type(CHANNEL_ACCOUNT));
  static final Symbol BUFFERS_EXCLUSIVE = field(RECEIVE_BUFFERS, "exclusivePerChannel", "I");
  static final Symbol BUFFERS_FLOATING = field(RECEIVE_BUFFERS, "floatingSize", "I");
  static final Symbol BUFFERS_FLOATING_AVAILABLE = field(RECEIVE_BUFFERS, "floatingAvailable", "I");
  static final Symbol ACCOUNT_EXCLUSIVE_FREE = field(CHANNEL_ACCOUNT, "exclusiveFree", "I");
  static final Symbol ACCOUNT_FLOATING_FREE = field(CHANNEL_ACCOUNT, "floatingFree", "I");

  static final Symbol OUTPUT_EDGE = method(OUTPUT_GATE, "edge", "()" + type(EDGE));
  static final Symbol OUTPUT_POOL = method(OUTPUT_GATE, "pool", "()" + type(LOCAL_POOL));
  static final Symbol OUTPUT_SUBPARTITIONS = method(OUTPUT_GATE, "subpartitions", "()[" + type(SUBPARTITION));
  static final Symbol POOL_SIZE = field(LOCAL_POOL, "size", "I");
  static final Symbol POOL_REQUESTED = field(LOCAL_POOL, "requested", "I");
  static final Symbol SUBPARTITION_RECORDS = field(SUBPARTITION, "recordsWritten", "J");
  static final Symbol SUBPARTITION_BYTES = field(SUBPARTITION, "bytesWritten", "J");
  static final Symbol SUBPARTITION_BACKLOG = field(SUBPARTITION, "backlog", "I");

  static final Symbol SOURCE_OPEN_LOOP = method(SOURCE_OPERATOR, "openLoop", "()Z");
  static final Symbol SOURCE_EMITTED = method(SOURCE_OPERATOR, "emitted", "()J");
  static final Symbol SOURCE_ARRIVED = method(SOURCE_OPERATOR, "arrivedBy", "(J)J");

  static final List<Symbol> ALL = List.of(
      SUBTASK_JOB, SUBTASK_VERTEX, SUBTASK_INDEX, SUBTASK_ATTEMPT, SUBTASK_INPUTS, SUBTASK_OUTPUTS,
      SUBTASK_SOURCE, SUBTASK_WATERMARK, JOB_ID, JOB_NAME, JOB_SLA_LAG, JOB_MAX_PARALLELISM, JOB_VERTICES, JOB_EDGES,
      JOB_WORKERS, JOB_WORKER_OF, VERTEX_ID, VERTEX_NAME, VERTEX_PARALLELISM, VERTEX_CHAIN, CHAINED_ID, CHAINED_NAME,
      EDGE_ID, EDGE_FROM, EDGE_TO, EDGE_PARTITIONING, INPUT_EDGE, INPUT_CHANNELS, INPUT_BUFFERS, CHANNEL_RECORDS, CHANNEL_BYTES,
      CHANNEL_BACKLOG, CHANNEL_RECEIVED, BUFFERS_ACCOUNTS, BUFFERS_EXCLUSIVE, BUFFERS_FLOATING,
      BUFFERS_FLOATING_AVAILABLE, ACCOUNT_EXCLUSIVE_FREE, ACCOUNT_FLOATING_FREE, OUTPUT_EDGE, OUTPUT_POOL,
      OUTPUT_SUBPARTITIONS, POOL_SIZE, POOL_REQUESTED, SUBPARTITION_RECORDS, SUBPARTITION_BYTES, SUBPARTITION_BACKLOG,
      SOURCE_OPEN_LOOP, SOURCE_EMITTED, SOURCE_ARRIVED);

  private Names() {}

  private static String type(String className) {
    return "L" + className.replace('.', '/') + ";";
  }
}
