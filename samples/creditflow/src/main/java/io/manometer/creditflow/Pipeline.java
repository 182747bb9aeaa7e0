package io.manometer.creditflow;

import io.manometer.creditflow.graph.JobSpec;
import io.manometer.creditflow.graph.OperatorSpec;
import io.manometer.creditflow.operator.Operator;
import io.manometer.creditflow.operator.SourceOperator;
import io.manometer.creditflow.serde.Serializer;
import io.manometer.creditflow.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A dataflow as the user declares it: sources, operators, sinks. {@link CreditFlow#run} runs it.
 *
 * <p>Every worker of a job runs the same main method and must declare the same pipeline, operator by operator in the
 * same order; the workers compare their graphs before they start. For one thread.
 */
public final class Pipeline {

  /** Key groups of a job that says nothing else: the most subtasks that a keyed operator can have. */
  public static final int DEFAULT_MAX_PARALLELISM = 128;

  private final String name;
  private final List<OperatorSpec> operators = new ArrayList<>();
  private Duration slaLag;
  private int parallelism = 1;
  private int maxParallelism = DEFAULT_MAX_PARALLELISM;

  private Pipeline(String name) {
    this.name = name;
  }

  /** Begins a pipeline; the name identifies the job across restarts. */
  public static Pipeline named(String name) {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a pipeline needs a name");
    }
    return new Pipeline(name);
  }

  /** Declares how late, as time, the pipeline may be before its users mind. The runtime itself makes no use of it. */
  public Pipeline slaLag(Duration lag) {
    slaLag = lag;
    return this;
  }

  /** Parallelism of the operators that are declared from here on and set none themselves; 1 at first. */
  public Pipeline parallelism(int subtasks) {
    if (subtasks < 1) {
      throw new IllegalArgumentException("parallelism " + subtasks + "; at least 1 is right");
    }
    parallelism = subtasks;
    return this;
  }

  /** Number of key groups; the results of keyed operators keep their subtasks only while it stays the same. */
  public Pipeline maxParallelism(int keyGroups) {
    if (keyGroups < 1 || keyGroups > 1 << 15) {
      throw new IllegalArgumentException("maxParallelism " + keyGroups + "; 1 to 32768 is right");
    }
    maxParallelism = keyGroups;
    return this;
  }

  /** Adds a source. */
  public <T> OperatorStream<T> source(String operatorName, Source<T> source, Serializer<T> serializer) {
    OperatorSpec added = add("source", operatorName, List.of(), () -> new SourceOperator<>(source), serializer);
    return new OperatorStream<>(this, added, serializer);
  }

  /** Adds a source with a name made for it. */
  public <T> OperatorStream<T> source(Source<T> source, Serializer<T> serializer) {
    return source(null, source, serializer);
  }

  /** The declaration as a value, for the runtime. */
  public JobSpec spec() {
    return new JobSpec(name, slaLag, maxParallelism, operators);
  }

  OperatorSpec add(
      String kind,
      String operatorName,
      List<OperatorSpec.Input> inputs,
      Supplier<? extends Operator<?, ?>> factory,
      Serializer<?> output) {
    OperatorSpec spec = new OperatorSpec(operators.size(), kind, operatorName, parallelism, inputs, factory, output);
    operators.add(spec);
    return spec;
  }
}
