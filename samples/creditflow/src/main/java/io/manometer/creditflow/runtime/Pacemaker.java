package io.manometer.creditflow.runtime;

import io.manometer.creditflow.network.OutputGate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What happens by the clock in a worker: outputs are flushed, and chains that ask for it are told the time. */
final class Pacemaker {

  private final List<OutputGate> outputs;
  private final List<Subtask> ticking;
  private final Duration flushInterval;
  private final Consumer<Throwable> onFailure;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "creditflow-flusher");
    thread.setDaemon(true);
    return thread;
  });

  Pacemaker(List<Subtask> subtasks, Duration flushInterval, Consumer<Throwable> onFailure) {
    this.outputs = subtasks.stream().flatMap(subtask -> subtask.outputGates().stream()).toList();
    this.ticking = subtasks.stream().filter(Subtask::wantsTicks).toList();
    this.flushInterval = flushInterval;
    this.onFailure = onFailure;
  }

  void start() {
    every(flushInterval, () -> outputs.forEach(OutputGate::flush));
    if (!ticking.isEmpty()) {
      every(Worker.TICK, () -> ticking.forEach(Subtask::requestTick));
    }
  }

  void stop() {
    clock.shutdownNow();
  }

  private void every(Duration interval, Runnable task) {
    clock.scheduleAtFixedRate(() -> guarded(task), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      onFailure.accept(e);
    }
  }
}
