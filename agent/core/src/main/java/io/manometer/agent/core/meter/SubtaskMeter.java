package io.manometer.agent.core.meter;

import io.manometer.agent.core.meter.MeterReading.EdgeBlocked;
import io.manometer.wire.SubtaskSample.Wait;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Exact idle and backpressured time of one task.
 *
 * <p>Threads: the task thread alone calls {@link #inputWaitBegan}, {@link #outputWaitBegan} and {@link #waitEnded}; any
 * thread reads. A sequence lock keeps a reading whole: the version is odd while the writer is inside. The writer takes
 * the time <em>inside</em>, behind a full fence, and a reader takes it between its two looks at the version. So a time
 * that a reader used is never later than that of a write it did not see, and no total ever steps back.
 *
 * <p>An error in the midst of a write, as memory or stack ends, may lay one wait to the wrong side; begins and ends stay
 * pairs and the version even, so that readings go on.
 *
 * <p>A wait inside a wait pauses the outer one. An end without a begin does nothing. A wait that is only assumed, because
 * the agent came in the midst of it, ends with the next word at the latest.
 */
public final class SubtaskMeter {

  private static final VarHandle VERSION;

  static {
    try {
      VERSION = MethodHandles.lookup().findVarHandle(SubtaskMeter.class, "version", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int DEEPEST = 8;
  private static final int READER_TRIES = 100;

  private final LongSupplier clock;
  private final long startedAt;
  private final int readerTries;

  /** Written by the task thread only; all below belongs to what the version guards. */
  private long version;
  private long idleNanos;
  private long backpressuredNanos;
  private final BlockedTime blocked;
  private final boolean[] waitIsOutput = new boolean[DEEPEST];
  private final String[] waitEdge = new String[DEEPEST];
  private final int[] waitTarget = new int[DEEPEST];
  private int depth;
  private int notWaits;
  private volatile boolean assumed;
  private long waitingSince;

  /** A meter that starts now, on top of what an earlier meter of the same task had read. */
  public SubtaskMeter(LongSupplier nanoClock, MeterReading earlier) {
    this(nanoClock, earlier, READER_TRIES);
  }

  /** The same for a task that is in the midst of a wait of that kind, as far as its stack tells. */
  static SubtaskMeter inTheMidstOf(Wait.Kind wait, String edge, LongSupplier nanoClock, MeterReading earlier) {
    SubtaskMeter meter = new SubtaskMeter(nanoClock, earlier);
    meter.began(wait == Wait.Kind.OUTPUT, edge, -1);
    meter.assumed = true;
    return meter;
  }

  SubtaskMeter(LongSupplier nanoClock, MeterReading earlier, int readerTries) {
    this.readerTries = readerTries;
    clock = nanoClock;
    startedAt = nanoClock.getAsLong() - earlier.ageNanos();
    idleNanos = earlier.idleNanos();
    backpressuredNanos = earlier.backpressuredNanos();
    blocked = new BlockedTime(earlier.blocked());
  }

  /** The task thread begins to wait for input. */
  public void inputWaitBegan() {
    began(false, null, -1);
  }

  /** The task thread begins to wait for a buffer; {@code edge} null and {@code target} -1 where not known. */
  public void outputWaitBegan(String edge, int target) {
    began(true, edge, target);
  }

  /** The task thread stands still within its work; the end that follows belongs to this and ends no wait. */
  public void noWaitBegan() {
    if (assumed) {
      waitEnded();
    }
    notWaits++;
  }

  /** The wait that began last is over; the one around it, if any, goes on. */
  public void waitEnded() {
    if (notWaits > 0) {
      notWaits--;
      return;
    }
    if (depth == 0) {
      return;
    }
    enterWrite();
    try {
      closeOpenWait(clock.getAsLong());
    } finally {
      depth--;
      assumed = false;
      leaveWrite();
    }
  }

  /** Whether the wait in progress was never heard to begin, so that its end may go unheard too. */
  boolean isWaitAssumed() {
    return assumed;
  }

  /** Whether the thread is not waiting; may be old by an instant. */
  public boolean isBusy() {
    VarHandle.acquireFence();
    return depth == 0;
  }

  /** Changes whenever a wait begins or ends. */
  public long changes() {
    return (long) VERSION.getAcquire(this);
  }

  /** All totals at one instant; null when the writer was stopped in the midst of writing and did not go on. */
  MeterReading tryRead() {
    for (int attempt = 0; attempt < readerTries; attempt++) {
      long before = (long) VERSION.getAcquire(this);
      if ((before & 1) == 0) {
        MeterReading reading = readUnguarded();
        VarHandle.acquireFence();
        if (reading != null && (long) VERSION.getOpaque(this) == before) {
          return reading;
        }
      }
      pause(attempt);
    }
    return null;
  }

  private void began(boolean output, String edge, int target) {
    if (depth == DEEPEST) {
      notWaits++;
      return;
    }
    enterWrite();
    try {
      closeOpenWait(clock.getAsLong());
    } finally {
      if (assumed) {
        depth = 0;
        assumed = false;
      }
      waitIsOutput[depth] = output;
      waitEdge[depth] = edge;
      waitTarget[depth] = target;
      depth++;
      leaveWrite();
    }
  }

  private void closeOpenWait(long now) {
    long waited = now - waitingSince;
    waitingSince = now;
    if (depth == 0) {
      return;
    }
    int open = depth - 1;
    if (waitIsOutput[open]) {
      backpressuredNanos += waited;
      blocked.add(waitEdge[open], waitTarget[open], waited);
    } else {
      idleNanos += waited;
    }
  }

  /** Odd afterwards, also where the last write was left by an error as it left. */
  private void enterWrite() {
    VERSION.setOpaque(this, version + 1 | 1);
    VarHandle.fullFence();
  }

  private void leaveWrite() {
    VERSION.setRelease(this, version + 1);
  }

  /** Null when the writer was inside at the same time and left something half done in sight. */
  private MeterReading readUnguarded() {
    try {
      return readAssumingQuiet();
    } catch (RuntimeException torn) {
      return null;
    }
  }

  private MeterReading readAssumingQuiet() {
    long now = clock.getAsLong();
    long idle = idleNanos;
    long backpressured = backpressuredNanos;
    List<EdgeBlocked> perEdge = blocked.read();
    int open = Math.min(depth, DEEPEST) - 1;
    if (open < 0) {
      return new MeterReading(now - startedAt, idle, backpressured, null, perEdge);
    }
    long waited = Math.max(0, now - waitingSince);
    String edge = waitEdge[open];
    if (waitIsOutput[open]) {
      return new MeterReading(now - startedAt, idle, backpressured + waited,
          new Wait(Wait.Kind.OUTPUT, edge, waited), BlockedTime.plus(perEdge, edge, waitTarget[open], waited));
    }
    return new MeterReading(
        now - startedAt, idle + waited, backpressured, new Wait(Wait.Kind.INPUT, null, waited), perEdge);
  }

  private static void pause(int attempt) {
    if (attempt < READER_TRIES / 2) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }
}
