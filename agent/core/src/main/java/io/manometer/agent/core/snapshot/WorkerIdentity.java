package io.manometer.agent.core.snapshot;

import io.manometer.wire.Worker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who this process is among the workers. The id is settled once, when the first task is seen, so that it is the same
 * again after a restart and unlike that of every other worker:
 *
 * <ol>
 *   <li>the option;
 *   <li>the runtime's own name for the worker, with the host where that name holds a loopback address;
 *   <li>the job and the host, and a {@link HostSeat} where the same job runs twice on one host;
 *   <li>where there is no seat either, the job, the host and the port that the agent happened to get.
 * </ol>
 */
public final class WorkerIdentity implements AutoCloseable {

  private static final Pattern LOOPBACK = Pattern.compile("(^|@)(localhost|127\\.[\\d.]+|\\[?::1]?)(:|$)");

  private final String option;
  private final Path seats;
  private final String host;
  private final String mainClass;
  private final long pid = ProcessHandle.current().pid();
  private final String incarnation;
  private String place;
  private String settled;
  private String runtime;
  private Optional<HostSeat> seat = Optional.empty();

  /**
   * @param option the worker's id as the user set it; null when not set
   * @param seats folder for the locks that keep twins on one host apart
   * @param startedAt when this agent started; another start in the same process is another incarnation
   */
  public WorkerIdentity(String option, Path seats, Instant startedAt) {
    this.option = option;
    this.seats = seats;
    this.host = hostName();
    this.mainClass = mainClass(System.getProperty("sun.java.command", ""));
    this.incarnation = Long.toString(startedAt.toEpochMilli(), 36) + "-" + pid;
    this.place = host + ":" + pid;
  }

  /** The port that the agent listens on, which tells it from its neighbours on the host. */
  public synchronized void listensOn(int port) {
    place = host + ":" + port;
  }

  /**
   * @param runtimeName the runtime's own name for this process; null where it has none or no task was seen
   * @param job id of a job that has a task here; null while none was seen
   * @param runtime name and version of the runtime; null while none was seen
   */
  synchronized Worker at(String runtimeName, String job, String runtime, Double cpuQuota) {
    if (settled == null && job != null) {
      settled = settle(runtimeName, job);
    }
    if (runtime != null) {
      this.runtime = runtime;
    }
    return new Worker(settled == null ? untilSettled() : settled, incarnation, host, pid, this.runtime,
        Runtime.getRuntime().availableProcessors(), cpuQuota, Runtime.version().toString());
  }

  /** Another agent of this process may be the worker now. */
  @Override
  public synchronized void close() throws IOException {
    if (seat.isPresent()) {
      seat.get().close();
    }
  }

  private String settle(String runtimeName, String job) {
    if (option != null) {
      return option;
    }
    if (runtimeName != null) {
      return LOOPBACK.matcher(runtimeName).find() ? runtimeName + "@" + host : runtimeName;
    }
    seat = HostSeat.take(seats, job);
    String name = job + "@" + host;
    return seat.map(taken -> taken.number() == 0 ? name : name + "#" + taken.number()).orElse(job + "@" + place);
  }

  private String untilSettled() {
    return option != null ? option : mainClass + "@" + place;
  }

  /** The command without its arguments, which may hold secrets. */
  static String mainClass(String command) {
    String first = command.strip().split("\\s+", 2)[0];
    String file = first.substring(first.lastIndexOf('/') + 1);
    return file.isEmpty() ? "java" : file;
  }

  private static String hostName() {
    String fromEnvironment = System.getenv("HOSTNAME");
    if (fromEnvironment != null && !fromEnvironment.isBlank()) {
      return fromEnvironment;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
