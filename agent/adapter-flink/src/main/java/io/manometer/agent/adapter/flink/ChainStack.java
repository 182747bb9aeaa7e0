package io.manometer.agent.adapter.flink;

import io.manometer.wire.OperatorNode.ChainedOperator;
import java.util.List;
import java.util.Optional;

/**
 * Tells from a stack which operator of a chain runs. Each operator hands a record to the next through one output whose
 * frame is on the stack, so the number of those frames is the place in the chain. That holds for what a record or a
 * watermark set off that came in at the head of a chain without branches. A watermark that one operator hands to the next
 * leaves no such frame, and timers, mails, checkpoints and the end of the input reach each operator on ways of their own:
 * these say nothing.
 */
final class ChainStack {

  private static final String TASKS = Names.ROOT + "streaming.runtime.tasks.";
  private static final String HEAD_INPUT = "$StreamTaskNetworkOutput";

  private ChainStack() {}

  /** Innermost frame first. Empty for a chain of one, and where the stack cannot tell. */
  static Optional<String> operatorOf(List<ChainedOperator> chain, StackTraceElement[] stack) {
    int place = 0;
    boolean fromHead = false;
    for (StackTraceElement frame : stack) {
      if (isElsewhere(frame)) {
        return Optional.empty();
      }
      place += isHandOver(frame) ? 1 : 0;
      fromHead |= isHead(frame);
    }
    boolean told = fromHead && chain.size() > 1 && place < chain.size();
    return told ? Optional.of(chain.get(place).id()) : Optional.empty();
  }

  private static boolean isHandOver(StackTraceElement frame) {
    return isChainingOutput(frame) && frame.getMethodName().equals("pushToOperator");
  }

  /** What the head reads: an element of its input, or what the source gives. */
  private static boolean isHead(StackTraceElement frame) {
    String type = frame.getClassName();
    return type.startsWith(Names.ROOT) && type.endsWith(HEAD_INPUT) && frame.getMethodName().startsWith("emit")
        || type.equals(Names.SOURCE_OPERATOR) && frame.getMethodName().equals("emitNext");
  }

  private static boolean isElsewhere(StackTraceElement frame) {
    String type = frame.getClassName();
    return isChainingOutput(frame) && frame.getMethodName().startsWith("emit")
        || type.startsWith(TASKS) && type.contains("BroadcastingOutputCollector")
        || type.equals(TASKS + "mailbox.Mail") && frame.getMethodName().equals("run");
  }

  private static boolean isChainingOutput(StackTraceElement frame) {
    return frame.getClassName().equals(TASKS + "ChainingOutput")
        || frame.getClassName().equals(TASKS + "CopyingChainingOutput");
  }
}
