package io.manometer.agent.adapter.flink;

import io.manometer.wire.OperatorNode.ChainedOperator;
import java.util.List;
import java.util.Optional;

/**
 * Tells from a stack which operator of a chain runs. Each operator hands a record to the next through one output whose
 * frame is on the stack, so the number of those frames is the place in the chain. That holds for records that came in at
 * the head of a chain without branches; work that a timer or a mail started says nothing.
 */
final class ChainStack {

  private static final String TASKS = Names.ROOT + "streaming.runtime.tasks.";
  private static final String HAND_OVER = "pushToOperator";

  private ChainStack() {}

  /** Innermost frame first. Empty for a chain of one, and where the stack cannot tell. */
  static Optional<String> operatorOf(List<ChainedOperator> chain, StackTraceElement[] stack) {
    int place = 0;
    boolean fromInput = false;
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      if (frame.getMethodName().equals(HAND_OVER)
          && (type.equals(TASKS + "ChainingOutput") || type.equals(TASKS + "CopyingChainingOutput"))) {
        place++;
      }
      if (type.startsWith(TASKS + "BroadcastingOutputCollector") || type.contains("BroadcastingOutputCollector")) {
        return Optional.empty();
      }
      if (type.endsWith("MailboxProcessor") && frame.getMethodName().equals("runMail")) {
        return Optional.empty();
      }
      fromInput |= type.endsWith("StreamTask") && frame.getMethodName().equals("processInput");
    }
    boolean told = fromInput && chain.size() > 1 && place < chain.size();
    return told ? Optional.of(chain.get(place).id()) : Optional.empty();
  }
}
