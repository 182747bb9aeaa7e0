package io.manometer.agent.core.meter;

import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.strategy.managed.modelchecking.ModelCheckingOptions;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * One thread waits while others read: whatever the order of their steps, no total steps back between two readings, and
 * what is idle, backpressured and busy adds up to the age.
 */
public class SubtaskMeterConcurrencyTest {

  private final AtomicLong clock = new AtomicLong();
  private final SubtaskMeter meter = new SubtaskMeter(clock::incrementAndGet, MeterReading.ZERO, 2);

  @Operation(nonParallelGroup = "task thread")
  public void inputWaitBegan() {
    meter.inputWaitBegan();
  }

  @Operation(nonParallelGroup = "task thread")
  public void outputWaitBegan() {
    meter.outputWaitBegan("edge", 1);
  }

  @Operation(nonParallelGroup = "task thread")
  public void waitEnded() {
    meter.waitEnded();
  }

  /** True whatever the others do; anything else is not linearizable, for alone it is always true. */
  @Operation
  public boolean twoReadingsFollowEachOther() {
    MeterReading first = meter.tryRead();
    MeterReading second = meter.tryRead();
    return first == null || second == null || isWhole(first) && isWhole(second)
        && second.ageNanos() >= first.ageNanos()
        && second.idleNanos() >= first.idleNanos()
        && second.backpressuredNanos() >= first.backpressuredNanos()
        && second.busyNanos() >= first.busyNanos();
  }

  private static boolean isWhole(MeterReading reading) {
    long named = reading.blocked().stream().mapToLong(MeterReading.EdgeBlocked::nanos).sum();
    return reading.idleNanos() >= 0 && reading.backpressuredNanos() >= 0 && reading.busyNanos() >= 0
        && named == reading.backpressuredNanos();
  }

  @Test
  void noOrderOfStepsMakesATotalStepBack() {
    LinChecker.check(SubtaskMeterConcurrencyTest.class, new ModelCheckingOptions()
        .iterations(6).invocationsPerIteration(600).threads(2).actorsPerThread(3).actorsBefore(1).actorsAfter(1));
  }

  @Test
  void norDoRealThreads() {
    LinChecker.check(SubtaskMeterConcurrencyTest.class, new StressOptions()
        .iterations(3).invocationsPerIteration(500).threads(3).actorsPerThread(4));
  }
}
