package io.manometer.agent.adapter.flink;

import static io.manometer.agent.target.Symbol.field;
import static io.manometer.agent.target.Symbol.method;

import io.manometer.agent.target.Symbol;
import java.util.List;

/** What of Flink is read, by the names that 1.20 and 2.x have in common. */
final class Names {

  static final String ROOT = "org.apache.flink.";
  private static final String TASKS = ROOT + "streaming.runtime.tasks.";
  private static final String MAILBOX = TASKS + "mailbox.";
  private static final String RUNTIME = ROOT + "runtime.";
  private static final String CONSUMER = RUNTIME + "io.network.partition.consumer.";
  private static final String PARTITION = RUNTIME + "io.network.partition.";
  private static final String WRITER = RUNTIME + "io.network.api.writer.";
  private static final String GROUPS = RUNTIME + "metrics.groups.";
  private static final String CHECKPOINTING = ROOT + "streaming.runtime.io.checkpointing.";

  static final String STREAM_TASK = TASKS + "StreamTask";
  static final String LEGACY_SOURCE_TASK = TASKS + "SourceStreamTask";
  static final String LEGACY_SOURCE_THREAD = LEGACY_SOURCE_TASK + "$LegacySourceFunctionThread";
  static final String MAILBOX_IMPL = MAILBOX + "TaskMailboxImpl";
  static final String LOCAL_BUFFER_POOL = RUNTIME + "io.network.buffer.LocalBufferPool";
  static final String TASK = RUNTIME + "taskmanager.Task";
  static final String REMOTE_CHANNEL = CONSUMER + "RemoteInputChannel";
  static final String GATE_WITH_METRICS = RUNTIME + "taskmanager.InputGateWithMetrics";
  static final String SINGLE_GATE = CONSUMER + "SingleInputGate";
  static final String BUFFER_WRITING_PARTITION = PARTITION + "BufferWritingResultPartition";
  static final String SOURCE_OPERATOR = ROOT + "streaming.api.operators.SourceOperator";
  static final String SINGLE_BARRIER_HANDLER = CHECKPOINTING + "SingleCheckpointBarrierHandler";
  static final String ABSTRACT_OPERATOR = ROOT + "streaming.api.operators.AbstractStreamOperator";
  static final String OPERATOR_GROUP = GROUPS + "InternalOperatorMetricGroup";
  static final String ONE_INPUT_TASK = TASKS + "OneInputStreamTask";
  static final String SELECTING_WRITER = WRITER + "ChannelSelectorRecordWriter";
  static final String PERIOD_TIMER = MAILBOX + "GaugePeriodTimer";

  private static final String ENVIRONMENT = RUNTIME + "execution.Environment";
  private static final String TASK_INFO = ROOT + "api.common.TaskInfo";
  private static final String JOB_INFO = ROOT + "api.common.JobInfo";
  private static final String TASK_GROUP = GROUPS + "TaskMetricGroup";
  private static final String IO_GROUP = GROUPS + "TaskIOMetricGroup";
  private static final String METRIC_GROUP = GROUPS + "AbstractMetricGroup";
  private static final String PROXY_GROUP = GROUPS + "ProxyMetricGroup";
  private static final String COUNTER = ROOT + "metrics.Counter";
  private static final String GAUGE = ROOT + "metrics.Gauge";
  private static final String TIMER_GAUGE = RUNTIME + "metrics.TimerGauge";
  private static final String PROCESSOR = MAILBOX + "MailboxProcessor";
  private static final String SUSPENSION = PROCESSOR + "$DefaultActionSuspension";
  private static final String CHAIN = TASKS + "OperatorChain";
  private static final String WRAPPER = TASKS + "StreamOperatorWrapper";
  private static final String OPERATOR = ROOT + "streaming.api.operators.StreamOperator";
  private static final String OPERATOR_METRICS = ROOT + "metrics.groups.OperatorMetricGroup";
  private static final String DATA_SET_ID = RUNTIME + "jobgraph.IntermediateDataSetID";
  private static final String VERTEX_ID = RUNTIME + "jobgraph.JobVertexID";
  private static final String ATTEMPT_ID = RUNTIME + "executiongraph.ExecutionAttemptID";
  private static final String PARTITION_ID = PARTITION + "ResultPartitionID";
  private static final String INNER_PARTITION_ID = RUNTIME + "jobgraph.IntermediateResultPartitionID";
  private static final String CHANNEL = CONSUMER + "InputChannel";
  private static final String GATE = CONSUMER + "IndexedInputGate";
  private static final String RESULT_PARTITION = PARTITION + "ResultPartition";
  private static final String RESULT_WRITER = WRITER + "ResultPartitionWriter";
  private static final String RECORD_WRITERS = WRITER + "RecordWriterDelegate";
  private static final String SUBPARTITION = PARTITION + "ResultSubpartition";
  private static final String BUFFER_POOL = RUNTIME + "io.network.buffer.BufferPool";
  private static final String AVAILABILITY = RUNTIME + "io.AvailabilityProvider";
  private static final String BARRIER_HANDLER = CHECKPOINTING + "CheckpointBarrierHandler";
  private static final String CHANNEL_INFO = RUNTIME + "checkpoint.channel.InputChannelInfo";

  static final Symbol TASK_ENVIRONMENT = method(STREAM_TASK, "getEnvironment", "()" + type(ENVIRONMENT));
  static final Symbol TASK_PROCESSOR = field(STREAM_TASK, "mailboxProcessor", type(PROCESSOR));
  static final Symbol TASK_RECORD_WRITER = field(STREAM_TASK, "recordWriter", type(RECORD_WRITERS));
  static final Symbol TASK_IS_RUNNING = method(STREAM_TASK, "isRunning", "()Z");
  static final Symbol TASK_CHAIN = field(STREAM_TASK, "operatorChain", type(CHAIN));
  static final Symbol TASK_BARRIER_HANDLER =
      method(STREAM_TASK, "getCheckpointBarrierHandler", "()Ljava/util/Optional;");
  static final Symbol RUNNABLE_INVOKABLE = field(TASK, "invokable", type(RUNTIME + "jobgraph.tasks.TaskInvokable"));
  static final Symbol LEGACY_OUTER = field(LEGACY_SOURCE_THREAD, "this$0", type(LEGACY_SOURCE_TASK));

  static final Symbol ENVIRONMENT_JOB_ID = method(ENVIRONMENT, "getJobID", "()" + type(ROOT + "api.common.JobID"));
  static final Symbol ENVIRONMENT_JOB_INFO = method(ENVIRONMENT, "getJobInfo", "()" + type(JOB_INFO));
  static final Symbol ENVIRONMENT_VERTEX = method(ENVIRONMENT, "getJobVertexId", "()" + type(VERTEX_ID));
  static final Symbol ENVIRONMENT_TASK_INFO = method(ENVIRONMENT, "getTaskInfo", "()" + type(TASK_INFO));
  static final Symbol ENVIRONMENT_METRICS = method(ENVIRONMENT, "getMetricGroup", "()" + type(TASK_GROUP));
  static final Symbol ENVIRONMENT_WRITERS = method(ENVIRONMENT, "getAllWriters", "()[" + type(RESULT_WRITER));
  static final Symbol ENVIRONMENT_GATES = method(ENVIRONMENT, "getAllInputGates", "()[" + type(GATE));
  static final Symbol JOB_NAME = method(JOB_INFO, "getJobName", "()Ljava/lang/String;");
  static final Symbol TASK_NAME = method(TASK_INFO, "getTaskName", "()Ljava/lang/String;");
  static final Symbol TASK_INDEX = method(TASK_INFO, "getIndexOfThisSubtask", "()I");
  static final Symbol TASK_PARALLELISM = method(TASK_INFO, "getNumberOfParallelSubtasks", "()I");
  static final Symbol TASK_MAX_PARALLELISM = method(TASK_INFO, "getMaxNumberOfParallelSubtasks", "()I");
  static final Symbol TASK_ATTEMPT = method(TASK_INFO, "getAttemptNumber", "()I");

  static final Symbol GROUP_IO = method(TASK_GROUP, "getIOMetricGroup", "()" + type(IO_GROUP));
  static final Symbol GROUP_VARIABLES = method(METRIC_GROUP, "getAllVariables", "()Ljava/util/Map;");
  static final Symbol GROUP_METRICS = field(METRIC_GROUP, "metrics", "Ljava/util/Map;");
  static final Symbol PROXY_PARENT = field(PROXY_GROUP, "parentMetricGroup", type(ROOT + "metrics.MetricGroup"));
  static final Symbol IO_RECORDS_IN = method(IO_GROUP, "getNumRecordsInCounter", "()" + type(COUNTER));
  static final Symbol IO_RECORDS_OUT = method(IO_GROUP, "getNumRecordsOutCounter", "()" + type(COUNTER));
  static final Symbol IO_BYTES_IN = method(IO_GROUP, "getNumBytesInCounter", "()" + type(COUNTER));
  static final Symbol IO_BYTES_OUT = method(IO_GROUP, "getNumBytesOutCounter", "()" + type(COUNTER));
  static final Symbol IO_SOFT_BACKPRESSURE =
      method(IO_GROUP, "getSoftBackPressuredTimePerSecond", "()" + type(TIMER_GAUGE));
  static final Symbol IO_IDLE = method(IO_GROUP, "getIdleTimeMsPerSecond", "()" + type(TIMER_GAUGE));
  static final Symbol COUNT = method(COUNTER, "getCount", "()J");
  static final Symbol GAUGE_VALUE = method(GAUGE, "getValue", "()Ljava/lang/Object;");

  static final Symbol PROCESSOR_SUSPENSION = field(PROCESSOR, "suspendedDefaultAction", type(SUSPENSION));
  static final Symbol SUSPENSION_TIMER = field(SUSPENSION, "suspensionTimer", type(ROOT + "streaming.runtime.tasks.mailbox.PeriodTimer"));
  static final Symbol TIMER_GAUGE_OF = field(PERIOD_TIMER, "timerGauge", type(TIMER_GAUGE));
  static final Symbol GAUGE_MEASURES_SINCE = field(TIMER_GAUGE, "currentMeasurementStartTS", "J");

  static final Symbol CHAIN_OPERATORS = method(CHAIN, "getAllOperators", "()Ljava/lang/Iterable;");
  static final Symbol WRAPPED_OPERATOR = method(WRAPPER, "getStreamOperator", "()" + type(OPERATOR));
  static final Symbol OPERATOR_METRIC_GROUP = method(OPERATOR, "getMetricGroup", "()" + type(OPERATOR_METRICS));
  static final Symbol OPERATOR_NAME = field(OPERATOR_GROUP, "operatorName", "Ljava/lang/String;");
  static final Symbol OPERATOR_ID = field(OPERATOR_GROUP, "operatorID", type(RUNTIME + "jobgraph.OperatorID"));
  static final Symbol KEY_SELECTOR_1 =
      field(ABSTRACT_OPERATOR, "stateKeySelector1", type(ROOT + "api.java.functions.KeySelector"));
  static final Symbol KEY_SELECTOR_2 =
      field(ABSTRACT_OPERATOR, "stateKeySelector2", type(ROOT + "api.java.functions.KeySelector"));
  static final Symbol SOURCE_METRICS =
      field(SOURCE_OPERATOR, "sourceMetricGroup", type(GROUPS + "InternalSourceReaderMetricGroup"));

  static final Symbol GATE_INNER = field(GATE_WITH_METRICS, "inputGate", type(GATE));
  static final Symbol GATE_DATA_SET = field(SINGLE_GATE, "consumedResultId", type(DATA_SET_ID));
  static final Symbol GATE_CHANNELS = field(SINGLE_GATE, "channels", "[" + type(CHANNEL));
  static final Symbol GATE_POOL = field(SINGLE_GATE, "bufferPool", type(BUFFER_POOL));
  static final Symbol CHANNEL_PARTITION = field(CHANNEL, "partitionId", type(PARTITION_ID));
  static final Symbol CHANNEL_QUEUED = method(CHANNEL, "unsynchronizedGetNumberOfQueuedBuffers", "()I");
  static final Symbol REMOTE_CREDIT = field(REMOTE_CHANNEL, "initialCredit", "I");
  static final Symbol REMOTE_EXCLUSIVE_USED = method(REMOTE_CHANNEL, "unsynchronizedGetExclusiveBuffersUsed", "()I");
  static final Symbol REMOTE_FLOATING_FREE =
      method(REMOTE_CHANNEL, "unsynchronizedGetFloatingBuffersAvailable", "()I");
  static final Symbol REMOTE_BACKLOG = method(REMOTE_CHANNEL, "getSenderBacklog", "()I");
  static final Symbol PARTITION_PRODUCER = method(PARTITION_ID, "getProducerId", "()" + type(ATTEMPT_ID));
  static final Symbol PARTITION_INNER = method(PARTITION_ID, "getPartitionId", "()" + type(INNER_PARTITION_ID));
  static final Symbol INNER_DATA_SET = method(INNER_PARTITION_ID, "getIntermediateDataSetID", "()" + type(DATA_SET_ID));
  static final Symbol ATTEMPT_SUBTASK = method(ATTEMPT_ID, "getSubtaskIndex", "()I");
  static final Symbol ATTEMPT_VERTEX = method(ATTEMPT_ID, "getJobVertexId", "()" + type(VERTEX_ID));

  static final Symbol WRITER_PARTITION = method(RESULT_WRITER, "getPartitionId", "()" + type(PARTITION_ID));
  static final Symbol WRITER_POOL = field(RESULT_PARTITION, "bufferPool", type(BUFFER_POOL));
  static final Symbol WRITER_SUBPARTITIONS =
      field(BUFFER_WRITING_PARTITION, "subpartitions", "[" + type(SUBPARTITION));
  static final Symbol SUBPARTITION_QUEUED = method(SUBPARTITION, "unsynchronizedGetNumberOfQueuedBuffers", "()I");
  static final Symbol RECORD_WRITER_AT =
      method(RECORD_WRITERS, "getRecordWriter", "(I)" + type(WRITER + "RecordWriter"));
  static final Symbol WRITER_SELECTOR = field(SELECTING_WRITER, "channelSelector", type(WRITER + "ChannelSelector"));
  static final Symbol IS_POINTWISE =
      method(ROOT + "streaming.runtime.partitioner.StreamPartitioner", "isPointwise", "()Z");
  static final Symbol IS_AVAILABLE = method(AVAILABILITY, "isAvailable", "()Z");
  static final Symbol POOL_SIZE = field(LOCAL_BUFFER_POOL, "currentPoolSize", "I");
  static final Symbol POOL_REQUESTED = field(LOCAL_BUFFER_POOL, "numberOfRequestedMemorySegments", "I");
  static final Symbol POOL_FREE = field(LOCAL_BUFFER_POOL, "availableMemorySegments", "Ljava/util/ArrayDeque;");
  static final Symbol POOL_BY_TARGET = field(LOCAL_BUFFER_POOL, "subpartitionBuffersCount", "[I");

  static final Symbol HANDLER_ALIGNMENT = method(BARRIER_HANDLER, "getAlignmentDurationNanos", "()J");
  static final Symbol HANDLER_START_DELAY = method(BARRIER_HANDLER, "getCheckpointStartDelayNanos", "()J");
  static final Symbol HANDLER_ALIGNED = field(SINGLE_BARRIER_HANDLER, "alignedChannels", "Ljava/util/Set;");
  static final Symbol HANDLER_STATE =
      field(SINGLE_BARRIER_HANDLER, "currentState", type(CHECKPOINTING + "BarrierHandlerState"));
  static final Symbol CHANNEL_GATE = method(CHANNEL_INFO, "getGateIdx", "()I");

  static final List<Symbol> ALL = List.of(
      TASK_ENVIRONMENT, TASK_PROCESSOR, TASK_CHAIN, TASK_BARRIER_HANDLER, RUNNABLE_INVOKABLE, LEGACY_OUTER,
      TASK_RECORD_WRITER, TASK_IS_RUNNING, ENVIRONMENT_JOB_ID, ENVIRONMENT_JOB_INFO, ENVIRONMENT_VERTEX,
      ENVIRONMENT_TASK_INFO,
      ENVIRONMENT_METRICS, ENVIRONMENT_WRITERS, ENVIRONMENT_GATES, JOB_NAME, TASK_NAME, TASK_INDEX, TASK_PARALLELISM,
      TASK_MAX_PARALLELISM, TASK_ATTEMPT, GROUP_IO, GROUP_VARIABLES, GROUP_METRICS, PROXY_PARENT, IO_RECORDS_IN,
      IO_RECORDS_OUT, IO_BYTES_IN, IO_BYTES_OUT, IO_SOFT_BACKPRESSURE, IO_IDLE, COUNT, GAUGE_VALUE,
      PROCESSOR_SUSPENSION, SUSPENSION_TIMER, TIMER_GAUGE_OF, GAUGE_MEASURES_SINCE, CHAIN_OPERATORS, WRAPPED_OPERATOR,
      OPERATOR_METRIC_GROUP, OPERATOR_NAME, OPERATOR_ID, KEY_SELECTOR_1, KEY_SELECTOR_2, SOURCE_METRICS, GATE_INNER,
      GATE_DATA_SET, GATE_CHANNELS, GATE_POOL, CHANNEL_PARTITION, CHANNEL_QUEUED, REMOTE_CREDIT,
      REMOTE_EXCLUSIVE_USED, REMOTE_FLOATING_FREE, REMOTE_BACKLOG, PARTITION_PRODUCER, PARTITION_INNER,
      INNER_DATA_SET, ATTEMPT_SUBTASK, ATTEMPT_VERTEX, WRITER_PARTITION, WRITER_POOL, WRITER_SUBPARTITIONS,
      SUBPARTITION_QUEUED,
      RECORD_WRITER_AT, WRITER_SELECTOR, IS_POINTWISE,
      IS_AVAILABLE, POOL_SIZE, POOL_REQUESTED, POOL_FREE, POOL_BY_TARGET, HANDLER_ALIGNMENT, HANDLER_START_DELAY,
      HANDLER_ALIGNED, HANDLER_STATE, CHANNEL_GATE);

  private Names() {}

  private static String type(String className) {
    return "L" + className.replace('.', '/') + ";";
  }
}
