package io.manometer.flink.jobs.arrivals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads what has arrived. It wakes every few milliseconds rather than for each record, as a reader of a real queue gets
 * batches.
 *
 * <p>Threads: the task thread; the alarm's thread only completes a future.
 */
final class ArrivalReader<T> implements SourceReader<T, ArrivalSplit> {

  private static final long NAP_MILLIS = 5;

  private final SourceReaderContext context;
  private final Arrivals.Maker<T> maker;
  private final List<ArrivalSplit> splits = new ArrayList<>();
  private boolean noMoreSplits;
  private CompletableFuture<Void> splitGiven = new CompletableFuture<>();
  private ScheduledExecutorService alarm;
  private ArrivalSplit split;
  private volatile long read;

  ArrivalReader(SourceReaderContext context, Arrivals.Maker<T> maker) {
    this.context = context;
    this.maker = maker;
  }

  @Override
  public void start() {
    alarm = Executors.newSingleThreadScheduledExecutor(task -> {
      Thread thread = new Thread(task, "arrivals");
      thread.setDaemon(true);
      return thread;
    });
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) {
    if (split == null) {
      return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    if (read == split.count()) {
      return InputStatus.END_OF_INPUT;
    }
    if (read >= arrived(split)) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    output.collect(maker.make(split.index() + read * split.stride()));
    read++;
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (split == null) {
      return splitGiven;
    }
    if (read == split.count() || read < arrived(split)) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> wake = new CompletableFuture<>();
    alarm.schedule(() -> wake.complete(null), NAP_MILLIS, TimeUnit.MILLISECONDS);
    return wake;
  }

  @Override
  public void addSplits(List<ArrivalSplit> given) {
    splits.addAll(given);
    if (splits.size() > 1) {
      throw new IllegalStateException("this reader takes one split, it was given " + splits.size()
          + "; the parallelism of this source cannot change within a run");
    }
    ArrivalSplit first = splits.get(0);
    split = first;
    read = first.read();
    context.metricGroup().setPendingRecordsGauge(() -> Math.max(0, arrived(first) - read));
    splitGiven.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    splitGiven.complete(null);
  }

  @Override
  public List<ArrivalSplit> snapshotState(long checkpoint) {
    return split == null ? List.of() : List.of(split.withRead(read));
  }

  @Override
  public void close() {
    if (alarm != null) {
      alarm.shutdownNow();
    }
  }

  private static long arrived(ArrivalSplit split) {
    double due = (System.currentTimeMillis() - split.startMillis()) * split.perSecond() / 1000;
    return Math.min(split.count(), (long) due);
  }
}
