package io.manometer.agent.boot;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Consumer;

/**
 * Where the JVM enters the agent. Java 8 bytecode, so that an older JVM can load it, say one line and go on without it.
 *
 * <p>Nothing is thrown into the host, unless its owner asked for that by {@code fail-fast=true}. What runs is held here
 * and nowhere else on the host's side, so that after a detach the inner part can be unloaded; this class and the probe
 * stay, and do nothing.
 */
public final class AgentEntry {

  private static final int OLDEST_JAVA = 17;
  private static final String RUN = "io.manometer.agent.core.run.AgentRun";

  static AutoCloseable running;

  private AgentEntry() {}

  /** The JVM calls this before the host's main method. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    try {
      start(arguments, instrumentation);
    } catch (IllegalArgumentException askedFor) {
      throw askedFor;
    } catch (Throwable t) {
      say("did not start: " + t + "; the host runs on without the agent");
    }
  }

  /** The JVM calls this when the agent is attached to a running host, and when it is to be detached. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    AttachOrder order = AttachOrder.of(arguments);
    try {
      Thread worker = new Thread(null, () -> order.answer(obey(order, instrumentation)), "manometer-attach");
      worker.setDaemon(true);
      worker.setContextClassLoader(null);
      worker.setUncaughtExceptionHandler((thread, thrown) -> {}); // the host's may end the process
      worker.start();
      worker.join();
    } catch (Throwable t) {
      order.answer(AttachOrder.REFUSED + t);
    }
  }

  private static String obey(AttachOrder order, Instrumentation instrumentation) {
    try {
      return AttachOrder.DONE + (order.isDetach() ? detach() : attach(order.options(), instrumentation));
    } catch (Throwable t) {
      return AttachOrder.REFUSED + (t.getMessage() == null ? t : t.getMessage());
    }
  }

  private static synchronized void start(String arguments, Instrumentation instrumentation) throws Throwable {
    String tooOld = tooOld(System.getProperty("java.specification.version", "0"));
    if (tooOld != null) {
      say(tooOld);
    } else if (running != null) {
      say("is given twice; the first one stays, the second does nothing");
    } else {
      running = call("start", new Class<?>[] {String.class, Instrumentation.class, String.class},
          arguments, instrumentation, version());
    }
  }

  private static synchronized String attach(String options, Instrumentation instrumentation) throws Throwable {
    String tooOld = tooOld(System.getProperty("java.specification.version", "0"));
    if (tooOld != null) {
      throw new IllegalStateException("the agent " + tooOld);
    }
    if (running != null) {
      throw new IllegalStateException("the agent is in this process already; detach it first");
    }
    StringBuilder said = new StringBuilder();
    Consumer<String> told = said::append;
    running = call("attach", new Class<?>[] {String.class, Instrumentation.class, String.class, Consumer.class},
        options, instrumentation, version(), told);
    return said.toString();
  }

  /** What does not go at once is kept and can be told again; only where the agent's own code is missing is that no use. */
  static synchronized String detach() throws Exception {
    if (running == null) {
      throw new IllegalStateException("the agent is not in this process");
    }
    try {
      running.close();
    } catch (LinkageError theJarIsGone) {
      running = null;
      throw theJarIsGone;
    }
    running = null;
    return "every class has its own code again, and the agent's threads and port are gone";
  }

  /** Null when the agent has nothing to do in this process. */
  private static AutoCloseable call(String method, Class<?>[] types, Object... arguments) throws Throwable {
    try {
      return (AutoCloseable) new InnerLoader(AgentEntry.class).loadClass(RUN).getMethod(method, types)
          .invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
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
