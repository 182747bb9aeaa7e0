package io.manometer.flink.jobs.arrivals;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Records that arrive at a fixed rate from the moment the source first started, as from a queue that others fill: a
 * reader that is held back falls behind and reports what it owes as {@code pendingRecords}. Nothing is stored; record n
 * is made when it is read.
 *
 * @param <T> type of the records
 */
public final class Arrivals<T>
    implements Source<T, ArrivalSplit, Integer>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1;

  /** Makes record number {@code n}, always the same for the same number. */
  @FunctionalInterface
  public interface Maker<T> extends Serializable {
    T make(long n);
  }

  private final double perSecond;
  private final long count;
  private final Maker<T> maker;
  private final TypeInformation<T> type;

  /**
   * @param perSecond rate of all subtasks together
   * @param count records in all; {@link Long#MAX_VALUE} for no end
   */
  public Arrivals(double perSecond, long count, Maker<T> maker, TypeInformation<T> type) {
    if (!(perSecond > 0) || count < 0) {
      throw new IllegalArgumentException("rate " + perSecond + " and count " + count + " must be positive");
    }
    this.perSecond = perSecond;
    this.count = count;
    this.maker = maker;
    this.type = type;
  }

  @Override
  public Boundedness getBoundedness() {
    return count == Long.MAX_VALUE ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }

  @Override
  public SourceReader<T, ArrivalSplit> createReader(SourceReaderContext context) {
    return new ArrivalReader<>(context, maker);
  }

  @Override
  public SplitEnumerator<ArrivalSplit, Integer> createEnumerator(SplitEnumeratorContext<ArrivalSplit> context) {
    return new ArrivalEnumerator(context, perSecond, count, 0);
  }

  @Override
  public SplitEnumerator<ArrivalSplit, Integer> restoreEnumerator(
      SplitEnumeratorContext<ArrivalSplit> context, Integer assigned) {
    return new ArrivalEnumerator(context, perSecond, count, assigned);
  }

  @Override
  public SimpleVersionedSerializer<ArrivalSplit> getSplitSerializer() {
    return new ArrivalSplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new ArrivalEnumerator.Serializer();
  }
}
