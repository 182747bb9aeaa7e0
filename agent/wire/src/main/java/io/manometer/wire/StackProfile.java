package io.manometer.wire;

import java.util.List;

/**
 * Stack samples of a task thread, taken only while it was busy. Totals since the subtask started.
 *
 * @param samples number of samples taken while busy
 * @param classes samples by what the thread did; they add up to {@code samples}
 * @param topFrames the frames seen most, most frequent first; a bounded list
 * @param chain samples by operator of the chain, only where the sampler can vouch for the operator; the rest is unattributed
 */
public record StackProfile(long samples, List<ClassCount> classes, List<FrameCount> topFrames, List<ChainCount> chain) {

  /** What a busy thread was seen doing. {@code ON_CPU}: running code that belongs to none of the others. */
  public enum StackClass { ON_CPU, SOCKET_IO, FILE_IO, LOCK, SLEEP, STATE, SERIALIZATION, ASYNC_WAIT, OTHER }

  /** Samples of one class. */
  public record ClassCount(StackClass kind, long count) {
    public ClassCount {
      Refuse.missing(kind, "stacks.classes.kind");
      Refuse.negative(count, "stacks.classes.count");
    }
  }

  /** Samples whose nearest frame of the user's or a library's code was {@code frame}, as {@code class.method:line}. */
  public record FrameCount(String frame, StackClass kind, long count) {
    public FrameCount {
      Refuse.missing(frame, "stacks.topFrames.frame");
      Refuse.missing(kind, "stacks.topFrames.kind");
      Refuse.negative(count, "stacks.topFrames.count");
    }
  }

  /** Samples whose innermost operator frame belongs to one operator of the chain. */
  public record ChainCount(String operator, long count) {
    public ChainCount {
      Refuse.blank(operator, "stacks.chain.operator");
      Refuse.negative(count, "stacks.chain.count");
    }
  }

  public StackProfile {
    Refuse.negative(samples, "stacks.samples");
    classes = Refuse.missingOrHoles(classes, "stacks.classes");
    topFrames = Refuse.missingOrHoles(topFrames, "stacks.topFrames");
    chain = Refuse.missingOrHoles(chain, "stacks.chain");
  }
}
