package io.manometer.agent.core.run;

import io.manometer.agent.probe.Probe;
import io.manometer.agent.target.JoinPoint;
import io.manometer.agent.target.StackHint;
import io.manometer.agent.target.TargetAdapter;
import io.manometer.agent.target.TargetLine;
import io.manometer.agent.target.TaskView;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice;

/** A target with one class to weave and no task. */
public final class StandInTarget implements TargetAdapter {

  /** What is woven. */
  public static class Gate {
    public void await() {}
  }

  static final class WaitAdvice {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void began(@Advice.This Object gate) {
      Probe.inputWaitBegan(gate);
    }
  }

  @Override
  public String name() {
    return "stand-in";
  }

  @Override
  public List<TargetLine> lines() {
    return List.of(new TargetLine("1", List.of(), List.of(new JoinPoint(
        JoinPoint.Kind.INPUT_WAIT, Gate.class.getName(), "await", List.of(), WaitAdvice.class))));
  }

  @Override
  public List<StackHint> stackHints() {
    return List.of();
  }

  @Override
  public TaskView open(Object task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Object> taskOf(Thread thread, Object runnable) {
    return Optional.empty();
  }
}
