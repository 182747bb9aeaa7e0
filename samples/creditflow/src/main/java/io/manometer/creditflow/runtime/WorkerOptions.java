package io.manometer.creditflow.runtime;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of one worker. Immutable; the defaults are {@link #local()}. All but {@code worker} and {@code attempt}
 * must be the same in all workers of a job.
 *
 * @param worker index of this worker in {@code workers}
 * @param workers addresses of all workers, {@code host:port}; empty for a job in this JVM alone
 * @param attempt counts the restarts of this worker from 0, as whoever restarts it says
 * @param bufferBytes size of a network buffer
 * @param poolBytes bound of all network buffers of this worker together
 * @param exclusiveBuffers buffers of its own that each input channel has
 * @param floatingBuffers buffers that the channels of an input gate share
 * @param subpartitionBuffers the most buffers of an output that may be filled for one consuming subtask
 * @param flushInterval the longest time that a record waits in a buffer that is not full
 * @param connectTimeout how long to wait for the other workers at the start
 */
public record WorkerOptions(
    int worker,
    List<String> workers,
    int attempt,
    int bufferBytes,
    long poolBytes,
    int exclusiveBuffers,
    int floatingBuffers,
    int subpartitionBuffers,
    Duration flushInterval,
    Duration connectTimeout) {

  public static final int DEFAULT_BUFFER_BYTES = 32 * 1024;
  private static final double POOL_FRACTION = 0.1;
  private static final long LEAST_POOL_BYTES = 8L << 20;
  private static final long MOST_POOL_BYTES = 1L << 30;

  public WorkerOptions {
    workers = List.copyOf(workers);
    refuseUnless(worker >= 0 && worker < Math.max(1, workers.size()), "--worker " + worker + " of "
        + Math.max(1, workers.size()) + " workers; an index from 0 into the list of --workers is right");
    refuseUnless(attempt >= 0, "--attempt " + attempt + "; zero or more is right");
    refuseUnless(bufferBytes >= 64 && bufferBytes <= 1 << 20,
        "--buffer-bytes " + bufferBytes + "; 64 to 1048576 is right");
    refuseUnless(poolBytes >= bufferBytes, "--pool-bytes " + poolBytes + "; at least one buffer is right");
    refuseUnless(exclusiveBuffers >= 1, "exclusiveBuffers " + exclusiveBuffers + "; at least 1 is right");
    refuseUnless(floatingBuffers >= 0, "floatingBuffers " + floatingBuffers + "; zero or more is right");
    refuseUnless(subpartitionBuffers >= 1, "subpartitionBuffers " + subpartitionBuffers + "; at least 1 is right");
    refuseUnless(flushInterval.toMillis() >= 1, "--flush-millis " + flushInterval.toMillis() + "; at least 1 is right");
    workers.forEach(WorkerOptions::address);
  }

  /** One worker, the default of every setting; the pool is a tenth of the JVM's maximal heap, 8 MiB to 1 GiB. */
  public static WorkerOptions local() {
    long tenth = (long) (Runtime.getRuntime().maxMemory() * POOL_FRACTION);
    return new WorkerOptions(0, List.of(), 0, DEFAULT_BUFFER_BYTES,
        Math.max(LEAST_POOL_BYTES, Math.min(MOST_POOL_BYTES, tenth)), 2, 8, 10,
        Duration.ofMillis(100), Duration.ofSeconds(60));
  }

  /**
   * Reads {@code --worker N}, {@code --workers host:port,host:port}, {@code --attempt N}, {@code --buffer-bytes N},
   * {@code --pool-bytes N} and {@code --flush-millis N}; other arguments are left to the program.
   */
  public static WorkerOptions parse(String... args) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i++) {
      if (args[i].startsWith("--")) {
        given.put(args[i], args[i + 1]);
      }
    }
    WorkerOptions defaults = local();
    String workers = given.getOrDefault("--workers", "");
    return new WorkerOptions(
        (int) number(given, "--worker", 0),
        workers.isBlank() ? List.of() : Arrays.stream(workers.split(",")).map(String::trim).toList(),
        (int) number(given, "--attempt", 0),
        (int) number(given, "--buffer-bytes", defaults.bufferBytes),
        number(given, "--pool-bytes", defaults.poolBytes),
        defaults.exclusiveBuffers,
        defaults.floatingBuffers,
        defaults.subpartitionBuffers,
        Duration.ofMillis(number(given, "--flush-millis", defaults.flushInterval.toMillis())),
        defaults.connectTimeout);
  }

  public WorkerOptions withWorkers(int index, List<String> addresses) {
    return new WorkerOptions(index, addresses, attempt, bufferBytes, poolBytes, exclusiveBuffers, floatingBuffers,
        subpartitionBuffers, flushInterval, connectTimeout);
  }

  public WorkerOptions withBuffers(int bytesEach, long poolBytesInAll) {
    return new WorkerOptions(worker, workers, attempt, bytesEach, poolBytesInAll, exclusiveBuffers, floatingBuffers,
        subpartitionBuffers, flushInterval, connectTimeout);
  }

  public WorkerOptions withConnectTimeout(Duration timeout) {
    return new WorkerOptions(worker, workers, attempt, bufferBytes, poolBytes, exclusiveBuffers, floatingBuffers,
        subpartitionBuffers, flushInterval, timeout);
  }

  /** Number of workers of the job, at least 1. */
  public int workerCount() {
    return Math.max(1, workers.size());
  }

  static InetSocketAddress address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    try {
      String host = hostAndPort.substring(0, colon);
      int port = Integer.parseInt(hostAndPort.substring(colon + 1));
      refuseUnless(!host.isBlank() && port > 0, hostAndPort);
      return new InetSocketAddress(host, port);
    } catch (RuntimeException e) {
      throw new JobFailedException("--workers has '" + hostAndPort + "'; host:port is right, such as 127.0.0.1:20000");
    }
  }

  private static long number(Map<String, String> given, String key, long otherwise) {
    String value = given.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new JobFailedException(key + " " + value + "; a whole number is right");
    }
  }

  private static void refuseUnless(boolean holds, String problem) {
    if (!holds) {
      throw new JobFailedException(problem);
    }
  }
}
