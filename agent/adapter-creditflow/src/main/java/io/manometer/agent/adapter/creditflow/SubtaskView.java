package io.manometer.agent.adapter.creditflow;

import io.manometer.agent.target.BoundSymbols;
import io.manometer.agent.target.TaskIdentity;
import io.manometer.agent.target.TaskReadings;
import io.manometer.agent.target.TaskView;
import io.manometer.agent.target.Waiting;
import io.manometer.wire.JobTopology;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;

/** A view on one creditflow subtask. What never changes is read once; the subtask itself is held weakly. */
final class SubtaskView implements TaskView {

  private final BoundSymbols names;
  private final WeakReference<Object> subtask;
  private final TaskIdentity identity;
  private final JobTopology topology;
  private final ChainStack chain;

  SubtaskView(BoundSymbols names, Object subtask) {
    this.names = names;
    this.subtask = new WeakReference<>(subtask);
    Object job = names.read(Names.SUBTASK_JOB, subtask);
    Object vertex = names.read(Names.SUBTASK_VERTEX, subtask);
    int index = (int) names.number(Names.SUBTASK_INDEX, subtask);
    this.identity = new TaskIdentity(
        (String) names.read(Names.JOB_ID, job),
        (String) names.read(Names.VERTEX_ID, vertex),
        index,
        (int) names.number(Names.SUBTASK_ATTEMPT, subtask),
        worker(names, job, (int) names.call(Names.JOB_WORKER_OF, job, vertex, index)));
    this.topology = new Graph(names).topology(job);
    this.chain = new ChainStack(new Graph(names).chain(vertex));
  }

  /** By its place in the job and its own address; a job in one JVM alone has neither. */
  private static String worker(BoundSymbols names, Object job, int index) {
    List<?> addresses = (List<?>) names.read(Names.JOB_WORKERS, job);
    return addresses.isEmpty() ? null : "worker-" + index + "@" + addresses.get(index);
  }

  @Override
  public TaskIdentity identity() {
    return identity;
  }

  @Override
  public JobTopology topology() {
    return topology;
  }

  @Override
  public TaskReadings read() {
    Object alive = subtask.get();
    return alive == null
        ? TaskReadings.NONE
        : new SubtaskReader(names).read(alive, System.nanoTime(), System.currentTimeMillis());
  }

  @Override
  public Waiting waitFor(Object output, int target) {
    return Waiting.forOutput((String) names.read(Names.EDGE_ID, names.read(Names.OUTPUT_EDGE, output)), target);
  }

  /** Each place where creditflow waits serves one kind of wait. */
  @Override
  public Waiting waitAt(Object place) {
    return Waiting.NOTHING;
  }

  @Override
  public Optional<String> chainedOperatorOf(StackTraceElement[] stack) {
    return chain.operatorOf(stack);
  }
}
