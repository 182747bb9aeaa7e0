package io.manometer.wire;

/**
 * One worker JVM in one life of it.
 *
 * @param id stable across restarts of the same worker, unique among the workers of its jobs
 * @param incarnation differs for each start of the process; when it changes, totals begin anew
 * @param host host name, for people
 * @param pid process id on its host
 * @param runtime name and version of the dataflow runtime found, such as {@code creditflow 1.0}; null when none was found
 * @param cores processors that the JVM may use
 * @param cpuQuota cores granted by the container's CPU quota; null where there is none or it cannot be read
 * @param javaVersion of the host JVM
 */
public record Worker(
    String id, String incarnation, String host, long pid, String runtime, int cores, Double cpuQuota, String javaVersion) {

  public Worker {
    Refuse.blank(id, "worker.id");
    Refuse.blank(incarnation, "worker.incarnation");
    Refuse.unless(cores > 0, "worker.cores", "is " + cores + ", at least 1 is right");
  }
}
