package io.manometer.creditflow.runtime;

import io.manometer.creditflow.buffer.BufferBudget;
import io.manometer.creditflow.buffer.BufferPool;
import io.manometer.creditflow.buffer.LocalBufferPool;
import io.manometer.creditflow.buffer.ReceiveBuffers;
import io.manometer.creditflow.graph.ChainedOperator;
import io.manometer.creditflow.graph.Edge;
import io.manometer.creditflow.graph.JobGraph;
import io.manometer.creditflow.graph.Vertex;
import io.manometer.creditflow.network.InputGate;
import io.manometer.creditflow.network.OutputGate;
import io.manometer.creditflow.network.SubtaskInput;
import io.manometer.creditflow.operator.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Makes the subtasks of one worker, with their share of its buffers. */
final class Deployment {

  private record Place(Vertex vertex, int subtask) {}

  private final JobGraph job;
  private final WorkerOptions options;
  private final BufferPool pool;
  private final BiConsumer<Subtask, Throwable> listener;
  private int[] shares;
  private int nextShare;

  private Deployment(JobGraph job, WorkerOptions options, BufferPool pool, BiConsumer<Subtask, Throwable> listener) {
    this.job = job;
    this.options = options;
    this.pool = pool;
    this.listener = listener;
  }

  /**
   * Makes the subtasks that are placed on this worker, in the order of the graph; throws when the buffers do not
   * suffice.
   */
  static List<Subtask> deploy(
      JobGraph job, WorkerOptions options, BufferPool pool, BiConsumer<Subtask, Throwable> listener) {
    return new Deployment(job, options, pool, listener).deploy();
  }

  private List<Subtask> deploy() {
    List<Place> places = places();
    shares = BufferBudget.divide(demands(places), pool);
    return places.stream().map(place -> subtask(place.vertex(), place.subtask())).toList();
  }

  private List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (Vertex vertex : job.vertices()) {
      for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
        if (job.workerOf(vertex, subtask) == options.worker()) {
          places.add(new Place(vertex, subtask));
        }
      }
    }
    return places;
  }

  /** In the order in which {@link #subtask} takes the shares. */
  private List<BufferBudget.Demand> demands(List<Place> places) {
    List<BufferBudget.Demand> demands = new ArrayList<>();
    for (Place place : places) {
      for (Edge edge : job.edgesInto(place.vertex())) {
        int exclusive = edge.originsOf(place.subtask()).length * options.exclusiveBuffers();
        demands.add(new BufferBudget.Demand(exclusive, exclusive + options.floatingBuffers()));
      }
      for (Edge edge : job.edgesOutOf(place.vertex())) {
        int subpartitions = edge.targetsOf(place.subtask()).length;
        int wanted = subpartitions * options.exclusiveBuffers() + options.floatingBuffers();
        demands.add(new BufferBudget.Demand(subpartitions + 1, Math.max(subpartitions + 1, wanted)));
      }
    }
    return demands;
  }

  private Subtask subtask(Vertex vertex, int subtask) {
    List<Edge> inputs = job.edgesInto(vertex);
    SubtaskInput input = inputs.isEmpty() ? null : new SubtaskInput();
    List<InputGate> inputGates = inputs.stream().map(edge -> inputGate(edge, subtask, input)).toList();
    List<OutputGate> outputGates = job.edgesOutOf(vertex).stream().map(edge -> outputGate(edge, subtask)).toList();
    List<Operator<?, ?>> operators = new ArrayList<>();
    for (ChainedOperator operator : vertex.chain()) {
      operators.add(operator.spec().create());
    }
    return new Subtask(
        job, vertex, subtask, options.attempt(), input, inputGates, outputGates, operators, listener);
  }

  private InputGate inputGate(Edge edge, int subtask, SubtaskInput input) {
    ReceiveBuffers buffers = new ReceiveBuffers(
        edge.originsOf(subtask).length, options.exclusiveBuffers(), pool.reserve(shares[nextShare++]));
    return new InputGate(edge, subtask, input, buffers, Worker.MOST_RECORD_BYTES);
  }

  private OutputGate outputGate(Edge edge, int subtask) {
    LocalBufferPool buffers = new LocalBufferPool(
        pool.reserve(shares[nextShare++]), edge.targetsOf(subtask).length, options.subpartitionBuffers());
    return new OutputGate(edge, subtask, buffers);
  }
}
