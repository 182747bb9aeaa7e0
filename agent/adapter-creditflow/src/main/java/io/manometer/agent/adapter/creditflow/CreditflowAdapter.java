package io.manometer.agent.adapter.creditflow;

import static io.manometer.agent.target.JoinPoint.Kind.INPUT_WAIT;
import static io.manometer.agent.target.JoinPoint.Kind.OUTPUT_WAIT;
import static io.manometer.agent.target.JoinPoint.Kind.TASK;

import io.manometer.agent.target.Bindings;
import io.manometer.agent.target.JoinPoint;
import io.manometer.agent.target.StackHint;
import io.manometer.agent.target.StackHint.Kind;
import io.manometer.agent.target.TargetAdapter;
import io.manometer.agent.target.TargetLine;
import io.manometer.agent.target.TaskView;
import java.util.List;
import java.util.Optional;

/** creditflow: where its threads wait, and how to read its subtasks. */
public final class CreditflowAdapter implements TargetAdapter {

  private static final TargetLine LINE = new TargetLine("1", Names.ALL, List.of(
      new JoinPoint(TASK, Names.SUBTASK, "run", List.of(), TaskAdvice.class),
      new JoinPoint(INPUT_WAIT, Names.SUBTASK_INPUT, "awaitInput", List.of("long"), InputWaitAdvice.class),
      new JoinPoint(INPUT_WAIT, Names.ARRIVALS, "awaitArrival", List.of("long"), InputWaitAdvice.class),
      new JoinPoint(OUTPUT_WAIT, Names.OUTPUT_GATE, "awaitBuffer", List.of("int", "int"), OutputWaitAdvice.class)));

  /**
   * The writer and the reader of records call serializers, the user's own too, and nothing else that takes long but the
   * choice of the target, which may be the user's.
   */
  private static final List<StackHint> HINTS = List.of(
      StackHint.of(Names.ROOT + "network.TargetSelector", Kind.OPERATOR_CALL),
      StackHint.of(Names.ROOT + "network.RecordWriter", Kind.SERIALIZATION),
      StackHint.of(Names.ROOT + "network.RecordReader", Kind.SERIALIZATION),
      StackHint.of(Names.ROOT + "serde.", Kind.SERIALIZATION),
      StackHint.of(Names.ROOT + "operator.", Kind.OPERATOR_CALL),
      StackHint.of(Names.ROOT, Kind.RUNTIME));

  private final Bindings bindings = new Bindings(Names.ALL);

  @Override
  public String name() {
    return "creditflow";
  }

  @Override
  public List<TargetLine> lines() {
    return List.of(LINE);
  }

  @Override
  public List<StackHint> stackHints() {
    return HINTS;
  }

  @Override
  public TaskView open(Object task) {
    return new SubtaskView(bindings.of(task.getClass()), task);
  }

  @Override
  public Optional<Object> taskOf(Thread thread, Object runnable) {
    return runnable != null && runnable.getClass().getName().equals(Names.SUBTASK)
        ? Optional.of(runnable) : Optional.empty();
  }
}
