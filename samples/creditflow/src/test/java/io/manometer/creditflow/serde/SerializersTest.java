package io.manometer.creditflow.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SerializersTest {

  @Test
  void whatIsWrittenIsRead() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      roundTrip(random.nextLong(), Serializers.LONG);
      roundTrip(random.nextInt(), Serializers.INTEGER);
      roundTrip(random.nextGaussian(), Serializers.DOUBLE);
      roundTrip(text(random), Serializers.STRING);
      roundTrip(Pair.of(text(random), Pair.of(random.nextLong(), text(random))),
          Serializers.pair(Serializers.STRING, Serializers.pair(Serializers.LONG, Serializers.STRING)));
      byte[] bytes = new byte[random.nextInt(500)];
      random.nextBytes(bytes);
      assertThat(written(bytes, Serializers.BYTES, Serializers.BYTES)).isEqualTo(bytes);
    }
  }

  @Test
  void cutBytesAreASerializationExceptionAndNeverMore() {
    Random random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(30)];
      random.nextBytes(bytes);
      BinaryInput in = new BinaryInput();
      in.reset(bytes, 0, bytes.length);
      try {
        Serializers.pair(Serializers.STRING, Serializers.pair(Serializers.BYTES, Serializers.LONG)).read(in);
      } catch (SerializationException expected) {
        assertThat(expected).hasMessageContaining("bytes of a record");
      }
    }
  }

  @Test
  void aRecordOfTheSizeOfTheNextOneIsNotTouched() {
    BinaryInput in = new BinaryInput();
    in.reset(new byte[] {0, 0, 0, 4, 'a', 'b', 'c', 'd'}, 0, 6);

    assertThatThrownBy(in::readString).isInstanceOf(SerializationException.class);
  }

  private static <T> void roundTrip(T value, Serializer<T> serializer) {
    assertThat(written(value, serializer, serializer)).isEqualTo(value);
  }

  private static <T> T written(T value, Serializer<T> write, Serializer<T> read) {
    BinaryOutput out = new BinaryOutput();
    out.writeByte(1);
    write.write(value, out);
    BinaryInput in = new BinaryInput();
    in.reset(out.array(), 1, out.size() - 1);
    T result = read.read(in);
    assertThat(in.remaining()).isZero();
    return result;
  }

  private static String text(Random random) {
    int most = random.nextBoolean() ? 0x7f : 0x10FFFF;
    return random.ints(random.nextInt(100), 0, most).filter(c -> c < 0xD800 || c > 0xDFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
