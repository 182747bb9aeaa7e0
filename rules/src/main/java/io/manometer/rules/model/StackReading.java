package io.manometer.rules.model;

import java.util.List;
import java.util.Map;

/**
 * Stack samples of a task thread, taken only while it was busy. Totals since the subtask started.
 *
 * @param samples number of samples taken while busy
 * @param classes samples by what the thread did
 * @param topFrames the frames seen most, most frequent first; a bounded list
 * @param chain samples by id of the chained operator, only where the sampler can vouch for it
 */
public record StackReading(
    long samples, Map<StackClass, Long> classes, List<FrameCount> topFrames, Map<String, Long> chain) {

  /** What a busy thread was seen doing. {@code ON_CPU}: running code that belongs to none of the others. */
  public enum StackClass { ON_CPU, SOCKET_IO, FILE_IO, LOCK, SLEEP, STATE, SERIALIZATION, ASYNC_WAIT, OTHER }

  /** Samples whose nearest frame of the user's or a library's code was {@code frame}, as {@code class.method:line}. */
  public record FrameCount(String frame, StackClass kind, long count) {
    public FrameCount {
      Check.present(frame, "stacks.topFrames.frame");
      Check.present(kind, "stacks.topFrames.kind");
      Check.notNegative(count, "stacks.topFrames.count");
    }
  }

  public StackReading {
    Check.notNegative(samples, "stacks.samples");
    Check.present(classes, "stacks.classes");
    classes = Map.copyOf(classes);
    topFrames = Check.list(topFrames, "stacks.topFrames");
    Check.present(chain, "stacks.chain");
    chain = Map.copyOf(chain);
  }
}
