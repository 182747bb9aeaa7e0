package io.manometer.creditflow.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array that a serializer writes to; big-endian. One instance is used over and over by one thread, so writing
 * a record allocates nothing.
 */
public final class BinaryOutput {

  private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int KEPT_BYTES = 1 << 20;

  private byte[] bytes = new byte[256];
  private int size;

  public void writeByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  public void writeInt(int value) {
    ensure(4);
    INT.set(bytes, size, value);
    size += 4;
  }

  public void writeLong(long value) {
    ensure(8);
    LONG.set(bytes, size, value);
    size += 8;
  }

  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  public void writeBytes(byte[] value, int offset, int length) {
    ensure(length);
    System.arraycopy(value, offset, bytes, size, length);
    size += length;
  }

  /** UTF-8 behind its length in bytes; short ASCII strings take the path without an allocation. */
  @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int) copies the low bytes, right for ASCII only
  public void writeString(String value) {
    int chars = value.length();
    ensure(4 + chars);
    if (chars <= 64 && isAscii(value, chars)) {
      INT.set(bytes, size, chars);
      value.getBytes(0, chars, bytes, size + 4);
      size += 4 + chars;
    } else {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      writeInt(utf8.length);
      writeBytes(utf8, 0, utf8.length);
    }
  }

  /** Overwrites an int that was written before. */
  public void setInt(int position, int value) {
    INT.set(bytes, position, value);
  }

  /** The array written to, valid up to {@link #size()} and until the next write. */
  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** Begins anew; lets go of the room that an exceptionally large record took. */
  public void clear() {
    size = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[256];
    }
  }

  private static boolean isAscii(String value, int chars) {
    for (int i = 0; i < chars; i++) {
      if (value.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = (long) size + more;
    if (needed > Integer.MAX_VALUE - 8) {
      throw new SerializationException("a record of " + needed + " bytes; at most 2 GiB can be written");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, bytes.length * 2L)));
  }
}
