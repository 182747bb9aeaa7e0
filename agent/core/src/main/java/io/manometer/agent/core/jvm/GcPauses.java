package io.manometer.agent.core.jvm;

import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Time that garbage collection stopped the application, from the beans that count pauses. The beans of concurrent
 * cycles count work beside the application and are left out.
 */
final class GcPauses {

  private static final Map<String, String> COLLECTOR_OF_PAUSE_BEAN = Map.ofEntries(
      Map.entry("G1 Young Generation", "G1"),
      Map.entry("G1 Old Generation", "G1"),
      Map.entry("G1 Concurrent GC", "G1"), // since Java 20: the remark and cleanup pauses, not the concurrent work
      Map.entry("Copy", "Serial"),
      Map.entry("MarkSweepCompact", "Serial"),
      Map.entry("PS Scavenge", "Parallel"),
      Map.entry("PS MarkSweep", "Parallel"),
      Map.entry("ZGC Pauses", "ZGC"),
      Map.entry("ZGC Minor Pauses", "ZGC"),
      Map.entry("ZGC Major Pauses", "ZGC"),
      Map.entry("Shenandoah Pauses", "Shenandoah"));

  private final List<GarbageCollectorMXBean> beans;
  private final List<GarbageCollectorMXBean> pauseBeans;
  private final Set<String> heapPools;

  GcPauses(List<GarbageCollectorMXBean> beans, List<MemoryPoolMXBean> pools) {
    this.beans = List.copyOf(beans);
    pauseBeans = beans.stream().filter(bean -> COLLECTOR_OF_PAUSE_BEAN.containsKey(bean.getName())).toList();
    heapPools = pools.stream().filter(pool -> pool.getType() == MemoryType.HEAP).map(MemoryPoolMXBean::getName)
        .collect(Collectors.toSet());
  }

  /** Null where no bean of this JVM counts pauses. */
  Long millis() {
    return pauseBeans.isEmpty() ? null
        : pauseBeans.stream().mapToLong(bean -> Math.max(0, bean.getCollectionTime())).sum();
  }

  /** Null where no bean of this JVM counts pauses. */
  Long count() {
    return pauseBeans.isEmpty() ? null
        : pauseBeans.stream().mapToLong(bean -> Math.max(0, bean.getCollectionCount())).sum();
  }

  /** Null where the collector is not known. */
  String collector() {
    return pauseBeans.isEmpty() ? null : COLLECTOR_OF_PAUSE_BEAN.get(pauseBeans.get(0).getName());
  }

  /**
   * Heap in use right after the last collection; null before the first. Where collection is concurrent, the bean of the
   * cycle knows it and the bean of the pauses does not.
   */
  Long heapUsedAfterLast() {
    long lastEnd = -1;
    Long used = null;
    for (GarbageCollectorMXBean bean : beans) {
      if (bean instanceof com.sun.management.GarbageCollectorMXBean detailed) {
        GcInfo info = detailed.getLastGcInfo();
        long heap = info == null ? 0 : heapAfter(info);
        if (heap > 0 && info.getEndTime() > lastEnd) {
          lastEnd = info.getEndTime();
          used = heap;
        }
      }
    }
    return used;
  }

  private long heapAfter(GcInfo info) {
    return info.getMemoryUsageAfterGc().entrySet().stream().filter(pool -> heapPools.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed()).sum();
  }
}
