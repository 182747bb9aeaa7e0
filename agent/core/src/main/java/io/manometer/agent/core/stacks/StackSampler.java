package io.manometer.agent.core.stacks;

import io.manometer.agent.core.jvm.NativeThread;
import io.manometer.agent.core.meter.SubtaskMeter;
import io.manometer.agent.core.meter.TrackedTask;
import io.manometer.agent.target.JoinPoint;
import io.manometer.wire.StackProfile.StackClass;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Looks at the stacks of the task threads that are busy at that instant, and counts no other.
 *
 * <p>One look stops all Java threads for a moment (a safepoint), so looks and their time are counted, and
 * {@link SamplingPace} slows the sampler down.
 *
 * <p>Which operator of a chain ran is told only for threads that stand still: those are exact. A running thread is seen
 * at the next safepoint, which the JIT places outside an inlined chain, so here it says nothing.
 */
public final class StackSampler {

  private static final int DEEPEST = 64;

  private final ThreadMXBean threads;
  private final Supplier<Collection<TrackedTask>> running;
  private final SamplingPace pace;
  private final Map<SubtaskMeter, Long> waiting = new IdentityHashMap<>();
  private final AtomicLong pauses = new AtomicLong();
  private final AtomicLong pauseNanos = new AtomicLong();
  private NativeThread nativeThread;

  /** @param hz looks a second, above 0 */
  public StackSampler(ThreadMXBean threads, Supplier<Collection<TrackedTask>> running, int hz) {
    this.threads = threads;
    this.running = running;
    this.pace = new SamplingPace(hz, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Takes one look and says how long to wait until the next. */
  public long lookAndThenWaitNanos() {
    List<Seen> seen = running.get().stream().map(Seen::now).toList();
    if (seen.stream().anyMatch(Seen::busy)) {
      look(seen.stream().filter(task -> task.busy() || !hasWaitedSinceTheLastLook(task)).toList());
    }
    waiting.clear();
    seen.stream().filter(task -> !task.busy()).forEach(task -> waiting.put(task.task().meter(), task.changes()));
    return pace.nextWaitNanos();
  }

  /** A task that waits briefly and often may work again when its stack is seen; one that just waits does not. */
  private boolean hasWaitedSinceTheLastLook(Seen task) {
    Long changesThen = waiting.get(task.task().meter());
    return changesThen != null && changesThen == task.changes();
  }

  /** Looks so far, each of which stopped all threads. */
  public long pauses() {
    return pauses.get();
  }

  /** Time that those looks took, at most. */
  public long pauseNanos() {
    return pauseNanos.get();
  }

  /** A task as it was heard right before a look. */
  private record Seen(TrackedTask task, boolean busy, long changes) {
    static Seen now(TrackedTask task) {
      long changes = task.meter().changes();
      return new Seen(task, task.meter().isBusy(), changes);
    }
  }

  private void look(List<Seen> tasks) {
    long[] ids = tasks.stream().mapToLong(seen -> seen.task().thread().getId()).toArray();
    long waitedForCore = waitedForCore();
    long before = System.nanoTime();
    ThreadInfo[] infos = threads.getThreadInfo(ids, DEEPEST);
    long took = System.nanoTime() - before;
    count(Math.max(0, took - (waitedForCore() - waitedForCore)));
    for (int i = 0; i < infos.length; i++) {
      Seen seen = tasks.get(i);
      if (infos[i] != null && isBusy(seen, infos[i].getStackTrace())) {
        tally(seen.task(), infos[i]);
      }
    }
  }

  /**
   * Whether the thread was busy when its stack was seen. What was heard of it a moment before does not tell: at high
   * rates it may have begun and ended many waits since, so the stack itself decides. At a place that serves waits of
   * several kinds it cannot, and there the wait must be none by the meter, before the look and after it.
   */
  private static boolean isBusy(Seen seen, StackTraceElement[] stack) {
    return seen.task().classifier().waitIn(stack)
        .map(wait -> wait == JoinPoint.Kind.WAIT && seen.busy() && seen.task().meter().changes() == seen.changes())
        .orElse(true);
  }

  private void count(long cost) {
    pauses.incrementAndGet();
    pauseNanos.addAndGet(cost);
    pace.looked(cost);
  }

  /** While the sampler itself waits for a core, nobody else is stopped. */
  private long waitedForCore() {
    if (nativeThread == null) {
      nativeThread = NativeThread.ofCaller();
    }
    Long waited = nativeThread.runQueueNanos();
    return waited == null ? 0 : waited;
  }

  private void tally(TrackedTask task, ThreadInfo info) {
    Thread.State state = info.getThreadState();
    StackTraceElement[] stack = info.getStackTrace();
    if (stack.length == 0) {
      return;
    }
    StackClass kind = isHeldBesideTheTasks(info) ? StackClass.OTHER : task.classifier().classify(state, stack);
    Optional<String> chained =
        isExact(kind, state) ? task.view().chainedOperatorOf(stack) : Optional.empty();
    task.stacks().add(kind, task.classifier().userFrame(stack).orElse(null), chained.orElse(null));
  }

  /** A monitor that is held by no task, but by a thread that flushes a sink's batches, say, is shared with no subtask. */
  private boolean isHeldBesideTheTasks(ThreadInfo info) {
    long owner = info.getLockOwnerId();
    return info.getThreadState() == Thread.State.BLOCKED && owner != -1
        && running.get().stream().noneMatch(task -> task.thread().getId() == owner);
  }

  /** Off the processor, or inside a native call, where the stack is what it seems. */
  private static boolean isExact(StackClass kind, Thread.State state) {
    return state != Thread.State.RUNNABLE || kind == StackClass.SOCKET_IO || kind == StackClass.FILE_IO;
  }
}
