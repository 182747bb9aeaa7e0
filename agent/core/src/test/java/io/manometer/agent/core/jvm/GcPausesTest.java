package io.manometer.agent.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcPausesTest {

  @Test
  void timeOfConcurrentCyclesIsNotPauseTime() {
    GcPauses pauses = new GcPauses(List.of(bean("ZGC Cycles", 9_000, 90), bean("ZGC Pauses", 12, 30)), List.of());

    assertThat(pauses.millis()).isEqualTo(12);
    assertThat(pauses.count()).isEqualTo(30);
    assertThat(pauses.collector()).isEqualTo("ZGC");
  }

  @Test
  void minorAndMajorPausesOfAGenerationalCollectorAddUp() {
    GcPauses pauses = new GcPauses(List.of(
        bean("ZGC Minor Cycles", 9_000, 90), bean("ZGC Minor Pauses", 12, 30),
        bean("ZGC Major Cycles", 9_000, 90), bean("ZGC Major Pauses", 3, 4)), List.of());

    assertThat(pauses.millis()).isEqualTo(15);
    assertThat(pauses.count()).isEqualTo(34);
  }

  @Test
  void anUnknownCollectorIsNotMeasuredRatherThanZero() {
    GcPauses pauses = new GcPauses(List.of(bean("Some New Collector", 9_000, 90)), List.of());

    assertThat(pauses.millis()).isNull();
    assertThat(pauses.count()).isNull();
    assertThat(pauses.collector()).isNull();
  }

  /** Each collector that this JDK has, in a JVM of its own. */
  @ParameterizedTest
  @CsvSource({"UseSerialGC,Serial", "UseParallelGC,Parallel", "UseG1GC,G1", "UseZGC,ZGC", "UseShenandoahGC,Shenandoah"})
  void thePausesOfEachCollectorAreFound(String flag, String collector) throws Exception {
    Process process = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+" + flag, "-cp",
        System.getProperty("java.class.path").replace(" ", File.pathSeparator), Collects.class.getName())
        .redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Assumptions.assumeFalse(output.contains("not supported"), "this JDK has no " + collector);

    assertThat(output).contains("collector " + collector + " collected true heapAfter true");
  }

  /** Collects garbage and prints what was seen of it. */
  static final class Collects {
    public static void main(String[] args) {
      GcPauses pauses = new GcPauses(
          ManagementFactory.getGarbageCollectorMXBeans(), ManagementFactory.getMemoryPoolMXBeans());
      long before = pauses.count();
      System.gc();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (pauses.count() == before && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      System.out.println("collector " + pauses.collector() + " collected " + (pauses.count() > before)
          + " heapAfter " + (pauses.heapUsedAfterLast() != null && pauses.heapUsedAfterLast() > 0));
    }
  }

  private static GarbageCollectorMXBean bean(String name, long millis, long count) {
    return (GarbageCollectorMXBean) Proxy.newProxyInstance(GcPausesTest.class.getClassLoader(),
        new Class<?>[] {GarbageCollectorMXBean.class}, (proxy, method, args) -> switch (method.getName()) {
          case "getName" -> name;
          case "getCollectionTime" -> millis;
          case "getCollectionCount" -> count;
          default -> throw new UnsupportedOperationException(method.getName());
        });
  }
}
