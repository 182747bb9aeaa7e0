package io.manometer.agent.boot;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where the JVM enters the agent. Java 8 bytecode, so that an older JVM can load it, say one line and go on without it.
 *
 * <p>Nothing is thrown into the host, unless its owner asked for that by {@code fail-fast=true}.
 */
public final class AgentEntry {

  private static final int OLDEST_JAVA = 17;
  private static final String START = "io.manometer.agent.core.run.AgentRun";
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private AgentEntry() {}

  /** The JVM calls this before the host's main method. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  /** The JVM calls this when the agent is attached to a running host. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  private static void start(String arguments, Instrumentation instrumentation) {
    try {
      String tooOld = tooOld(System.getProperty("java.specification.version", "0"));
      if (tooOld != null) {
        say(tooOld);
      } else if (!STARTED.compareAndSet(false, true)) {
        say("is given twice; the first one stays, the second does nothing");
      } else {
        new InnerLoader(AgentEntry.class)
            .loadClass(START)
            .getMethod("start", String.class, Instrumentation.class, String.class)
            .invoke(null, arguments, instrumentation, version());
      }
    } catch (InvocationTargetException e) {
      failed(e.getCause());
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** The one error that may reach the host is the one that its owner asked for. */
  private static void failed(Throwable error) {
    if (error instanceof IllegalArgumentException) {
      throw (IllegalArgumentException) error;
    }
    say("did not start: " + error + "; the host runs on without the agent");
  }

  /**
   * Why this JVM is too old; null when it is not.
   *
   * @param specification such as {@code 1.8} or {@code 17}
   */
  static String tooOld(String specification) {
    int java = Integer.parseInt(specification.startsWith("1.") ? specification.substring(2) : specification);
    return java >= OLDEST_JAVA ? null
        : "needs Java " + OLDEST_JAVA + " or newer and this is Java " + java + "; the host runs on without the agent";
  }

  private static String version() {
    String version = AgentEntry.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  private static void say(String what) {
    System.err.println("[manometer] the agent " + what);
  }
}
