package io.manometer.creditflow.serde;

/**
 * Turns records into bytes and back. Shared by threads, so it keeps no state.
 *
 * <p>{@link #read} must consume exactly what {@link #write} wrote; the runtime checks it for each record.
 */
public interface Serializer<T> {

  /** Writes a record, which is never null. */
  void write(T value, BinaryOutput out);

  /** Reads a record; throws {@link SerializationException} where the bytes cannot be one. */
  T read(BinaryInput in);
}
