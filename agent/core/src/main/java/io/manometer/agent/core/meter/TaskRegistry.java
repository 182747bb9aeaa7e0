package io.manometer.agent.core.meter;

import io.manometer.agent.core.jvm.NativeThread;
import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.stacks.StackClassifier;
import io.manometer.agent.core.stacks.StackTally;
import io.manometer.agent.probe.ProbeListener;
import io.manometer.agent.target.TaskView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    Optional<Opened> open(Object task);

    /** A view, the module it comes from, and how to read its stacks. */
    record Opened(String module, TaskView view, StackClassifier classifier) {}
  }

  private final Views views;
  private final Trouble trouble;
  private final Log log;
  private final LongSupplier clock;
  private final Map<Thread, TrackedTask> running = new ConcurrentHashMap<>();

  public TaskRegistry(Views views, Trouble trouble, Log log, LongSupplier nanoClock) {
    this.views = views;
    this.trouble = trouble;
    this.log = log;
    this.clock = nanoClock;
  }

  @Override
  public void taskStarted(Object task) {
    try {
      watch(task, Thread.currentThread(), NativeThread.idOfCaller());
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
        task.meter().outputWaitBegan(edgeOf(task, output), target);
      }
    } catch (Throwable t) {
      trouble.inAdvice(t);
    }
  }

  @Override
  public void waitEnded() {
    try {
      TrackedTask task = running.get(Thread.currentThread());
      if (task != null) {
        task.meter().waitEnded();
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

  /** Watches a task that began unheard. Its time counts from now. */
  public void found(Object task, Thread thread) {
    if (!running.containsKey(thread)) {
      watch(task, thread, null);
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
        SubtaskMeter next = new SubtaskMeter(clock, earlier.reading());
        running.putIfAbsent(thread, earlier.task().goingOn(next, earlier.reading()));
      }
    }
  }

  /** A task that is not heard for a while, and its totals up to then. */
  public record Paused(TrackedTask task, MeterReading reading) {}

  private void watch(Object task, Thread thread, Long nativeThread) {
    Optional<Views.Opened> opened = views.open(task);
    if (opened.isEmpty()) {
      return;
    }
    TaskView view = opened.get().view();
    SubtaskMeter meter = new SubtaskMeter(clock, MeterReading.ZERO);
    running.put(thread, new TrackedTask(opened.get().module(), view, thread, nativeThread, meter,
        new MeterReader(meter, MeterReading.ZERO), opened.get().classifier(), new StackTally()));
    log.debug("task", "watching " + view.identity());
  }

  /** The wait counts even where the adapter fails to name its edge. */
  private String edgeOf(TrackedTask task, Object output) {
    try {
      return output == null ? null : task.view().edgeOf(output);
    } catch (Throwable t) {
      trouble.inAdvice(t);
      return null;
    }
  }
}
