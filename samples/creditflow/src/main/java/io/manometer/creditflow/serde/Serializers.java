package io.manometer.creditflow.serde;

import java.util.function.BiConsumer;
import java.util.function.Function;

/** The ready-made serializers. */
public final class Serializers {

  public static final Serializer<String> STRING = of((value, out) -> out.writeString(value), BinaryInput::readString);

  public static final Serializer<Long> LONG = of((value, out) -> out.writeLong(value), BinaryInput::readLong);

  public static final Serializer<Integer> INTEGER = of((value, out) -> out.writeInt(value), BinaryInput::readInt);

  public static final Serializer<Double> DOUBLE = of((value, out) -> out.writeDouble(value), BinaryInput::readDouble);

  public static final Serializer<byte[]> BYTES = of(
      (value, out) -> {
        out.writeInt(value.length);
        out.writeBytes(value, 0, value.length);
      },
      in -> in.readBytes(in.readInt()));

  private Serializers() {}

  /** A serializer of two values, one behind the other. */
  public static <A, B> Serializer<Pair<A, B>> pair(Serializer<A> first, Serializer<B> second) {
    return of(
        (value, out) -> {
          first.write(value.first(), out);
          second.write(value.second(), out);
        },
        in -> {
          A a = first.read(in);
          return new Pair<>(a, second.read(in));
        });
  }

  /** A serializer from its two halves. */
  public static <T> Serializer<T> of(
      BiConsumer<? super T, BinaryOutput> write, Function<BinaryInput, ? extends T> read) {
    return new Serializer<>() {
      @Override
      public void write(T value, BinaryOutput out) {
        write.accept(value, out);
      }

      @Override
      public T read(BinaryInput in) {
        return read.apply(in);
      }
    };
  }
}
