package io.manometer.creditflow.network;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A buffer being filled by the subtask's thread while what is in it already may be sent by another.
 *
 * <p>Threads: the subtask's thread writes; after each record it publishes bytes and records together, with release
 * order. The sender reads up to there. {@code sentBytes}, {@code sentRecords} and {@code finished} belong to the
 * subpartition's lock.
 */
final class OutputBuffer {

  private static final VarHandle PUBLISHED;

  static {
    try {
      PUBLISHED = MethodHandles.lookup().findVarHandle(OutputBuffer.class, "published", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final byte[] memory;
  private int position;
  private int records;
  @SuppressWarnings("unused") // through PUBLISHED: records in the upper half, bytes in the lower
  private long published;
  int sentBytes;
  int sentRecords;
  boolean finished;

  OutputBuffer(byte[] memory) {
    this.memory = memory;
  }

  int room() {
    return memory.length - position;
  }

  /** Copies bytes in and publishes them; {@code endedRecords} records end with them. */
  void append(byte[] source, int offset, int length, int endedRecords) {
    System.arraycopy(source, offset, memory, position, length);
    position += length;
    records += endedRecords;
    PUBLISHED.setRelease(this, (long) records << 32 | position);
  }

  /** Bytes and records to be taken apart by {@link #bytesOf} and {@link #recordsOf}. */
  long published() {
    return (long) PUBLISHED.getAcquire(this);
  }

  static int bytesOf(long published) {
    return (int) published;
  }

  static int recordsOf(long published) {
    return (int) (published >>> 32);
  }
}
