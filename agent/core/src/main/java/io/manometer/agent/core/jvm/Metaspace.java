package io.manometer.agent.core.jvm;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.Optional;

/**
 * The JVM's room for classes. At its limit whoever loads the next class fails, and that may be the host.
 *
 * @param maxBytes negative where there is no limit
 */
public record Metaspace(long usedBytes, long maxBytes) {

  /**
   * What must be free: an agent takes 9 to 12 MB, the same again while the one before it is not collected yet, and the host
   * goes on loading classes.
   */
  private static final long WANTED_MB = 32;

  /** As it is now; without limit where the JVM does not tell. */
  public static Metaspace now() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals("Metaspace")) {
        MemoryUsage usage = pool.getUsage();
        return new Metaspace(usage.getUsed(), usage.getMax());
      }
    }
    return new Metaspace(0, -1);
  }

  /** Why the agent does not fit in, and what would be right; empty when it does. */
  public Optional<String> shortage() {
    if (maxBytes < 0 || maxBytes - usedBytes >= WANTED_MB << 20) {
      return Optional.empty();
    }
    return Optional.of((usedBytes >> 20) + " MB of " + (maxBytes >> 20) + " MB metaspace are used, and the agent wants "
        + WANTED_MB + " MB that are free: start the JVM with a larger -XX:MaxMetaspaceSize");
  }
}
