package io.manometer.rules.window;

import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import java.util.Optional;

/**
 * Splits busy time so that the parts add up to it. Each part takes what it can prove from what is left, in this order:
 *
 * <ol>
 *   <li>on a core: the thread's CPU clock, exact. Of it, state access and serialization take the share that they have
 *       among the stack samples of running code, and {@code cpu} is the rest;
 *   <li>{@code gc}: the JVM's pauses; of them the part that fell on busy time in which the thread ran, since a wait for
 *       somebody else goes on meanwhile;
 *   <li>{@code starved}: the thread's run-queue delay, exact;
 *   <li>waiting inside the work (I/O, locks, sleep, async, state on disk): by share of the stack samples, and never
 *       more than is left, so that a thread that was merely kept from a core is not said to wait for I/O;
 *   <li>{@code other}: the rest.
 * </ol>
 *
 * Without a CPU clock the samples alone decide, and {@code cpu} then includes waiting for a core. Samples of a thread
 * are taken by another thread of the same JVM, so they tell nothing about pauses.
 */
final class BusySplitter {

  /** Fewer samples than this say nothing about shares. */
  private static final long LEAST_SAMPLES = 10;

  private BusySplitter() {}

  static BusySplit split(
      double busy,
      Optional<Double> cpuClock,
      Optional<Double> gcPause,
      Optional<Double> runQueue,
      Optional<Stacks> sampled) {
    Optional<Stacks> stacks = sampled.filter(s -> s.samples() >= LEAST_SAMPLES);
    if (cpuClock.isEmpty() && stacks.isEmpty()) {
      return BusySplit.UNKNOWN;
    }
    double onCore = Math.min(busy, cpuClock.orElse(0.0));
    double left = busy - onCore;
    double gc = Math.min(left, gcPause.orElse(0.0) * busy * stacks.map(BusySplitter::running).orElse(1.0));
    left -= gc;
    double starved = Math.min(left, runQueue.orElse(0.0));
    left -= starved;
    if (stacks.isEmpty()) {
      return new BusySplit(
          Optional.of(onCore), gcPause.map(x -> gc), Optional.empty(), Optional.empty(), Optional.empty(),
          Optional.empty(), Optional.empty(), Optional.empty(), runQueue.map(x -> starved), Optional.of(left));
    }
    return byStacks(stacks.get(), busy - gc, cpuClock.map(x -> onCore), gcPause.map(x -> gc),
        runQueue.map(x -> starved), left);
  }

  private static double running(Stacks stacks) {
    return stacks.share(StackClass.ON_CPU) + stacks.share(StackClass.STATE) + stacks.share(StackClass.SERIALIZATION);
  }

  private static BusySplit byStacks(
      Stacks stacks, double sampledTime, Optional<Double> cpuClock, Optional<Double> gc, Optional<Double> starved,
      double left) {
    double state = stacks.share(StackClass.STATE);
    double serialization = stacks.share(StackClass.SERIALIZATION);
    double running = running(stacks);
    double onCore = cpuClock.orElse(Math.min(left, sampledTime * running));
    double rest = cpuClock.isPresent() ? left : left - onCore;
    double stateOnCore = running > 0 ? onCore * state / running : 0;
    double serializationOnCore = running > 0 ? onCore * serialization / running : 0;

    double io = sampledTime * (stacks.share(StackClass.SOCKET_IO) + stacks.share(StackClass.FILE_IO));
    double lock = sampledTime * stacks.share(StackClass.LOCK);
    double sleep = sampledTime * stacks.share(StackClass.SLEEP);
    double async = sampledTime * stacks.share(StackClass.ASYNC_WAIT);
    double stateWaiting = Math.max(0, sampledTime * state - stateOnCore - starved.orElse(0.0) * state);
    double waiting = io + lock + sleep + async + stateWaiting;
    double fit = waiting > rest ? rest / waiting : 1;

    return new BusySplit(
        Optional.of(onCore - stateOnCore - serializationOnCore),
        gc,
        Optional.of(io * fit),
        Optional.of(lock * fit),
        Optional.of(stateOnCore + stateWaiting * fit),
        Optional.of(serializationOnCore),
        Optional.of(sleep * fit),
        Optional.of(async * fit),
        starved,
        Optional.of(Math.max(0, rest - waiting * fit)));
  }
}
