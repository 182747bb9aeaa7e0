package io.manometer.creditflow.operator;

import io.manometer.creditflow.function.KeySelector;
import io.manometer.creditflow.window.TimeWindow;
import io.manometer.creditflow.window.TumblingWindows;
import io.manometer.creditflow.window.WindowFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the accumulators of open windows and emits those whose end has passed. */
public final class WindowOperator<K, T, A, R> extends Operator<T, R> {

  private final TumblingWindows windows;
  private final KeySelector<? super T, ? extends K> selector;
  private final WindowFunction<? super K, ? super T, A, ? extends R> function;
  private final TreeMap<Long, Map<K, A>> open = new TreeMap<>();
  private long lastStart = NO_TIMESTAMP;
  private Map<K, A> last;
  private long watermark = NO_TIMESTAMP;
  private long lateRecords;

  public WindowOperator(
      TumblingWindows windows,
      KeySelector<? super T, ? extends K> selector,
      WindowFunction<? super K, ? super T, A, ? extends R> function) {
    this.windows = windows;
    this.selector = selector;
    this.function = function;
  }

  @Override
  public boolean wantsTicks() {
    return !windows.eventTime();
  }

  @Override
  public void process(T record, long timestamp) {
    long start = windows.startOf(timeOf(timestamp));
    if (windows.eventTime() && start + windows.sizeMillis() - 1 <= watermark) {
      lateRecords++;
      return;
    }
    Map<K, A> accumulators = start == lastStart && last != null ? last : windowAt(start);
    K key = selector.key(record);
    A before = accumulators.get(key);
    A after = function.add(before == null ? function.create() : before, record);
    if (after != before) {
      accumulators.put(key, after);
    }
  }

  @Override
  public void watermark(long timestamp) throws Exception {
    watermark = timestamp;
    if (windows.eventTime()) {
      emitUpTo(timestamp);
    }
    next.watermark(timestamp);
  }

  @Override
  public void tick(long nowMillis) throws Exception {
    if (!windows.eventTime()) {
      emitUpTo(nowMillis - 1);
    }
    next.tick(nowMillis);
  }

  @Override
  public void end() throws Exception {
    emitUpTo(Long.MAX_VALUE);
    next.end();
  }

  /** Records that came after their window had been emitted, and were dropped. */
  public long lateRecords() {
    return lateRecords;
  }

  private long timeOf(long timestamp) {
    if (!windows.eventTime()) {
      return System.currentTimeMillis();
    }
    if (timestamp == NO_TIMESTAMP) {
      throw new IllegalStateException(
          "a record without a timestamp in an event-time window; call timestamps(...) before");
    }
    return timestamp;
  }

  private Map<K, A> windowAt(long start) {
    last = open.computeIfAbsent(start, s -> new HashMap<>());
    lastStart = start;
    return last;
  }

  private void emitUpTo(long lastMillis) throws Exception {
    while (!open.isEmpty() && open.firstKey() + windows.sizeMillis() - 1 <= lastMillis) {
      Map.Entry<Long, Map<K, A>> closed = open.pollFirstEntry();
      last = null;
      emit(new TimeWindow(closed.getKey(), closed.getKey() + windows.sizeMillis()), closed.getValue());
    }
  }

  private void emit(TimeWindow window, Map<K, A> accumulators) throws Exception {
    for (Map.Entry<K, A> entry : accumulators.entrySet()) {
      next.process(function.result(entry.getKey(), window, entry.getValue()), window.endMillis() - 1);
    }
  }
}
