package io.manometer.creditflow.runtime;

import io.manometer.creditflow.buffer.BufferPool;
import io.manometer.creditflow.graph.JobGraph;
import io.manometer.creditflow.graph.JobGraphBuilder;
import io.manometer.creditflow.graph.JobSpec;
import io.manometer.creditflow.network.PeerListener;
import io.manometer.creditflow.network.PeerNetwork;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** One worker's part of a running job, from its start to its end in all workers. */
public final class Worker {

  /** How often chains that ask for it are told that time has passed. */
  static final Duration TICK = Duration.ofMillis(50);

  /** The longest record that can be sent, as bytes. */
  static final int MOST_RECORD_BYTES = 64 << 20;

  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  private static final Duration USER_CODE_ENDS = Duration.ofSeconds(5);

  private final JobGraph job;
  private final WorkerOptions options;
  private final String incarnation = UUID.randomUUID().toString();
  private final BufferPool pool;
  private final List<Subtask> subtasks;
  private final Pacemaker pacemaker;
  private final PeerNetwork peers;

  private final AtomicInteger running;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final CompletableFuture<Void> subtasksEnded = new CompletableFuture<>();
  private final CompletableFuture<Void> peersEnded = new CompletableFuture<>();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();

  private Worker(JobGraph job, WorkerOptions options) {
    this.job = job;
    this.options = options;
    this.pool = new BufferPool(options.poolBytes(), options.bufferBytes());
    this.subtasks = Deployment.deploy(job, options, pool, this::onSubtaskEnded);
    this.running = new AtomicInteger(subtasks.size());
    this.pacemaker = new Pacemaker(subtasks, options.flushInterval(), this::fail);
    this.peers = job.workerCount() == 1 ? null : network();
    new Wiring(job, options.worker(), subtasks, peers).connectAll();
  }

  /**
   * Starts this worker's part of a job: returns when its subtasks have been made; they begin as soon as the other
   * workers are connected.
   *
   * @throws JobFailedException when the job cannot run as declared, or not with these options
   */
  public static Worker start(JobSpec spec, WorkerOptions options) {
    Worker worker;
    try {
      worker = new Worker(JobGraphBuilder.build(spec, options.workers()), options);
    } catch (IllegalArgumentException e) {
      throw new JobFailedException(e.getMessage(), e);
    }
    Thread thread = new Thread(worker::live, "creditflow-worker");
    thread.setDaemon(true);
    thread.start();
    return worker;
  }

  /**
   * Waits until the job has ended in all workers; throws {@link JobFailedException} when it failed or was cancelled.
   */
  public void await() throws InterruptedException {
    try {
      outcome.get();
    } catch (ExecutionException e) {
      throw new JobFailedException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** Ends the job, in all workers; {@link #await} then throws. Returns at once. */
  public void cancel() {
    fail(new JobFailedException("the job was cancelled"));
  }

  public JobGraph job() {
    return job;
  }

  /** Differs for each start of a worker. */
  public String incarnation() {
    return incarnation;
  }

  /** The subtasks placed on this worker. */
  public List<Subtask> subtasks() {
    return subtasks;
  }

  public BufferPool pool() {
    return pool;
  }

  private void live() {
    try {
      connect();
      step(connected);
      run();
      step(subtasksEnded);
      endPeers();
      step(peersEnded);
      pacemaker.stop();
      close();
      outcome.complete(null);
    } catch (CompletionException e) {
      giveUp(e.getCause());
    } catch (Throwable e) {
      giveUp(e);
    }
  }

  private void connect() {
    if (peers == null) {
      connected.complete(null);
    } else {
      peers.start(options.connectTimeout());
    }
  }

  private void run() {
    subtasks.forEach(subtask -> subtask.inputGates().forEach(gate -> gate.grantFirstCredits()));
    pacemaker.start();
    subtasks.forEach(Subtask::start);
    if (subtasks.isEmpty()) {
      subtasksEnded.complete(null);
    }
  }

  private void endPeers() {
    if (peers == null) {
      peersEnded.complete(null);
    } else {
      peers.end();
    }
  }

  private void step(CompletableFuture<Void> next) {
    CompletableFuture.anyOf(next, failure).join();
  }

  private void onSubtaskEnded(Subtask subtask, Throwable problem) {
    if (problem != null) {
      fail(new JobFailedException("subtask '" + subtask + "' failed: " + problem, problem));
    } else if (running.decrementAndGet() == 0) {
      subtasksEnded.complete(null);
    }
  }

  private void fail(Throwable problem) {
    failure.completeExceptionally(problem);
  }

  private void giveUp(Throwable problem) {
    pacemaker.stop();
    subtasks.forEach(Subtask::cancel);
    try {
      if (peers != null) {
        peers.tellFailure(String.valueOf(problem.getMessage()), LAST_WORDS);
      }
      long deadline = System.nanoTime() + USER_CODE_ENDS.toNanos();
      for (Subtask subtask : subtasks) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left > 0) {
          subtask.thread().join(left);
        }
      }
      close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      outcome.completeExceptionally(problem);
    }
  }

  private void close() throws InterruptedException {
    if (peers != null) {
      peers.close(LAST_WORDS);
    }
  }

  private PeerNetwork network() {
    List<InetSocketAddress> addresses = options.workers().stream().map(WorkerOptions::address).toList();
    String fingerprint = job.fingerprint() + "/" + options.bufferBytes();
    PeerListener listener = new PeerListener() {
      @Override
      public void allConnected() {
        connected.complete(null);
      }

      @Override
      public void allEnded() {
        peersEnded.complete(null);
      }

      @Override
      public void failed(String problem, Throwable cause) {
        fail(new JobFailedException(problem, cause));
      }
    };
    return new PeerNetwork(options.worker(), addresses, fingerprint, incarnation, options.bufferBytes(), listener);
  }
}
