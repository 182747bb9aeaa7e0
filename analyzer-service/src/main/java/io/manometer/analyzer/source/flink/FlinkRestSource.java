package io.manometer.analyzer.source.flink;

import io.manometer.analyzer.source.SampleSource;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Topology;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Follows the running jobs of one Flink cluster by REST, one poll every ten seconds, on a thread of its own.
 *
 * <p>Threads: any. Errors: a JobManager that does not answer is told by {@link #state}, and asked again at the next poll.
 */
public final class FlinkRestSource implements SampleSource, AutoCloseable {

  /** Flink renews its metrics when they are older than ten seconds; a little more, so that each poll finds them renewed. */
  public static final Duration INTERVAL = Duration.ofMillis(10_100);

  private static final int MOST_WAITING = 2_000;

  private final FlinkRest rest;
  private final ClusterPoll poll;
  private final Clock clock;
  private final BlockingQueue<Observation> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "flink-rest");
    thread.setDaemon(true);
    return thread;
  });
  private volatile ClusterState state;
  private volatile Map<String, Topology> graphs = Map.of();

  /**
   * @param address of the JobManager, such as {@code http://jobmanager:8081}
   * @param authorization value of the Authorization header, where a proxy before Flink asks for one
   * @param wantedJob which jobs to read, by id
   */
  public FlinkRestSource(URI address, Optional<String> authorization, Predicate<String> wantedJob, Clock clock) {
    this.rest = new FlinkRest(address, authorization);
    this.poll = new ClusterPoll(rest, wantedJob, clock, System::nanoTime, time -> Thread.sleep(time.toMillis()));
    this.clock = clock;
    this.state = new ClusterState(clock.instant(), Optional.empty(), List.of(), Optional.of("not asked yet"));
  }

  /** Begins to poll. */
  public void start() {
    schedule.scheduleAtFixedRate(this::pollSafely, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public List<Observation> fetch(Instant now) {
    List<Observation> fetched = new ArrayList<>();
    waiting.drainTo(fetched);
    return fetched;
  }

  /** The graph of a job as the last poll saw it; empty for one that does not run. */
  public Optional<Topology> graph(String job) {
    return Optional.ofNullable(graphs.get(job));
  }

  /** What the last poll found. */
  public ClusterState state() {
    return state;
  }

  @Override
  public void close() {
    schedule.shutdownNow();
    rest.close();
  }

  private void pollSafely() {
    try {
      ClusterPoll.Result result = poll.poll();
      result.observations().forEach(waiting::offer);
      graphs = result.graphs();
      state = result.state();
    } catch (Unreachable | RuntimeException e) {
      state = new ClusterState(clock.instant(), state.version(), state.jobs(), Optional.of(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
