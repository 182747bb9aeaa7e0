package io.manometer.agent.dist;

import java.io.OutputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * An agent of the tests' own that looks into a host from inside: what its classes are made of, what of Manometer is in
 * it, and whether its code still speaks to the probe. Loaded into the running host for each look; the argument is the
 * file for the report.
 */
public final class Witness {

  /** Begins the key of a class's bytes in the report, in Base64. */
  static final String BYTES = "bytes ";

  private static final int MOST_SECONDS = 5;
  private static final String PROBE = "io.manometer.agent.probe.Probe";
  private static final List<String> WOVEN = List.of(
      "io.manometer.creditflow.runtime.Subtask", "io.manometer.creditflow.network.SubtaskInput",
      "io.manometer.creditflow.network.OutputGate", "io.manometer.creditflow.operator.Arrivals");

  private Witness() {}

  public static void agentmain(String reportFile, Instrumentation instrumentation) throws Exception {
    Properties report = new Properties();
    report.setProperty("words", String.valueOf(wordsHeard()));
    bytes(instrumentation).forEach((name, bytes) -> report.setProperty(BYTES + name, bytes));
    report.setProperty("classes", String.valueOf(innerClassesAfterCollection(instrumentation)));
    report.setProperty("threads", threads());
    try (OutputStream out = Files.newOutputStream(Path.of(reportFile))) {
      report.store(out, null);
    }
  }

  /**
   * Listens for itself, so only when no agent does: what woven code that was left behind says in each second of several. A
   * wait that had begun before still says once that it ends.
   */
  private static long wordsHeard() throws Exception {
    if (Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals("manometer-snapshot"))) {
      return -1;
    }
    Class<?> probe;
    try {
      probe = Class.forName(PROBE, true, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException neverAttached) {
      return 0;
    }
    Class<?> listener = Class.forName(PROBE + "Listener", true, ClassLoader.getSystemClassLoader());
    AtomicLong words = new AtomicLong();
    Object counting = Proxy.newProxyInstance(listener.getClassLoader(), new Class<?>[] {listener},
        (proxy, method, args) -> {
          words.incrementAndGet();
          return null;
        });
    probe.getMethod("listen", listener).invoke(null, counting);
    long inOneSecond = 1;
    for (int seconds = 0; inOneSecond > 0 && seconds < MOST_SECONDS; seconds++) {
      words.set(0);
      Thread.sleep(1000);
      inOneSecond = words.get();
    }
    probe.getMethod("listen", listener).invoke(null, listener.getField("NONE").get(null));
    return inOneSecond;
  }

  /** What the last of all transformers sees. */
  private static Map<String, String> bytes(Instrumentation instrumentation) throws Exception {
    Map<String, String> seen = new ConcurrentHashMap<>();
    ClassFileTransformer looking = new ClassFileTransformer() {
      @Override
      public byte[] transform(
          ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
        if (type != null && WOVEN.contains(type.getName())) {
          seen.put(type.getSimpleName(), Base64.getEncoder().encodeToString(bytes));
        }
        return null;
      }
    };
    instrumentation.addTransformer(looking, true);
    instrumentation.retransformClasses(Arrays.stream(instrumentation.getAllLoadedClasses())
        .filter(type -> WOVEN.contains(type.getName())).toArray(Class<?>[]::new));
    instrumentation.removeTransformer(looking);
    return seen;
  }

  /** Classes of the agent's inner part that a collection leaves. */
  private static long innerClassesAfterCollection(Instrumentation instrumentation) throws InterruptedException {
    long left = innerClasses(instrumentation);
    for (int tries = 0; left > 0 && tries < 10; tries++) {
      System.gc();
      Thread.sleep(100);
      left = innerClasses(instrumentation);
    }
    return left;
  }

  private static long innerClasses(Instrumentation instrumentation) {
    return Arrays.stream(instrumentation.getAllLoadedClasses())
        .filter(type -> type.getClassLoader() != null
            && type.getClassLoader().getClass().getName().equals("io.manometer.agent.boot.InnerLoader"))
        .count();
  }

  private static String threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
        .filter(name -> name.startsWith("manometer") || name.startsWith("HTTP-Dispatcher")).sorted()
        .collect(Collectors.joining(","));
  }
}
