package io.manometer.agent.core.run;

import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.meter.TaskRegistry;
import io.manometer.agent.core.meter.Trouble;
import io.manometer.agent.core.options.Options;
import io.manometer.agent.core.weave.Weaver;
import io.manometer.agent.probe.Probe;
import io.manometer.agent.probe.ProbeListener;
import io.manometer.agent.target.TargetAdapter;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts the agent inside its own class loader. What must stand before the host's classes load (options, listener,
 * weaver) is done at once; the rest starts on a daemon thread.
 */
public final class AgentRun {

  private AgentRun() {}

  /**
   * @param arguments as given behind the {@code =} of {@code -javaagent}; null when there are none
   * @param version of the agent
   * @throws IllegalArgumentException when an option is wrong and {@code fail-fast} is on; nothing else is thrown
   */
  public static void start(String arguments, Instrumentation instrumentation, String version) {
    long startedAt = System.nanoTime();
    Options options = Options.ofProcess(arguments);
    if (!options.enabled() || options.skipJdkTools() && isJdkTool(System.getProperty("sun.java.command", ""))) {
      return;
    }
    if (options.failFast() && !options.problems().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", options.problems()));
    }
    Log log = Log.to(options.logFile(), options.logLevel());
    options.problems().forEach(problem -> log.warn(problem, problem));
    log.info("start", "manometer " + version + ": " + options.toLine());
    Trouble trouble = new Trouble(log, System::nanoTime, () -> Probe.listen(ProbeListener.NONE));
    Weaver weaver = new Weaver(instrumentation, adapters(options, log), log);
    TaskRegistry tasks = new TaskRegistry(weaver, trouble, log, System::nanoTime);
    Probe.listen(tasks);
    weaver.install();
    OwnThreads threads = new OwnThreads(log);
    threads.create("start", () -> {
      LockSupport.parkNanos(options.startDelay().toNanos());
      new Measuring(options, version, weaver, new LiveThreads(instrumentation), tasks, trouble, threads, log, startedAt)
          .start();
    }).start();
  }

  private static List<TargetAdapter> adapters(Options options, Log log) {
    List<TargetAdapter> adapters = new ArrayList<>();
    for (TargetAdapter adapter : ServiceLoader.load(TargetAdapter.class, AgentRun.class.getClassLoader())) {
      if (options.modules() == null || options.modules().contains(adapter.name())) {
        adapters.add(adapter);
      }
    }
    if (adapters.isEmpty()) {
      log.warn("modules", "no target module is on: only the JVM is measured");
    }
    return adapters;
  }

  /** The JDK's own programs run in modules of the JDK; a program of a user's runs from the class path or its own module. */
  static boolean isJdkTool(String command) {
    String main = command.split("\\s", 2)[0];
    return main.startsWith("jdk.") && main.contains("/")
        || main.startsWith("java.base/sun.security.tools.")
        || main.startsWith("sun.tools.")
        || main.startsWith("sun.security.tools.");
  }
}
