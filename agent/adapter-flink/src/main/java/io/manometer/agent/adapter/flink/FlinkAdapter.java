package io.manometer.agent.adapter.flink;

import static io.manometer.agent.target.JoinPoint.Kind.OUTPUT_WAIT;
import static io.manometer.agent.target.JoinPoint.Kind.TASK;
import static io.manometer.agent.target.JoinPoint.Kind.WAIT;

import io.manometer.agent.target.Bindings;
import io.manometer.agent.target.BoundSymbols;
import io.manometer.agent.target.JoinPoint;
import io.manometer.agent.target.StackHint;
import io.manometer.agent.target.StackHint.Kind;
import io.manometer.agent.target.TargetAdapter;
import io.manometer.agent.target.TargetLine;
import io.manometer.agent.target.TaskView;
import java.util.List;
import java.util.Optional;

/**
 * Apache Flink: where its task threads wait, and how to read its tasks. 1.20 and 2.x have the same names in other jars,
 * so one line serves both; the fingerprint says where that ends.
 */
public final class FlinkAdapter implements TargetAdapter {

  private static final TargetLine LINE = new TargetLine("1.20 to 2.x", Names.ALL, List.of(
      new JoinPoint(TASK, Names.STREAM_TASK, "invoke", List.of(), TaskAdvice.class),
      new JoinPoint(TASK, Names.LEGACY_SOURCE_THREAD, "run", List.of(), LegacySourceAdvice.class),
      new JoinPoint(WAIT, Names.MAILBOX_IMPL, "take", List.of("int"), MailboxWaitAdvice.class),
      new JoinPoint(
          OUTPUT_WAIT, Names.LOCAL_BUFFER_POOL, "requestBufferBuilderBlocking", List.of("int"), BufferWaitAdvice.class)));

  private static final List<StackHint> HINTS = List.of(
      StackHint.of("org.rocksdb.", Kind.STATE),
      StackHint.of("org.forstdb.", Kind.STATE),
      StackHint.of(Names.ROOT + "contrib.streaming.state.", Kind.STATE),
      StackHint.of(Names.ROOT + "state.", Kind.STATE),
      StackHint.of(Names.ROOT + "runtime.state.heap.", Kind.STATE),
      new StackHint(Names.ROOT + "streaming.api.operators.async.AsyncWaitOperator", "addToWorkQueue", Kind.ASYNC_WAIT),
      new StackHint(Names.ROOT + "streaming.runtime.tasks.mailbox.MailboxExecutorImpl", "yield", Kind.ASYNC_WAIT),
      new StackHint(Names.ROOT + "runtime.asyncprocessing.AsyncExecutionController", "waitForNewMails", Kind.STATE),
      StackHint.of("com.esotericsoftware.kryo.", Kind.SERIALIZATION),
      StackHint.of(Names.ROOT + "api.common.typeutils.", Kind.SERIALIZATION),
      StackHint.of(Names.ROOT + "api.java.typeutils.runtime.", Kind.SERIALIZATION),
      StackHint.of(Names.ROOT + "runtime.io.network.api.serialization.", Kind.SERIALIZATION),
      StackHint.of(Names.ROOT + "runtime.plugable.", Kind.SERIALIZATION),
      StackHint.of(Names.ROOT + "table.runtime.typeutils.", Kind.SERIALIZATION),
      StackHint.of(Names.ROOT + "streaming.runtime.streamrecord.", Kind.RUNTIME),
      StackHint.of(Names.ROOT + "streaming.api.operators.", Kind.OPERATOR_CALL),
      StackHint.of(Names.ROOT + "streaming.runtime.operators.", Kind.OPERATOR_CALL),
      StackHint.of(Names.ROOT + "table.runtime.operators.", Kind.OPERATOR_CALL),
      StackHint.of(Names.ROOT, Kind.RUNTIME));

  private final Bindings bindings = new Bindings(Names.ALL);

  @Override
  public String name() {
    return "flink";
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
    BoundSymbols names = bindings.of(task.getClass());
    boolean legacy = task.getClass().getName().equals(Names.LEGACY_SOURCE_THREAD);
    return new StreamTaskView(names, legacy ? names.read(Names.LEGACY_OUTER, task) : task);
  }

  @Override
  public Optional<Object> taskOf(Thread thread, Object runnable) {
    if (thread.getClass().getName().equals(Names.LEGACY_SOURCE_THREAD)) {
      return Optional.of(thread);
    }
    if (runnable == null || !runnable.getClass().getName().equals(Names.TASK)) {
      return Optional.empty();
    }
    // One that still restores its state is heard when it begins to run.
    BoundSymbols names = bindings.of(runnable.getClass());
    return Optional.ofNullable(names.read(Names.RUNNABLE_INVOKABLE, runnable)).filter(FlinkAdapter::isMeasured)
        .filter(task -> (boolean) names.read(Names.TASK_IS_RUNNING, task));
  }

  /** A task with a source of the old kind is measured on the thread of that source. */
  private static boolean isMeasured(Object invokable) {
    for (Class<?> type = invokable.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(Names.LEGACY_SOURCE_TASK)) {
        return false;
      }
      if (type.getName().equals(Names.STREAM_TASK)) {
        return true;
      }
    }
    return false;
  }
}
