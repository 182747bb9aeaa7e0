package io.manometer.agent.core.jvm;

import com.sun.management.OperatingSystemMXBean;
import io.manometer.wire.JvmSample;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the JVM as a whole: pauses, heap, CPU, and the container's quota. Threads: one. */
public final class JvmReader {

  private final GcPauses pauses =
      new GcPauses(ManagementFactory.getGarbageCollectorMXBeans(), ManagementFactory.getMemoryPoolMXBeans());
  private final Allocation allocation = new Allocation(ManagementFactory.getThreadMXBean());
  private final Optional<Cgroup> cgroup = Cgroup.of(Path.of("/sys/fs/cgroup"), Path.of("/proc/self/cgroup"));

  public JvmSample read() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new JvmSample(
        pauses.millis(),
        pauses.count(),
        heap.getUsed(),
        pauses.heapUsedAfterLast(),
        heap.getMax() < 0 ? null : heap.getMax(),
        allocation.bytes(),
        processCpuNanos(),
        cgroup.flatMap(Cgroup::throttledNanos).orElse(null),
        pauses.collector());
  }

  /** Cores granted by the container; null where there is no quota. */
  public Double cpuQuota() {
    return cgroup.flatMap(Cgroup::quota).orElse(null);
  }

  private static Long processCpuNanos() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      long nanos = system.getProcessCpuTime();
      return nanos < 0 ? null : nanos;
    }
    return null;
  }
}
