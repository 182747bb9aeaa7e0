package io.manometer.agent.core.run;

import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.meter.TaskRegistry;
import io.manometer.agent.core.meter.Trouble;
import io.manometer.agent.core.options.Options;
import io.manometer.agent.core.push.Pusher;
import io.manometer.agent.core.push.TokenFile;
import io.manometer.agent.core.serve.AgentReport;
import io.manometer.agent.core.serve.StatusServer;
import io.manometer.agent.core.snapshot.JsonWriter;
import io.manometer.agent.core.snapshot.SnapshotBuilder;
import io.manometer.agent.core.snapshot.WorkerIdentity;
import io.manometer.agent.core.stacks.StackSampler;
import io.manometer.agent.core.weave.Module;
import io.manometer.agent.core.weave.Weaver;
import io.manometer.agent.probe.Probe;
import io.manometer.agent.probe.ProbeListener;
import io.manometer.wire.AgentSample;
import io.manometer.wire.Snapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The running agent: its loops, what they share, and the switch that takes it off the host and puts it back. */
final class Measuring implements StatusServer.Control {

  private static final long LONGEST_SHUTDOWN_MILLIS = 1500;
  private static final String LEAVING = "the agent is being detached";

  private final Options options;
  private final String version;
  private final Weaver weaver;
  private final TaskRegistry tasks;
  private final Trouble trouble;
  private final OwnThreads threads;
  private final Log log;
  private final long startedAt;
  private final WorkerIdentity worker;
  private final Optional<StackSampler> sampler;
  private final Optional<Pusher> pusher;
  private final SnapshotBuilder builder;
  private final StatusServer server;
  private final TaskSearch search;
  private final Ending ending;
  private volatile Snapshot latest;
  private volatile boolean off;
  private volatile boolean stopped;
  private Optional<Integer> port = Optional.empty();
  private Thread shutdownHook;
  private Collection<TaskRegistry.Paused> paused = List.of();

  Measuring(
      Options options,
      String version,
      Weaver weaver,
      TaskSearch search,
      TaskRegistry tasks,
      Trouble trouble,
      OwnThreads threads,
      Log log,
      long startedAt) {
    this.options = options;
    this.version = version;
    this.weaver = weaver;
    this.search = search;
    this.tasks = tasks;
    this.trouble = trouble;
    this.threads = threads;
    this.log = log;
    this.startedAt = startedAt;
    worker = new WorkerIdentity(
        options.worker(), Path.of(System.getProperty("java.io.tmpdir", "/tmp")), Instant.now());
    sampler = options.sampleHz() == 0 ? Optional.empty()
        : Optional.of(new StackSampler(ManagementFactory.getThreadMXBean(), tasks::running, options.sampleHz()));
    pusher = pusher();
    builder = new SnapshotBuilder(tasks::running, worker, this::agent, sampler.isPresent(), startedAt, log);
    server = new StatusServer(() -> latest, this::report, options.maxSeries(),
        new TokenFile(options.listenTokenFile(), log), options.control() ? Optional.of(this) : Optional.empty(), log);
    ending = new Ending(List.of(this::removeShutdownHook, server::stop, this::stopPushing, this::leaveName));
  }

  void start() {
    port = options.listen() == null ? Optional.empty() : listen();
    port.ifPresent(worker::listensOn);
    addShutdownHook();
    threads.repeat("snapshot", this::snapshotStep);
    sampler.ifPresent(looks -> threads.repeat("sampler", () -> off ? millis(50) : looks.lookAndThenWaitNanos()));
    pusher.ifPresent(sending -> threads.repeat("push", sending::step));
    log.info("ready", "ready " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt) + " ms after its start"
        + port.map(p -> ", status on " + options.listen().host() + ":" + p).orElse(""));
  }

  /** Where {@code /status} is served; empty where it is not. */
  Optional<Integer> port() {
    return port;
  }

  /** The agent leaves: what is off stays off, also where it is being switched on just now. */
  void staysOff() {
    stopped = true;
  }

  /** Ends for good. The woven code is out already, and the threads are told to end next. */
  void stop() {
    ending.run();
  }

  private void stopPushing() {
    if (pusher.isPresent()) {
      pusher.get().stop();
    }
  }

  private void leaveName() {
    try {
      worker.close();
    } catch (IOException e) {
      log.debug("worker", "the lock of the worker's name was not given back: " + e);
    }
  }

  /** Takes all that the agent does off the host: woven code, sampling, snapshots. */
  @Override
  public synchronized void off() {
    if (!off) {
      off = true;
      weaver.uninstall();
      Probe.listen(ProbeListener.NONE);
      paused = tasks.pause();
    }
  }

  /** Goes on with the tasks that were there and those that came in between. */
  @Override
  public synchronized Optional<String> on() {
    if (!off) {
      return Optional.empty();
    }
    if (stopped || trouble.isCut()) {
      return Optional.of(stopped ? LEAVING : "the agent has stopped itself");
    }
    tasks.resume(paused);
    Probe.listen(tasks);
    Optional<String> problem = weaver.install();
    if (stopped) {
      problem = Optional.of(LEAVING);
      weaver.uninstall();
    }
    if (problem.isPresent()) {
      Probe.listen(ProbeListener.NONE);
      paused = tasks.pause();
      return problem;
    }
    paused = List.of();
    search.findAll();
    off = false;
    return problem;
  }

  private Optional<Pusher> pusher() {
    try {
      return options.analyzer() == null ? Optional.empty()
          : Optional.of(new Pusher(options.analyzer(), new TokenFile(options.tokenFile(), log), log,
              work -> threads.create("push-end", work).start()));
    } catch (IOException | IllegalArgumentException e) {
      log.warn("analyzer", "option analyzer: " + options.analyzer() + " is no address to send to: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** A JVM without the JDK's HTTP server lacks the page and nothing else. */
  private Optional<Integer> listen() {
    try {
      return server.listen(options.listen(), threads);
    } catch (RuntimeException | LinkageError e) {
      log.warn("listen", "cannot listen: " + e + "; measuring goes on");
      return Optional.empty();
    }
  }

  private long snapshotStep() {
    long begun = System.nanoTime();
    if (off) {
      forgetEndedTasks();
    } else if (!stopped) {
      takeSnapshot();
    }
    return Math.max(millis(1), options.interval().toNanos() - (System.nanoTime() - begun));
  }

  /** A thread that has died may still hold its task and the classes of its job; they are not kept until it goes on. */
  private synchronized void forgetEndedTasks() {
    paused = paused.stream().filter(earlier -> earlier.task().thread().isAlive()).toList();
  }

  private synchronized void takeSnapshot() {
    leaveTasksAloneWhenCut();
    tasks.checkAssumedWaits();
    Snapshot snapshot = builder.build(Instant.now(), System.nanoTime());
    latest = snapshot;
    pusher.ifPresent(sending -> sending.offer(encoded(snapshot)));
  }

  /**
   * What still reaches the host's threads after the circuit was cut is the woven code itself; it goes last, so that where
   * the status says that nothing is woven, no task is measured either.
   */
  private void leaveTasksAloneWhenCut() {
    if (trouble.isCut() && weaver.isInstalled()) {
      Probe.listen(ProbeListener.NONE);
      tasks.pause();
      weaver.uninstall();
    }
  }

  private static byte[] encoded(Snapshot snapshot) {
    try {
      return JsonWriter.gzipped(snapshot);
    } catch (IOException e) {
      throw new IllegalStateException("a snapshot cannot be written as JSON", e);
    }
  }

  private AgentSample agent() {
    List<String> notes = new ArrayList<>();
    weaver.modules().stream().map(Module::problem).filter(Objects::nonNull).forEach(notes::add);
    if (trouble.isCut()) {
      notes.add("too many errors in woven code: the agent has stopped itself, the tasks are not measured any more");
    }
    return new AgentSample(
        version,
        state(notes),
        threads.cpuNanos(),
        trouble.errors(),
        pusher.map(Pusher::dropped).orElse(0L),
        sampler.map(StackSampler::pauses).orElse(0L),
        sampler.map(StackSampler::pauseNanos).orElse(0L),
        notes);
  }

  private AgentSample.State state(List<String> notes) {
    if (trouble.isCut()) {
      return AgentSample.State.FAILED;
    }
    return notes.isEmpty() ? AgentSample.State.RUNNING : AgentSample.State.DEGRADED;
  }

  private AgentReport report() {
    Snapshot snapshot = latest;
    List<AgentReport.ModuleReport> modules = weaver.modules().stream()
        .map(m -> new AgentReport.ModuleReport(m.name(), m.state().name(), m.line(), m.problem())).toList();
    return new AgentReport(agent(), snapshot == null ? null : snapshot.worker().id(), weaver.isInstalled(), modules,
        tasks.running().size(), pusher.map(Pusher::sent).orElse(null), pusher.map(Pusher::failed).orElse(null),
        pusher.map(Pusher::queued).orElse(null), pusher.map(Pusher::failure).orElse(null), options.described());
  }

  private void addShutdownHook() {
    try {
      shutdownHook = shutdown();
      Runtime.getRuntime().addShutdownHook(shutdownHook);
    } catch (IllegalStateException alreadyShuttingDown) {
      log.debug("shutdown", "the host ended before the agent was ready");
    }
  }

  private void removeShutdownHook() {
    if (shutdownHook == null) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException shuttingDown) {
      log.debug("shutdown", "the host ends while the agent is detached");
    }
  }

  /** The last snapshot is sent, if that is quick: a connector's gauge that hangs must not keep the host from ending. */
  private Thread shutdown() {
    return thread("manometer-shutdown", () -> {
      Thread last = thread("manometer-last-snapshot", this::sendLast);
      last.setDaemon(true);
      last.start();
      try {
        last.join(LONGEST_SHUTDOWN_MILLIS);
      } catch (InterruptedException hostIsInAHurry) {
        log.debug("shutdown", "the last snapshot was not waited for");
      }
    });
  }

  private void sendLast() {
    try {
      long until = System.nanoTime() + millis(LONGEST_SHUTDOWN_MILLIS);
      if (!off && pusher.isPresent() && pusher.get().failure() == null) {
        takeSnapshot();
        pusher.get().awaitSent(until);
      }
      server.stop();
    } catch (Throwable t) {
      log.debug("shutdown", "the last snapshot was not sent: " + t);
    }
  }

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setContextClassLoader(null);
    thread.setUncaughtExceptionHandler(OwnThreads.NOBODY_HEARS);
    return thread;
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
