package io.manometer.flink.jobs.arrivals;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Gives each reader one split, once all readers are there. Its state is how many splits it has given out. */
final class ArrivalEnumerator implements SplitEnumerator<ArrivalSplit, Integer> {

  private final SplitEnumeratorContext<ArrivalSplit> context;
  private final double perSecond;
  private final long count;
  private int assigned;

  ArrivalEnumerator(SplitEnumeratorContext<ArrivalSplit> context, double perSecond, long count, int assigned) {
    this.context = context;
    this.perSecond = perSecond;
    this.count = count;
    this.assigned = assigned;
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int subtask) {
    int readers = context.currentParallelism();
    if (assigned > 0 || context.registeredReaders().size() < readers) {
      return;
    }
    long now = System.currentTimeMillis();
    for (int i = 0; i < readers; i++) {
      long share = count == Long.MAX_VALUE ? count : count / readers + (i < count % readers ? 1 : 0);
      assign(new ArrivalSplit(i, readers, now, perSecond / readers, share, 0), i);
      assigned++;
    }
  }

  @Override
  public void addSplitsBack(List<ArrivalSplit> splits, int subtask) {
    if (context.registeredReaders().containsKey(subtask)) {
      splits.forEach(split -> assign(split, subtask));
    } else {
      assigned -= splits.size();
    }
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {}

  @Override
  public Integer snapshotState(long checkpoint) {
    return assigned;
  }

  @Override
  public void close() {}

  private void assign(ArrivalSplit split, int subtask) {
    context.assignSplits(new SplitsAssignment<>(split, subtask));
    context.signalNoMoreSplits(subtask);
  }

  static final class Serializer implements SimpleVersionedSerializer<Integer> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Integer assigned) {
      return ByteBuffer.allocate(4).putInt(assigned).array();
    }

    @Override
    public Integer deserialize(int version, byte[] bytes) {
      return ByteBuffer.wrap(bytes).getInt();
    }
  }
}
