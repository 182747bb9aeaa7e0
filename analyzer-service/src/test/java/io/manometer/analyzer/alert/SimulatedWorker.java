package io.manometer.analyzer.alert;

import io.manometer.analyzer.TestAgent;
import io.manometer.wire.AgentSample;
import io.manometer.wire.EdgeLink;
import io.manometer.wire.JobTopology;
import io.manometer.wire.JvmSample;
import io.manometer.wire.OperatorNode;
import io.manometer.wire.OperatorNode.ChainedOperator;
import io.manometer.wire.OperatorNode.Role;
import io.manometer.wire.Snapshot;
import io.manometer.wire.SubtaskSample;
import io.manometer.wire.Worker;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A worker of a job with a source and a sink that pushes real snapshots once a second; the test sets the load. */
final class SimulatedWorker implements AutoCloseable {

  private static final double PER_SECOND = 1000;

  private final ScheduledExecutorService push = Executors.newSingleThreadScheduledExecutor();
  private final long began = System.nanoTime();
  private volatile double busy;
  private volatile double backpressured;
  private long last = began;
  private long sequence;
  private double sinkBusy;
  private double sourceBlocked;

  /** @param analyzer takes the JSON of a snapshot; what it throws ends the pushing */
  SimulatedWorker(Consumer<byte[]> analyzer) {
    push.scheduleAtFixedRate(() -> analyzer.accept(TestAgent.json(next())), 0, 1, TimeUnit.SECONDS);
  }

  /** From now on; shares of time. */
  Instant load(double sinkIsBusy, double sourceIsBackpressured) {
    busy = sinkIsBusy;
    backpressured = sourceIsBackpressured;
    return Instant.now();
  }

  private Snapshot next() {
    long now = System.nanoTime();
    sinkBusy += (now - last) * busy;
    sourceBlocked += (now - last) * backpressured;
    last = now;
    long age = now - began;
    return new Snapshot(Snapshot.SCHEMA, new Worker("w1", "1", "host", 1, "test 1.0", 2, null, "17"), ++sequence,
        System.currentTimeMillis(), age, new JvmSample(0L, 0L, 1L << 20, 1L << 20, 1L << 30, null, age, null, "Serial"),
        List.of(job()), List.of(source(age), sink(age)),
        new AgentSample("test", AgentSample.State.RUNNING, 0, 0, 0, 0, 0, List.of()));
  }

  private static JobTopology job() {
    return new JobTopology("orders", "Orders", "test 1.0",
        List.of(operator("read", "Read", Role.SOURCE), operator("write", "Write", Role.SINK)),
        List.of(new EdgeLink("e", "read", "write", EdgeLink.Partitioning.REBALANCE)), null);
  }

  private static OperatorNode operator(String id, String name, Role role) {
    return new OperatorNode(id, name, 1, null, role, List.of(new ChainedOperator(id, name)));
  }

  private SubtaskSample source(long age) {
    long blocked = Math.round(sourceBlocked);
    long records = records(age);
    long idle = Math.round((age - blocked) * 0.9);
    SubtaskSample.Pool out = new SubtaskSample.Pool(backpressured > 0.5 ? 10 : 1, 10);
    return new SubtaskSample("orders", "read", 0, 0, age, idle, blocked, null, age / 20, 0L,
        records * 10, null, records, null, records * 50, out, null, null,
        new SubtaskSample.SourceSample(false, null, records, null), List.of(),
        List.of(new SubtaskSample.OutputSample("e", records, records * 50, blocked, List.of(blocked), 0L)), null, null, null);
  }

  private SubtaskSample sink(long age) {
    long records = records(age);
    long cpu = Math.round(sinkBusy);
    return new SubtaskSample("orders", "write", 0, 0, age, age - cpu, 0, null, cpu, 0L,
        records * 10, records, null, records * 50, null, null,
        new SubtaskSample.Pool(1, 2), new SubtaskSample.Pool(1, 8), null,
        List.of(new SubtaskSample.InputSample("e", records, records * 50, 1L, 2L, 0L, null)), List.of(), null, null, null);
  }

  private static long records(long age) {
    return Math.round(age / 1e9 * PER_SECOND);
  }

  @Override
  public void close() {
    push.shutdownNow();
  }
}
