package io.manometer.agent.core.run;

import io.manometer.agent.core.jvm.Metaspace;
import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.meter.TaskRegistry;
import io.manometer.agent.core.meter.Trouble;
import io.manometer.agent.core.options.Options;
import io.manometer.agent.core.weave.Module;
import io.manometer.agent.core.weave.Weaver;
import io.manometer.agent.probe.Probe;
import io.manometer.agent.probe.ProbeListener;
import io.manometer.agent.target.TargetAdapter;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One run of the agent inside its own class loader, from its start to its end. With the JVM, what must stand before the
 * host's classes load (options, listener, weaver) is done at once and the rest on a daemon thread; attached to a running
 * JVM, all is done before the call returns.
 *
 * <p>{@link #close} undoes everything: whoever holds the run lets go of it then, and this class loader can be unloaded.
 */
public final class AgentRun implements AutoCloseable {

  private static final long LONGEST_END_MILLIS = 3000;

  private final Options options;
  private final String version;
  private final long startedAt;
  private final Log log;
  private final Trouble trouble;
  private final Weaver weaver;
  private final TaskRegistry tasks;
  private final TaskSearch search;
  private final OwnThreads threads;
  private final Ending ending = new Ending(List.of(
      this::putOnNothingMore, () -> Probe.listen(ProbeListener.NONE), this::unweave, this::stopMeasuring, this::endThreads,
      this::letGoOfClasses));
  private volatile Measuring measuring;
  private volatile boolean closed;

  private AgentRun(Options options, Instrumentation instrumentation, String version) {
    this.options = options;
    this.version = version;
    startedAt = System.nanoTime();
    log = Log.to(options.logFile(), options.logLevel());
    trouble = new Trouble(log, System::nanoTime, () -> Probe.listen(ProbeListener.NONE));
    weaver = new Weaver(instrumentation, adapters(options, log), log);
    tasks = new TaskRegistry(weaver, trouble, log, System::nanoTime);
    search = new TaskSearch(new LiveThreads(instrumentation), weaver, tasks);
    threads = new OwnThreads(log);
  }

  /**
   * Starts with the JVM.
   *
   * @param arguments as given behind the {@code =} of {@code -javaagent}; null when there are none
   * @param version of the agent
   * @return the run; null when there is nothing to do in this process
   * @throws IllegalArgumentException when an option is wrong and {@code fail-fast} is on
   */
  public static AutoCloseable start(String arguments, Instrumentation instrumentation, String version) {
    Options options = Options.ofProcess(arguments);
    if (!options.enabled() || options.skipJdkTools() && isJdkTool(System.getProperty("sun.java.command", ""))) {
      return null;
    }
    if (options.failFast() && !options.problems().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", options.problems()));
    }
    AgentRun run = new AgentRun(options, instrumentation, version);
    Metaspace.now().shortage().ifPresent(shortage -> run.log.warn("metaspace", shortage));
    run.weave();
    run.threads.create("start", () -> {
      LockSupport.parkNanos(options.startDelay().toNanos());
      run.measureOrLeave();
    }).start();
    return run;
  }

  /**
   * Starts in a JVM that runs already, with the tasks that are there.
   *
   * @param answer told in one sentence how it went
   * @throws IllegalArgumentException when an option is wrong; the host is not touched then
   * @throws IllegalStateException when there is no room for the agent's classes, or nothing can be woven
   */
  public static AutoCloseable attach(
      String arguments, Instrumentation instrumentation, String version, Consumer<String> answer) {
    Options options = Options.ofProcess(arguments);
    if (!options.problems().isEmpty()) {
      throw new IllegalArgumentException("nothing is attached: " + String.join("; ", options.problems()));
    }
    if (!options.enabled()) {
      throw new IllegalArgumentException("enabled=false keeps the agent out of this process");
    }
    Metaspace.now().shortage().ifPresent(shortage -> {
      throw new IllegalStateException("nothing is attached: " + shortage + ", or anew with the agent as -javaagent");
    });
    AgentRun run = new AgentRun(options, instrumentation, version);
    try {
      run.weave().ifPresent(problem -> {
        throw new IllegalStateException("nothing is attached: " + problem);
      });
      run.search.findAll();
      run.measure();
      answer.accept(run.described());
      return run;
    } catch (RuntimeException | Error e) {
      run.closeAfter(e);
      throw e;
    }
  }

  /**
   * Takes everything of the agent off the host. Called again, it does what was left to do.
   *
   * @throws IllegalStateException with what is left: the agent is off then, but not gone
   */
  @Override
  public void close() {
    try {
      ending.run();
    } catch (IllegalStateException left) {
      log.error("end", left.getMessage());
      throw new IllegalStateException("the agent is off, but not gone, so detach it again: " + left.getMessage(), left);
    }
    log.info("end", "detached");
    log.close();
  }

  private void closeAfter(Throwable problem) {
    try {
      close();
    } catch (Throwable left) {
      problem.addSuppressed(left);
    }
  }

  /** Waits for no lock: what measures at this moment may hold it for long. */
  private void putOnNothingMore() {
    closed = true;
    if (measuring != null) {
      measuring.staysOff();
    }
  }

  private void unweave() {
    weaver.uninstall().ifPresent(problem -> {
      throw new IllegalStateException("classes keep code that does nothing: " + problem);
    });
  }

  private void endThreads() {
    List<String> living = threads.stop(LONGEST_END_MILLIS);
    if (!living.isEmpty()) {
      throw new IllegalStateException("threads still live: " + String.join(", ", living));
    }
  }

  /** What is not let go of here goes with the run itself, unless the JDK keeps it. */
  private void letGoOfClasses() {
    try {
      tasks.pause();
      JdkCaches.letGoOfRecords();
    } catch (Throwable t) {
      log.debug("unload", "the JDK may keep a class of the agent's: " + t);
    }
  }

  /** Why nothing could be woven; empty when that went well. */
  private Optional<String> weave() {
    options.problems().forEach(problem -> log.warn(problem, problem));
    log.info("start", "manometer " + version + ": " + options.toLine());
    Probe.listen(tasks);
    return weaver.install();
  }

  private void measureOrLeave() {
    try {
      measure();
    } catch (Throwable t) {
      log.error("start", "did not start: " + t + "; the host runs on without the agent");
      closeAfter(t);
    }
  }

  private synchronized void measure() {
    if (!closed) {
      measuring = new Measuring(options, version, weaver, search, tasks, trouble, threads, log, startedAt);
      measuring.start();
    }
  }

  private synchronized void stopMeasuring() {
    if (measuring != null) {
      measuring.stop();
    }
  }

  private synchronized String described() {
    int found = tasks.running().size();
    String problems = weaver.modules().stream().map(Module::problem).filter(Objects::nonNull)
        .map(problem -> "; " + problem).collect(Collectors.joining());
    String status = measuring.port().map(port -> ", status on " + options.listen().host() + ":" + port).orElse("");
    return found + (found == 1 ? " task" : " tasks") + " found" + status + problems;
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
