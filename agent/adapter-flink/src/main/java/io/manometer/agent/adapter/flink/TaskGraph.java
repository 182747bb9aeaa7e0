package io.manometer.agent.adapter.flink;

import io.manometer.agent.target.BoundSymbols;
import io.manometer.wire.EdgeLink;
import io.manometer.wire.EdgeLink.Partitioning;
import io.manometer.wire.JobTopology;
import io.manometer.wire.OperatorNode;
import io.manometer.wire.OperatorNode.ChainedOperator;
import io.manometer.wire.OperatorNode.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the job's graph that one task can see: itself, its chain, and where its inputs come from. An edge has the
 * id of the data set that goes over it, which both ends know.
 */
record TaskGraph(BoundSymbols names) {

  private static final String RUNTIME = "flink";

  JobTopology topology(Object task) {
    Object environment = names.read(Names.TASK_ENVIRONMENT, task);
    Object info = names.read(Names.ENVIRONMENT_TASK_INFO, environment);
    String vertex = String.valueOf(names.read(Names.ENVIRONMENT_VERTEX, environment));
    Object[] gates = (Object[]) names.read(Names.ENVIRONMENT_GATES, environment);
    Object[] writers = (Object[]) names.read(Names.ENVIRONMENT_WRITERS, environment);
    int parallelism = (int) names.number(Names.TASK_PARALLELISM, info);
    List<Object> operators = operators(task);
    OperatorNode node = new OperatorNode(
        vertex,
        (String) names.read(Names.TASK_NAME, info),
        parallelism,
        (int) names.number(Names.TASK_MAX_PARALLELISM, info),
        role(gates.length > 0, writers.length > 0),
        operators.stream().map(this::chained).toList());
    List<EdgeLink> edges = new ArrayList<>();
    for (int i = 0; i < gates.length; i++) {
      EdgeLink edge = edge(gates[i], i, task, vertex);
      if (edge != null) {
        edges.add(edge);
      }
    }
    Object job = names.read(Names.ENVIRONMENT_JOB_INFO, environment);
    return new JobTopology(
        String.valueOf(names.read(Names.ENVIRONMENT_JOB_ID, environment)), (String) names.read(Names.JOB_NAME, job),
        RUNTIME, List.of(node), edges, null);
  }

  /** The operators of the task's chain in order; empty before the task has built it. */
  List<Object> operators(Object task) {
    Object chain = names.read(Names.TASK_CHAIN, task);
    List<Object> operators = new ArrayList<>();
    if (chain != null) {
      for (Object wrapper : (Iterable<?>) names.read(Names.CHAIN_OPERATORS, chain)) {
        operators.add(names.read(Names.WRAPPED_OPERATOR, wrapper));
      }
    }
    return operators;
  }

  /** The id of the edge behind an output. */
  static String edgeOf(BoundSymbols names, Object partition) {
    Object id = names.read(Names.PARTITION_INNER, names.read(Names.WRITER_PARTITION, partition));
    return String.valueOf(names.read(Names.INNER_DATA_SET, id));
  }

  /** A gate without the counters that Flink puts around it. */
  Object inner(Object gate) {
    return gate.getClass().getName().equals(Names.GATE_WITH_METRICS) ? inner(names.read(Names.GATE_INNER, gate)) : gate;
  }

  /** The id of the edge behind a gate. */
  String edgeOfGate(Object innerGate) {
    return String.valueOf(names.read(Names.GATE_DATA_SET, innerGate));
  }

  private EdgeLink edge(Object gate, int index, Object task, String vertex) {
    Object inner = inner(gate);
    if (!inner.getClass().getName().equals(Names.SINGLE_GATE)) {
      return null;
    }
    Object[] channels = (Object[]) names.read(Names.GATE_CHANNELS, inner);
    if (channels.length == 0) {
      return null;
    }
    Object producer =
        names.read(Names.PARTITION_PRODUCER, names.read(Names.CHANNEL_PARTITION, channels[0]));
    return new EdgeLink(
        edgeOfGate(inner), String.valueOf(names.read(Names.ATTEMPT_VERTEX, producer)), vertex,
        partitioning(task, index, channels.length == 1 ? (int) names.number(Names.ATTEMPT_SUBTASK, producer) : -1));
  }

  /**
   * How records are spread is known to the producer. Here only that a keyed operator reads what a hash has spread, and
   * that a subtask reads from its like alone; for the first one that may be all there is.
   *
   * @param onlyProducer the subtask that alone writes to this one; -1 where there are several
   */
  private Partitioning partitioning(Object task, int gate, int onlyProducer) {
    List<Object> operators = operators(task);
    if (!operators.isEmpty() && isKeyed(operators.get(0), isA(task, Names.ONE_INPUT_TASK) ? 0 : gate)) {
      return Partitioning.HASH;
    }
    Object info = names.read(Names.ENVIRONMENT_TASK_INFO, names.read(Names.TASK_ENVIRONMENT, task));
    boolean readsItsLike = onlyProducer > 0 && onlyProducer == names.number(Names.TASK_INDEX, info);
    return readsItsLike ? Partitioning.FORWARD : Partitioning.UNKNOWN;
  }

  private boolean isKeyed(Object operator, int input) {
    return isA(operator, Names.ABSTRACT_OPERATOR)
        && names.read(input == 0 ? Names.KEY_SELECTOR_1 : Names.KEY_SELECTOR_2, operator) != null;
  }

  /** Whether an object is of the class of that name; a class of the user's is not asked for more than its name. */
  static boolean isA(Object object, String className) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(className)) {
        return true;
      }
    }
    return false;
  }

  private ChainedOperator chained(Object operator) {
    Object group = names.read(Names.OPERATOR_METRIC_GROUP, operator);
    if (!group.getClass().getName().equals(Names.OPERATOR_GROUP)) {
      return new ChainedOperator(operator.getClass().getName(), operator.getClass().getSimpleName());
    }
    return new ChainedOperator(
        String.valueOf(names.read(Names.OPERATOR_ID, group)), (String) names.read(Names.OPERATOR_NAME, group));
  }

  private static Role role(boolean reads, boolean writes) {
    if (reads) {
      return writes ? Role.INNER : Role.SINK;
    }
    return writes ? Role.SOURCE : Role.BOTH;
  }
}
