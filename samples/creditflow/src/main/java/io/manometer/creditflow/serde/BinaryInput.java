package io.manometer.creditflow.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A window on an array that a serializer reads from; big-endian. Reading beyond the window throws
 * {@link SerializationException}. One instance is used over and over by one thread.
 */
public final class BinaryInput {

  private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[0];
  private int position;
  private int end;

  /** Moves the window. */
  public void reset(byte[] array, int offset, int length) {
    bytes = array;
    position = offset;
    end = offset + length;
  }

  public int remaining() {
    return end - position;
  }

  public byte readByte() {
    return bytes[advance(1)];
  }

  public int readInt() {
    return (int) INT.get(bytes, advance(4));
  }

  public long readLong() {
    return (long) LONG.get(bytes, advance(8));
  }

  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  public byte[] readBytes(int length) {
    int from = advance(length);
    byte[] value = new byte[length];
    System.arraycopy(bytes, from, value, 0, length);
    return value;
  }

  public String readString() {
    int length = readInt();
    return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
  }

  private int advance(int count) {
    if (count < 0 || count > end - position) {
      throw new SerializationException("needs " + count + " bytes of a record that has " + remaining() + " left");
    }
    int from = position;
    position += count;
    return from;
  }
}
