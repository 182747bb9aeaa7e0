package io.manometer.rules.sim;

import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Spent;
import io.manometer.rules.model.StackReading;
import io.manometer.rules.model.StackReading.FrameCount;
import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.model.SubtaskId;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.SubtaskReading.InputReading;
import io.manometer.rules.model.SubtaskReading.OutputReading;
import io.manometer.rules.model.SubtaskReading.Pool;
import io.manometer.rules.model.SubtaskReading.SourceReading;
import io.manometer.rules.model.Topology;
import io.manometer.rules.model.WorkerReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the workers of a simulation say of themselves at one instant. */
final class SimReadings {

  private static final long HEAP = 1L << 30;

  private final FlowModel model;
  private final double now;
  private final int incarnation;

  SimReadings(FlowModel model, double now, int incarnation) {
    this.model = model;
    this.now = now;
    this.incarnation = incarnation;
  }

  List<Observation> all() {
    Topology topology = topology();
    List<Observation> observations = new ArrayList<>();
    for (int w = 0; w < model.workers; w++) {
      List<SubtaskReading> subtasks = new ArrayList<>();
      double cpu = 0;
      double allocated = model.allocatedElsewhere[w] * now;
      for (SimOperator operator : model.operators) {
        for (SimSubtask subtask : operator.subtasks) {
          if (subtask.worker == w) {
            subtasks.add(reading(subtask));
            cpu += subtask.cpu;
            allocated += subtask.allocated;
          }
        }
      }
      observations.add(
          new Observation(topology, worker(w, cpu, allocated), FlowModel.START.plusNanos(nanos(now)), nanos(now), subtasks));
    }
    return observations;
  }

  private Topology topology() {
    List<Edge> edges = model.edges.stream().map(SimEdge::describe).toList();
    return new Topology(
        "job-1", "orders", "sim", model.operators.stream().map(SimOperator::describe).toList(), edges, model.slaLag);
  }

  private WorkerReading worker(int w, double cpu, double allocated) {
    boolean gc = model.detail.gc();
    return new WorkerReading(
        "worker-" + w, "life-" + incarnation, "host-" + w, 100 + w, Optional.of("sim"), Optional.of(model.cores),
        Optional.empty(), opt(gc, (long) (model.gcSeconds[w] * 1e3)), opt(gc, (long) (model.gcSeconds[w] * 20)),
        opt(gc, HEAP / 2), opt(gc, (long) (HEAP * model.liveSet[w])), opt(gc, HEAP),
        opt(model.detail.cpu(), (long) allocated),
        opt(model.detail.cpu(), nanos(cpu)), opt(model.detail.cpu(), nanos(model.throttledSeconds[w])),
        Optional.of("G1"), Optional.of("RUNNING"), Optional.empty());
  }

  private SubtaskReading reading(SimSubtask s) {
    boolean full = model.detail.cpu();
    return new SubtaskReading(
        new SubtaskId(s.operator.id, s.index),
        s.attempt,
        spent(s),
        Optional.empty(),
        opt(full, nanos(s.cpu)),
        opt(full, nanos(s.starved)),
        opt(full, (long) s.allocated),
        opt(!s.operator.source && model.detail.records(), s.in),
        opt(!s.operator.outputs.isEmpty() && model.detail.records(), s.out),
        opt(!s.operator.source && model.detail.records(), s.in * 100),
        opt(!s.operator.outputs.isEmpty() && model.detail.records(), s.out * 100),
        pool(!s.operator.outputs.isEmpty(), s.pendingAll, SimSubtask.POOL),
        pool(!s.operator.source, Arrays.stream(s.queued).sum(),
            s.operator.inputs.stream().mapToInt(e -> e.queue).sum()),
        Optional.empty(),
        s.operator.source ? Optional.of(source(s)) : Optional.empty(),
        inputs(s),
        outputs(s),
        model.detail.stacks() ? Optional.of(stacks(s)) : Optional.empty(),
        s.operator.watermarkAt.map(at -> Math.round((now - at) * 1e3)),
        s.operator.startDelayMillis);
  }

  private Spent spent(SimSubtask s) {
    if (!model.detail.sharesOnly()) {
      return new Spent.Totals(nanos(s.age), nanos(s.idle), nanos(s.blocked));
    }
    double[] before = lastSpent(s);
    double age = s.age - before[0];
    double idle = age <= 0 ? 0 : Math.min(1, (s.idle - before[1]) / age);
    double blocked = age <= 0 ? 0 : Math.min(1 - idle, (s.blocked - before[2]) / age);
    boolean all = !s.operator.sleepsForInput;
    return new Spent.Shares(
        opt(all, Math.max(0, 1 - idle - blocked)), Optional.of(blocked), opt(all, idle), Duration.ofSeconds(1));
  }

  /** Shares of the last second, remembered on the subtask. */
  private static double[] lastSpent(SimSubtask s) {
    double[] before = s.toldBefore;
    s.toldBefore = new double[] {s.age, s.idle, s.blocked};
    return before;
  }

  private Optional<Pool> pool(boolean there, int used, int size) {
    return there && model.detail.pools() ? Optional.of(new Pool(used, size)) : Optional.empty();
  }

  private SourceReading source(SimSubtask s) {
    boolean open = s.operator.rate.isPresent();
    if (!s.operator.tellsDemand || s.operator.silentWithoutArrivals && s.arrived == 0) {
      return new SourceReading(Optional.empty(), Optional.empty(), Optional.of(s.emitted), Optional.empty());
    }
    if (s.operator.polled > 0) {
      long lag = s.lagTold();
      return new SourceReading(Optional.of(open), Optional.of(s.arrivedTold), Optional.of(s.emitted), Optional.of(lag));
    }
    return new SourceReading(
        Optional.of(open), opt(open, (long) s.arrived), Optional.of(s.emitted), opt(open, (long) s.lag()));
  }

  private List<InputReading> inputs(SimSubtask s) {
    List<InputReading> inputs = new ArrayList<>();
    for (int e = 0; e < s.operator.inputs.size() && model.detail.edges(); e++) {
      inputs.add(
          new InputReading(
              s.operator.inputs.get(e).id, Optional.of(s.inByEdge[e]), Optional.empty(),
              Optional.of((long) s.queued[e]), Optional.empty(), Optional.empty(),
              opt(s.operator.tellsAlignment, nanos(s.aligned[e]))));
    }
    return inputs;
  }

  private List<OutputReading> outputs(SimSubtask s) {
    List<OutputReading> outputs = new ArrayList<>();
    for (int e = 0; e < s.operator.outputs.size() && model.detail.edges(); e++) {
      outputs.add(
          new OutputReading(
              s.operator.outputs.get(e).id, Optional.of(s.outByEdge[e]), Optional.empty(),
              Optional.of(nanos(s.blockedByEdge[e])),
              blockedByTarget(s, e),
              Optional.of((long) Arrays.stream(s.pending[e]).sum())));
    }
    return outputs;
  }

  private static List<Long> blockedByTarget(SimSubtask s, int edge) {
    List<Long> told = new ArrayList<>(Arrays.stream(s.blockedByTarget[edge]).mapToObj(SimReadings::nanos).toList());
    Collections.rotate(told, s.operator.outputs.get(edge).tellsNeighbour ? 1 : 0);
    return told;
  }

  private static StackReading stacks(SimSubtask s) {
    if (s.index >= s.operator.lookedAt) {
      return new StackReading(0, Map.of(), List.of(), Map.of());
    }
    List<FrameCount> frames = new ArrayList<>();
    for (Map.Entry<StackClass, Long> seen : s.seen.entrySet()) {
      String frame = seen.getKey() == StackClass.ON_CPU ? "com.acme.Step.compute:7" : s.operator.work.frame();
      frames.add(new FrameCount(frame, seen.getKey(), seen.getValue()));
    }
    Map<String, Long> chain = new TreeMap<>();
    if (s.operator.chainCulprit != null) {
      chain.put(s.operator.chainCulprit, (long) (s.samples * s.operator.chainVouched));
    }
    return new StackReading(s.samples, s.seen, frames, chain);
  }

  private static <T> Optional<T> opt(boolean told, T value) {
    return told ? Optional.of(value) : Optional.empty();
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
