package io.manometer.creditflow;

import io.manometer.creditflow.function.FilterFunction;
import io.manometer.creditflow.function.FlatMapFunction;
import io.manometer.creditflow.function.KeySelector;
import io.manometer.creditflow.function.MapFunction;
import io.manometer.creditflow.function.Partitioner;
import io.manometer.creditflow.function.ProcessFunction;
import io.manometer.creditflow.function.SinkFunction;
import io.manometer.creditflow.function.TimestampFunction;
import io.manometer.creditflow.graph.OperatorSpec;
import io.manometer.creditflow.graph.Partitioning;
import io.manometer.creditflow.graph.Route;
import io.manometer.creditflow.operator.FilterOperator;
import io.manometer.creditflow.operator.FlatMapOperator;
import io.manometer.creditflow.operator.MapOperator;
import io.manometer.creditflow.operator.Operator;
import io.manometer.creditflow.operator.ProcessOperator;
import io.manometer.creditflow.operator.SinkOperator;
import io.manometer.creditflow.operator.TimestampOperator;
import io.manometer.creditflow.serde.Serializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Records that flow from one or more operators to those declared on it.
 *
 * <p>Without a word about partitioning, records go forward (subtask i to subtask i) to an operator of the same
 * parallelism, and in turn to one of another. An operator runs in the thread of the one before it (is chained to it)
 * when the edge between them is forward, it is the only edge out of the one and the only edge into the other, and
 * neither asked for anything else.
 *
 * <p>Functions given as such are shared by the subtasks of a worker; those given as a {@link Supplier} are made once
 * for each subtask. Where the name is left out, one is made of the kind of the operator and its place in the pipeline,
 * such as {@code map-3}.
 */
public class Stream<T> {

  final Pipeline pipeline;
  final List<OperatorSpec.Input> inputs;
  final Serializer<T> serializer;

  Stream(Pipeline pipeline, List<OperatorSpec.Input> inputs, Serializer<T> serializer) {
    this.pipeline = pipeline;
    this.inputs = inputs;
    this.serializer = serializer;
  }

  /** Turns each record into one other. */
  public <R> OperatorStream<R> map(String name, MapFunction<? super T, ? extends R> function, Serializer<R> result) {
    return add("map", name, () -> new MapOperator<T, R>(function), result);
  }

  public <R> OperatorStream<R> map(MapFunction<? super T, ? extends R> function, Serializer<R> result) {
    return map(null, function, result);
  }

  /** Turns each record into any number of others. */
  public <R> OperatorStream<R> flatMap(String name, FlatMapFunction<? super T, R> function, Serializer<R> result) {
    return add("flatMap", name, () -> new FlatMapOperator<T, R>(function), result);
  }

  public <R> OperatorStream<R> flatMap(FlatMapFunction<? super T, R> function, Serializer<R> result) {
    return flatMap(null, function, result);
  }

  /** Keeps some of the records. */
  public OperatorStream<T> filter(String name, FilterFunction<? super T> function) {
    return add("filter", name, () -> new FilterOperator<T>(function), serializer);
  }

  public OperatorStream<T> filter(FilterFunction<? super T> function) {
    return filter(null, function);
  }

  /** Runs a function that may keep state, one instance for each subtask. */
  public <R> OperatorStream<R> process(
      String name, Supplier<? extends ProcessFunction<? super T, R>> function, Serializer<R> result) {
    return add("process", name, () -> new ProcessOperator<T, R>(function.get()), result);
  }

  public <R> OperatorStream<R> process(
      Supplier<? extends ProcessFunction<? super T, R>> function, Serializer<R> result) {
    return process(null, function, result);
  }

  /**
   * Gives each record its event time and sends watermarks. A subtask that gets no records sends none, and so holds back
   * the event-time windows behind it until its input ends.
   *
   * @param disorder how much later than its successors in event time a record may come without being late
   */
  public OperatorStream<T> timestamps(String name, TimestampFunction<? super T> function, Duration disorder) {
    return add("timestamps", name, () -> new TimestampOperator<T>(function, disorder.toMillis()), serializer);
  }

  public OperatorStream<T> timestamps(TimestampFunction<? super T> function, Duration disorder) {
    return timestamps(null, function, disorder);
  }

  /** Takes the records out of the pipeline, one instance of the function for each subtask. */
  public SinkStage sink(String name, Supplier<? extends SinkFunction<? super T>> function) {
    return new SinkStage(pipeline.add("sink", name, inputs, () -> new SinkOperator<T>(function.get()), null));
  }

  public SinkStage sink(Supplier<? extends SinkFunction<? super T>> function) {
    return sink(null, function);
  }

  /** All records of a key go to one subtask of the next operator. */
  public <K> KeyedStream<T, K> keyBy(KeySelector<? super T, K> selector) {
    return new KeyedStream<>(pipeline, routed(Route.hash(selector)), serializer, selector);
  }

  /** Records go to the subtasks of the next operator in turn. */
  public Stream<T> rebalance() {
    return new Stream<>(pipeline, routed(Route.of(Partitioning.REBALANCE)), serializer);
  }

  /** Each record goes to every subtask of the next operator. */
  public Stream<T> broadcast() {
    return new Stream<>(pipeline, routed(Route.of(Partitioning.BROADCAST)), serializer);
  }

  /** Records stay in the subtask of the same index; the next operator must have the same parallelism. */
  public Stream<T> forward() {
    return new Stream<>(pipeline, routed(Route.of(Partitioning.FORWARD)), serializer);
  }

  /** Records go where the function says. */
  public Stream<T> partition(Partitioner<? super T> partitioner) {
    return new Stream<>(pipeline, routed(Route.custom(partitioner)), serializer);
  }

  /** The records of this stream and of others, in no given order between them; partitioning is that of each. */
  @SafeVarargs
  public final Stream<T> union(Stream<T>... others) {
    List<OperatorSpec.Input> all = new ArrayList<>(inputs);
    for (Stream<T> other : others) {
      if (other.pipeline != pipeline) {
        throw new IllegalArgumentException("a union of streams of two pipelines");
      }
      all.addAll(other.inputs);
    }
    return new Stream<>(pipeline, List.copyOf(all), serializer);
  }

  <R> OperatorStream<R> add(
      String kind, String name, Supplier<? extends Operator<?, ?>> factory, Serializer<R> result) {
    if (result == null) {
      throw new IllegalArgumentException(kind + " needs a serializer for its records");
    }
    return new OperatorStream<>(pipeline, pipeline.add(kind, name, inputs, factory, result), result);
  }

  private List<OperatorSpec.Input> routed(Route route) {
    return inputs.stream().map(input -> new OperatorSpec.Input(input.from(), route)).toList();
  }
}
