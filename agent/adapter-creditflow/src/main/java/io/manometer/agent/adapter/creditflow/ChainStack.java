package io.manometer.agent.adapter.creditflow;

import io.manometer.wire.OperatorNode.ChainedOperator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells from a stack which operator of a chain runs. Operators of a chain call each other, so the frames of classes in
 * the runtime's {@code operator} package that have one of the calling methods' names stand for one operator each,
 * outermost first.
 */
record ChainStack(List<ChainedOperator> chain) {

  private static final String OPERATORS = Names.ROOT + "operator.";
  private static final Set<String> CALLS = Set.of("process", "watermark", "tick", "end", "run");

  /** Empty for a chain of one, and when the outer end of the stack is cut off. */
  Optional<String> operatorOf(StackTraceElement[] stack) {
    int depth = 0;
    boolean whole = false;
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().startsWith(OPERATORS) && CALLS.contains(frame.getMethodName())) {
        depth++;
      }
      whole |= frame.getClassName().equals(Names.SUBTASK) && frame.getMethodName().equals("run");
    }
    boolean told = whole && chain.size() > 1 && depth > 0 && depth <= chain.size();
    return told ? Optional.of(chain.get(depth - 1).id()) : Optional.empty();
  }
}
