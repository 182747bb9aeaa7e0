package io.manometer.flink.jobs.arrivals;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Every {@code stride}-th record from {@code index} on.
 *
 * @param startMillis wall clock at which the first record arrived
 * @param perSecond rate of this split
 * @param count records of this split in all
 * @param read records of it that were read
 */
public record ArrivalSplit(int index, int stride, long startMillis, double perSecond, long count, long read)
    implements SourceSplit {

  @Override
  public String splitId() {
    return Integer.toString(index);
  }

  ArrivalSplit withRead(long records) {
    return new ArrivalSplit(index, stride, startMillis, perSecond, count, records);
  }

  static final class Serializer implements SimpleVersionedSerializer<ArrivalSplit> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(ArrivalSplit split) {
      return ByteBuffer.allocate(40)
          .putInt(split.index)
          .putInt(split.stride)
          .putLong(split.startMillis)
          .putDouble(split.perSecond)
          .putLong(split.count)
          .putLong(split.read)
          .array();
    }

    @Override
    public ArrivalSplit deserialize(int version, byte[] bytes) throws IOException {
      if (version != 1) {
        throw new IOException("a split of version " + version + ", this job reads 1");
      }
      ByteBuffer from = ByteBuffer.wrap(bytes);
      return new ArrivalSplit(
          from.getInt(), from.getInt(), from.getLong(), from.getDouble(), from.getLong(), from.getLong());
    }
  }
}
