package io.manometer.agent.core.meter;

import io.manometer.agent.core.jvm.NativeThread;
import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.stacks.StackClassifier;
import io.manometer.agent.core.stacks.StackTally;
import io.manometer.agent.probe.ProbeListener;
import io.manometer.agent.target.TaskView;
import io.manometer.agent.target.Waiting;
import io.manometer.wire.EdgeLink;
import io.manometer.wire.SubtaskSample.Wait;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * Hears the probe and keeps the tasks that run now, found by their thread.
 *
 * <p>Threads: words come on the task threads; lists are read by any. Nothing thrown in here reaches the host: it goes
 * to {@link Trouble}. A task's thread is held while it lives and its task only through the view, which is weak.
 */
public final class TaskRegistry implements ProbeListener {

  /** Finds the adapter of a task object. */
  public interface Views {
    /** Empty when the object is no task of any target that was woven. */
    Optional<Opened> open(Object task, Thread thread);

    /** The wait that a thread is in, by its stack; empty when it is in none. */
    Optional<Wait.Kind> waitIn(StackTraceElement[] stack, TaskView view);

    /** A view, the module it comes from, and how to read its stacks. */
    record Opened(String module, TaskView view, StackClassifier classifier) {}
  }

  private final Views views;
  private final Trouble trouble;
  private final Log log;
  private final LongSupplier clock;
  private final Map<Thread, TrackedTask> running = new ConcurrentHashMap<>();
  private final AssumedWaits assumedWaits = new AssumedWaits(ManagementFactory.getThreadMXBean());

  public TaskRegistry(Views views, Trouble trouble, Log log, LongSupplier nanoClock) {
    this.views = views;
    this.trouble = trouble;
    this.log = log;
    this.clock = nanoClock;
  }

  @Override
  public void taskStarted(Object task) {
    try {
      watch(task, Thread.currentThread(), NativeThread.ofCaller(),
          (view, edge) -> new SubtaskMeter(clock, MeterReading.ZERO));
    } catch (Throwable t) {
      trouble.inAdvice(t);
    }
  }

  @Override
  public void taskEnded(Object task) {
    try {
      running.remove(Thread.currentThread());
    } catch (Throwable t) {
      trouble.inAdvice(t);
    }
  }

  @Override
  public void inputWaitBegan(Object gate) {
    try {
      TrackedTask task = running.get(Thread.currentThread());
      if (task != null) {
        task.meter().inputWaitBegan();
      }
    } catch (Throwable t) {
      trouble.inAdvice(t);
    }
  }

  @Override
  public void outputWaitBegan(Object output, int target) {
    try {
      TrackedTask task = running.get(Thread.currentThread());
      if (task != null) {
        began(task.meter(), waitFor(task, output, target));
      }
    } catch (Throwable t) {
      trouble.inAdvice(t);
    }
  }

  @Override
  public void waitBegan(Object place) {
    try {
      TrackedTask task = running.get(Thread.currentThread());
      if (task != null) {
        began(task.meter(), waitAt(task, place));
      }
    } catch (Throwable t) {
      trouble.inAdvice(t);
    }
  }

  /** Where the adapter fails to tell, the thread counts as busy, and the end that follows still has its begin. */
  private Waiting waitAt(TrackedTask task, Object place) {
    try {
      return task.view().waitAt(place);
    } catch (Throwable t) {
      trouble.inAdvice(t);
      return Waiting.NOTHING;
    }
  }

  private static void began(SubtaskMeter meter, Waiting waiting) {
    switch (waiting.kind()) {
      case INPUT -> meter.inputWaitBegan();
      case OUTPUT -> meter.outputWaitBegan(waiting.edge(), waiting.target());
      case NOTHING -> meter.noWaitBegan();
    }
  }

  @Override
  public void waitEnded() {
    try {
      TrackedTask task = running.get(Thread.currentThread());
      if (task != null) {
        task.meter().waitEnded();
        task.nativeThread().isCaller();
      }
    } catch (Throwable t) {
      trouble.inAdvice(t);
    }
  }

  @Override
  public void adviceFailed(Throwable error) {
    trouble.inAdvice(error);
  }

  /** The tasks that run now. Those whose thread died without a word are dropped here. */
  public Collection<TrackedTask> running() {
    running.keySet().removeIf(thread -> !thread.isAlive());
    return List.copyOf(running.values());
  }

  /**
   * Looks again at the waits that were open when the agent came: their ends may go unheard. To be called now and then, by
   * one thread at a time; it costs nothing when there are none.
   */
  public void checkAssumedWaits() {
    List<TrackedTask> open = running().stream().filter(task -> task.meter().isWaitAssumed()).toList();
    for (AssumedWaits.Seen seen : assumedWaits.thatMayBeOver(open)) {
      TrackedTask task = seen.task();
      if (views.waitIn(seen.stack(), task.view()).isEmpty()) {
        MeterReading before = task.time().read();
        running.replace(task.thread(), task, task.goingOn(new SubtaskMeter(clock, before), before));
      }
    }
  }

  /**
   * Watches a task that began unheard. Its time counts from now; its thread's native id is known once it has waited. One
   * that cannot be read, as it ends at this moment, is left out.
   */
  public void found(Object task, Thread thread) {
    try {
      if (!running.containsKey(thread)) {
        watch(
            task, thread, NativeThread.unknown(), (view, edge) -> meterInMidst(thread, view, edge, MeterReading.ZERO));
      }
    } catch (Throwable t) {
      trouble.inAdvice(t);
    }
  }

  /** Stops hearing of the running tasks; what was measured so far stands still until {@link #resume}. */
  public Collection<Paused> pause() {
    List<Paused> paused = running().stream().map(task -> new Paused(task, task.time().read())).toList();
    running.clear();
    return paused;
  }

  /** Goes on where {@link #pause} stopped, with those tasks whose threads still run. */
  public void resume(Collection<Paused> paused) {
    for (Paused earlier : paused) {
      Thread thread = earlier.task().thread();
      if (thread.isAlive()) {
        SubtaskMeter next = meterInMidst(
            thread, earlier.task().view(), earlier.task().onlyOutput(), earlier.reading());
        running.putIfAbsent(thread, earlier.task().goingOn(next, earlier.reading()));
      }
    }
  }

  /** A task that is not heard for a while, and its totals up to then. */
  public record Paused(TrackedTask task, MeterReading reading) {}

  /** A meter for a thread that was not heard for a while and may be in the midst of a wait. */
  private SubtaskMeter meterInMidst(Thread thread, TaskView view, String onlyOutput, MeterReading earlier) {
    return views.waitIn(thread.getStackTrace(), view)
        .map(wait -> SubtaskMeter.inTheMidstOf(wait, onlyOutput, clock, earlier))
        .orElseGet(() -> new SubtaskMeter(clock, earlier));
  }

  private void watch(
      Object task, Thread thread, NativeThread nativeThread, BiFunction<TaskView, String, SubtaskMeter> newMeter) {
    Optional<Views.Opened> opened = views.open(task, thread);
    if (opened.isEmpty()) {
      return;
    }
    TaskView view = opened.get().view();
    String onlyOutput = onlyOutput(view);
    SubtaskMeter meter = newMeter.apply(view, onlyOutput);
    running.put(thread, new TrackedTask(opened.get().module(), view, thread, nativeThread, onlyOutput, meter,
        new MeterReader(meter, MeterReading.ZERO), opened.get().classifier(), new StackTally()));
    log.debug("task", "watching " + view.identity());
  }

  private static String onlyOutput(TaskView view) {
    String operator = view.identity().operator();
    List<EdgeLink> outputs = view.topology().edges().stream().filter(edge -> edge.from().equals(operator)).toList();
    return outputs.size() == 1 ? outputs.get(0).id() : null;
  }

  /** The wait counts even where the adapter fails to name its edge. */
  private Waiting waitFor(TrackedTask task, Object output, int target) {
    if (task.onlyOutput() != null || output == null) {
      return Waiting.forOutput(task.onlyOutput(), target);
    }
    try {
      return task.view().waitFor(output, target);
    } catch (Throwable t) {
      trouble.inAdvice(t);
      return Waiting.forOutput(null, -1);
    }
  }
}
