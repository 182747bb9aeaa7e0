package io.manometer.analyzer.source;

import io.manometer.rules.model.Observation;
import io.manometer.wire.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Snapshots that agents push. Bodies are read and checked on the caller's thread and then wait in a bounded queue for the
 * next cycle. Threads: {@link #accept} any, {@link #fetch} one.
 */
public final class AgentPushSource implements SampleSource {

  private static final int QUEUE = 2_000;

  private final BodyLimits limits = BodyLimits.STANDARD;
  private final SnapshotReader reader = new SnapshotReader();
  private final MemoryBudget memory = MemoryBudget.ofThisJvm();
  private final BlockingQueue<Arrived> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong turnedAway = new AtomicLong();

  private record Arrived(List<Observation> observations, long bytes) {}

  /**
   * What the source counted since the start.
   *
   * @param refused bodies answered with a 4xx because of what they hold
   * @param turnedAway bodies answered with 429
   * @param queued snapshots that wait for the next cycle, and {@code heldBytes} their size as text
   */
  public record Counters(long accepted, long refused, long turnedAway, int queued, long heldBytes) {}

  /**
   * Reads one body and queues it for the next cycle.
   *
   * @param encoding value of Content-Encoding; null when there is none
   * @throws BadSnapshot when the body is refused
   * @throws Overloaded when the queue or the memory set aside for it is full
   */
  public void accept(InputStream body, String encoding, Instant receivedAt) throws IOException, BadSnapshot {
    try {
      byte[] json = limits.read(body, encoding, memory, System::nanoTime);
      queue(json, receivedAt);
      accepted.incrementAndGet();
    } catch (BadSnapshot e) {
      refused.incrementAndGet();
      throw e;
    } catch (Overloaded e) {
      turnedAway.incrementAndGet();
      throw e;
    }
  }

  @Override
  public List<Observation> fetch(Instant now) {
    List<Arrived> arrived = new ArrayList<>();
    queue.drainTo(arrived);
    arrived.forEach(a -> memory.release(a.bytes()));
    return arrived.stream().flatMap(a -> a.observations().stream()).toList();
  }

  @Override
  public String name() {
    return "agents";
  }

  public Counters counters() {
    return new Counters(accepted.get(), refused.get(), turnedAway.get(), queue.size(), memory.used());
  }

  private void queue(byte[] json, Instant receivedAt) throws BadSnapshot {
    boolean queued = false;
    try {
      Snapshot snapshot = reader.read(json);
      queued = queue.offer(new Arrived(WireTranslation.observations(snapshot, receivedAt), json.length));
      if (!queued) {
        throw new Overloaded();
      }
    } finally {
      if (!queued) {
        memory.release(json.length);
      }
    }
  }
}
