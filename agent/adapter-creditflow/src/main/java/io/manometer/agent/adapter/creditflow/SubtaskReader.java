package io.manometer.agent.adapter.creditflow;

import io.manometer.agent.target.BoundSymbols;
import io.manometer.agent.target.TaskReadings;
import io.manometer.wire.SubtaskSample.InputSample;
import io.manometer.wire.SubtaskSample.OutputSample;
import io.manometer.wire.SubtaskSample.Pool;
import io.manometer.wire.SubtaskSample.SourceSample;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Reads the counters that creditflow keeps for itself. It takes none of the runtime's locks: plain fields, each of which
 * may be old by an instant.
 */
record SubtaskReader(BoundSymbols names) {

  TaskReadings read(Object subtask, long nanoTime, long wallClockMillis) {
    List<?> gates = (List<?>) names.read(Names.SUBTASK_INPUTS, subtask);
    List<?> outputGates = (List<?>) names.read(Names.SUBTASK_OUTPUTS, subtask);
    List<InputSample> inputs = gates.stream().map(this::input).toList();
    List<OutputSample> outputs = outputGates.stream().map(this::output).toList();
    return new TaskReadings(
        sum(inputs, InputSample::records),
        sum(outputs, OutputSample::records),
        sum(inputs, InputSample::bytes),
        sum(outputs, OutputSample::bytes),
        together(outputGates.stream().map(this::outPool).toList()),
        together(gates.stream().map(this::exclusive).toList()),
        together(gates.stream().map(this::floating).toList()),
        source(names.read(Names.SUBTASK_SOURCE, subtask), nanoTime),
        inputs,
        outputs,
        watermarkLag(names.number(Names.SUBTASK_WATERMARK, subtask), wallClockMillis),
        null);
  }

  private InputSample input(Object gate) {
    Object[] channels = channels(gate);
    long credits = sum(accounts(gate), account ->
        names.number(Names.ACCOUNT_EXCLUSIVE_FREE, account) + names.number(Names.ACCOUNT_FLOATING_FREE, account));
    return new InputSample(
        (String) names.read(Names.EDGE_ID, names.read(Names.INPUT_EDGE, gate)),
        sum(channels, channel -> names.number(Names.CHANNEL_RECORDS, channel)),
        sum(channels, channel -> names.number(Names.CHANNEL_BYTES, channel)),
        sum(channels, channel -> ((ArrayDeque<?>) names.read(Names.CHANNEL_RECEIVED, channel)).size()),
        credits,
        sum(channels, channel -> names.number(Names.CHANNEL_BACKLOG, channel)),
        null);
  }

  private OutputSample output(Object gate) {
    Object[] subpartitions = (Object[]) names.read(Names.OUTPUT_SUBPARTITIONS, gate);
    return new OutputSample(
        (String) names.read(Names.EDGE_ID, names.read(Names.OUTPUT_EDGE, gate)),
        sum(subpartitions, part -> names.number(Names.SUBPARTITION_RECORDS, part)),
        sum(subpartitions, part -> names.number(Names.SUBPARTITION_BYTES, part)),
        null,
        List.of(),
        sum(subpartitions, part -> Math.max(0, names.number(Names.SUBPARTITION_BACKLOG, part))));
  }

  private Pool outPool(Object gate) {
    Object pool = names.read(Names.OUTPUT_POOL, gate);
    return pool(names.number(Names.POOL_REQUESTED, pool), names.number(Names.POOL_SIZE, pool));
  }

  private Pool exclusive(Object gate) {
    Object[] accounts = accounts(gate);
    long size = accounts.length * names.number(Names.BUFFERS_EXCLUSIVE, names.read(Names.INPUT_BUFFERS, gate));
    return pool(size - sum(accounts, account -> names.number(Names.ACCOUNT_EXCLUSIVE_FREE, account)), size);
  }

  /** A floating buffer that lies free in a channel is not in use: it stands for a credit. */
  private Pool floating(Object gate) {
    Object buffers = names.read(Names.INPUT_BUFFERS, gate);
    long size = names.number(Names.BUFFERS_FLOATING, buffers);
    long free = names.number(Names.BUFFERS_FLOATING_AVAILABLE, buffers)
        + sum(accounts(gate), account -> names.number(Names.ACCOUNT_FLOATING_FREE, account));
    return pool(size - free, size);
  }

  /** Only an open-loop source has arrivals, and so a lag. */
  private SourceSample source(Object source, long nanoTime) {
    if (source == null) {
      return null;
    }
    boolean openLoop = (Boolean) names.read(Names.SOURCE_OPEN_LOOP, source);
    long emitted = names.number(Names.SOURCE_EMITTED, source);
    if (!openLoop) {
      return new SourceSample(false, null, emitted, null);
    }
    long arrived = ((Number) names.call(Names.SOURCE_ARRIVED, source, nanoTime)).longValue();
    return new SourceSample(true, Math.max(arrived, emitted), emitted, Math.max(0, arrived - emitted));
  }

  private Object[] channels(Object gate) {
    return (Object[]) names.read(Names.INPUT_CHANNELS, gate);
  }

  private Object[] accounts(Object gate) {
    return (Object[]) names.read(Names.BUFFERS_ACCOUNTS, names.read(Names.INPUT_BUFFERS, gate));
  }

  /** The runtime's least and greatest value stand for "no event time" and "input has ended". */
  private static Long watermarkLag(long watermark, long wallClockMillis) {
    boolean told = watermark != Long.MIN_VALUE && watermark != Long.MAX_VALUE;
    return told ? Math.max(0, wallClockMillis - watermark) : null;
  }

  /** Two fields read one after the other may not fit together by a buffer. */
  private static Pool pool(long used, long size) {
    return new Pool(Math.max(0, Math.min(size, used)), size);
  }

  private static Pool together(List<Pool> pools) {
    return pools.isEmpty() ? null : new Pool(
        pools.stream().mapToLong(Pool::used).sum(), pools.stream().mapToLong(Pool::size).sum());
  }

  private static <T> Long sum(List<T> samples, ToLongFunction<T> value) {
    return samples.isEmpty() ? null : samples.stream().mapToLong(value).sum();
  }

  private static long sum(Object[] parts, ToLongFunction<Object> value) {
    long sum = 0;
    for (Object part : parts) {
      sum += value.applyAsLong(part);
    }
    return sum;
  }
}
