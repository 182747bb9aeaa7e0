package io.manometer.flink.jobs;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Counts the orders that reach it and writes lines {@code nanos records} to a file, ten times a second: the clock of
 * this JVM, and the orders of all subtasks in this JVM. It counts by itself, in the same way whoever else looks on.
 */
final class Tally implements Sink<Order> {

  private static final long serialVersionUID = 1;
  private static final long TELL_MILLIS = 100;

  /** By subtask. Each job has a class loader and with it a map of its own. */
  private static final Map<Integer, AtomicLong> COUNTS = new ConcurrentHashMap<>();

  private final String file;

  Tally(String file) {
    this.file = file;
  }

  @Override
  public SinkWriter<Order> createWriter(WriterInitContext context) {
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    AtomicLong count = new AtomicLong();
    COUNTS.put(subtask, count);
    return subtask == 0 ? new Writer(count, new Thread(this::tell, "tally")) : new Writer(count, null);
  }

  static String line(long nanos, Collection<AtomicLong> counts) {
    return nanos + " " + counts.stream().mapToLong(AtomicLong::get).sum() + "\n";
  }

  private void tell() {
    try (FileOutputStream out = new FileOutputStream(file, true)) {
      while (true) {
        Thread.sleep(TELL_MILLIS);
        out.write(line(System.nanoTime(), COUNTS.values()).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (InterruptedException jobEnds) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Threads: the task thread counts; the first subtask's teller reads. */
  private static final class Writer implements SinkWriter<Order> {

    private final AtomicLong count;
    private final Thread teller;

    /** @param teller null where another subtask tells */
    Writer(AtomicLong count, Thread teller) {
      this.count = count;
      this.teller = teller;
      if (teller != null) {
        teller.setDaemon(true);
        teller.start();
      }
    }

    @Override
    public void write(Order order, Context context) {
      count.lazySet(count.getPlain() + 1);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {
      if (teller != null) {
        teller.interrupt();
      }
    }
  }
}
