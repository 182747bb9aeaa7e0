package io.manometer.creditflow.buffer;

import java.util.ArrayList;
import java.util.List;

/**
 * All network memory of a worker: a bounded number of buffers of one size. Inputs and outputs reserve their part when
 * they are made, so whatever a job does later, it cannot take more.
 *
 * <p>Threads: any; each method takes the lock. Anyone may read a stale value of the fields.
 */
public final class BufferPool {

  private final int bufferBytes;
  private final int totalBuffers;
  private int reservedBuffers;

  /**
   * @param poolBytes bound of the memory; what does not make a whole buffer is not used
   */
  public BufferPool(long poolBytes, int bufferBytes) {
    this.bufferBytes = bufferBytes;
    this.totalBuffers = (int) Math.min(Integer.MAX_VALUE, poolBytes / bufferBytes);
  }

  /** Takes so many buffers or none; throws {@link IllegalStateException} when there are fewer left. */
  public synchronized List<byte[]> reserve(int buffers) {
    if (buffers > totalBuffers - reservedBuffers) {
      throw new IllegalStateException(
          buffers + " buffers wanted, " + (totalBuffers - reservedBuffers) + " of " + totalBuffers + " left");
    }
    reservedBuffers += buffers;
    List<byte[]> taken = new ArrayList<>(buffers);
    for (int i = 0; i < buffers; i++) {
      taken.add(new byte[bufferBytes]);
    }
    return taken;
  }

  public int bufferBytes() {
    return bufferBytes;
  }

  public int totalBuffers() {
    return totalBuffers;
  }

  public synchronized int reservedBuffers() {
    return reservedBuffers;
  }
}
