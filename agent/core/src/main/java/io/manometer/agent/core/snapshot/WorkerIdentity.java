package io.manometer.agent.core.snapshot;

import io.manometer.wire.Worker;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Who this process is among the workers. The id is settled once: by the option, else by the runtime's own name for the
 * worker, else by the main class; the last two with host and listening port, which keep workers of several jobs on one
 * host apart and are the same again after a restart.
 */
public final class WorkerIdentity {

  private final String option;
  private final String host;
  private final String mainClass;
  private final long pid = ProcessHandle.current().pid();
  private final String incarnation;
  private String place;
  private String settled;
  private String runtime;

  /** @param option the worker's id as the user set it; null when not set */
  public WorkerIdentity(String option) {
    this.option = option;
    this.host = hostName();
    this.mainClass = mainClass(System.getProperty("sun.java.command", ""));
    this.incarnation = Long.toString(ManagementFactory.getRuntimeMXBean().getStartTime(), 36) + "-" + pid;
    this.place = host + ":" + pid;
  }

  /** The port that the agent listens on, which tells it from its neighbours on the host. */
  public synchronized void listensOn(int port) {
    place = host + ":" + port;
  }

  /**
   * @param runtimeName the runtime's own name for this process; null where it has none or no task was seen
   * @param runtime name and version of the runtime; null while none was seen
   */
  synchronized Worker at(String runtimeName, String runtime, Double cpuQuota) {
    if (settled == null && runtime != null) {
      settled = id(runtimeName);
    }
    if (runtime != null) {
      this.runtime = runtime;
    }
    return new Worker(settled == null ? id(runtimeName) : settled, incarnation, host, pid, this.runtime,
        Runtime.getRuntime().availableProcessors(), cpuQuota, Runtime.version().toString());
  }

  private String id(String runtimeName) {
    if (option != null) {
      return option;
    }
    return (runtimeName == null ? mainClass : runtimeName) + "@" + place;
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
