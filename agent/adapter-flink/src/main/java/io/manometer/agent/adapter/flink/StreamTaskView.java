package io.manometer.agent.adapter.flink;

import io.manometer.agent.target.BoundSymbols;
import io.manometer.agent.target.TaskIdentity;
import io.manometer.agent.target.TaskReadings;
import io.manometer.agent.target.TaskView;
import io.manometer.agent.target.Waiting;
import io.manometer.wire.JobTopology;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;

/** A view on one Flink task, which it holds weakly; of user classes it holds none. */
final class StreamTaskView implements TaskView {

  private final WeakReference<Object> task;
  private final TaskIdentity identity;
  private final TaskGraph graph;
  private final TaskReader reader;
  private final TaskWaits waits;
  private volatile JobTopology lastTopology;

  /** @param task a StreamTask */
  StreamTaskView(BoundSymbols names, Object task) {
    this.task = new WeakReference<>(task);
    this.identity = identity(names, task);
    this.graph = new TaskGraph(names);
    this.reader = new TaskReader(names);
    this.waits = new TaskWaits(names, task);
    this.lastTopology = graph.topology(task);
  }

  private static TaskIdentity identity(BoundSymbols names, Object task) {
    Object environment = names.read(Names.TASK_ENVIRONMENT, task);
    Object info = names.read(Names.ENVIRONMENT_TASK_INFO, environment);
    Map<?, ?> variables =
        (Map<?, ?>) names.read(Names.GROUP_VARIABLES, names.read(Names.ENVIRONMENT_METRICS, environment));
    return new TaskIdentity(
        String.valueOf(names.read(Names.ENVIRONMENT_JOB_ID, environment)),
        String.valueOf(names.read(Names.ENVIRONMENT_VERTEX, environment)),
        (int) names.number(Names.TASK_INDEX, info),
        (int) names.number(Names.TASK_ATTEMPT, info),
        (String) variables.get("<tm_id>"));
  }

  @Override
  public TaskIdentity identity() {
    return identity;
  }

  /** The chain is known only once the task has built it, so the graph is read anew until then. */
  @Override
  public JobTopology topology() {
    Object alive = task.get();
    if (alive != null && lastTopology.operators().get(0).chain().isEmpty()) {
      lastTopology = graph.topology(alive);
    }
    return lastTopology;
  }

  @Override
  public TaskReadings read() {
    Object alive = task.get();
    return alive == null ? TaskReadings.NONE : reader.read(alive, System.currentTimeMillis());
  }

  @Override
  public Waiting waitAt(Object mailbox) {
    Object alive = task.get();
    return alive == null ? Waiting.NOTHING : waits.atMailbox(alive);
  }

  @Override
  public Waiting waitFor(Object pool, int target) {
    Object alive = task.get();
    return alive == null ? Waiting.forOutput(null, -1) : waits.atPool(alive, pool, target);
  }

  @Override
  public Optional<String> chainedOperatorOf(StackTraceElement[] stack) {
    return ChainStack.operatorOf(lastTopology.operators().get(0).chain(), stack);
  }
}
