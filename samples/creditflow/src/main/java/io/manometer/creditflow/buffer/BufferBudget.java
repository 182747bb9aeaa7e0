package io.manometer.creditflow.buffer;

import java.util.List;

/**
 * Divides a worker's buffers among those that need some: everyone gets what it cannot do without, and an equal share of
 * the part that it would like beyond that.
 */
public final class BufferBudget {

  /** Buffers that one input gate or output needs: at least, and at best. */
  public record Demand(int least, int wanted) {
    public Demand {
      if (least < 0 || wanted < least) {
        throw new IllegalArgumentException("least " + least + ", wanted " + wanted);
      }
    }
  }

  private BufferBudget() {}

  /**
   * Returns the buffers for each demand, in order.
   *
   * @throws IllegalArgumentException when not even the least fits
   */
  public static int[] divide(List<Demand> demands, BufferPool pool) {
    long least = demands.stream().mapToLong(Demand::least).sum();
    long wanted = demands.stream().mapToLong(Demand::wanted).sum();
    if (least > pool.totalBuffers()) {
      throw new IllegalArgumentException("this worker's part of the job needs at least " + least
          + " network buffers of " + pool.bufferBytes() + " bytes, the pool has " + pool.totalBuffers() + "; --pool-bytes "
          + least * pool.bufferBytes() + " is enough, " + wanted * pool.bufferBytes() + " is best");
    }
    double part = wanted == least ? 1 : Math.min(1, (double) (pool.totalBuffers() - least) / (wanted - least));
    return demands.stream()
        .mapToInt(demand -> demand.least() + (int) ((demand.wanted() - demand.least()) * part))
        .toArray();
  }
}
