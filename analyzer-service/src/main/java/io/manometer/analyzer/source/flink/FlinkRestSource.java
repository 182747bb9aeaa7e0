package io.manometer.analyzer.source.flink;

import io.manometer.analyzer.source.SampleSource;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Topology;
import io.manometer.rules.report.Report;
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
 * Follows the running jobs of one Flink cluster by REST, ten seconds from one poll to the next, on a thread of its own.
 *
 * <p>Threads: any. Errors: a JobManager that does not answer is told by {@link #state}, and asked again at the next poll.
 */
public final class FlinkRestSource implements SampleSource, AutoCloseable {

  /**
   * From the last request of a poll to the first of the next. Flink renews its metrics in the background when it is asked
   * for some and they are older than ten seconds, so the first request after this has them renewed. Polls at a fixed rate
   * may come to have it done by a later request, while vertices are being read.
   */
  public static final Duration INTERVAL = Duration.ofMillis(10_100);

  private static final int MOST_WAITING = 2_000;

  private final FlinkRest rest;
  private final Remarks remarks;
  private final ClusterPoll poll;
  private final Clock clock;
  private final BlockingQueue<Observation> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "flink-rest");
    thread.setDaemon(true);
    return thread;
  });
  private final ClusterState notAsked;
  private volatile ClusterState state;
  private volatile Map<String, Topology> graphs = Map.of();

  /**
   * @param address of the JobManager, such as {@code http://jobmanager:8081}
   * @param authorization value of the Authorization header, where a proxy before Flink asks for one
   * @param wantedJob which jobs to read, by id
   * @param flameGraphs whether Flink's flame graphs may be asked why a bottleneck is busy
   */
  public FlinkRestSource(
      URI address, Optional<String> authorization, Predicate<String> wantedJob, boolean flameGraphs, Clock clock) {
    this(address, authorization, wantedJob, flameGraphs, clock, time -> Thread.sleep(time.toMillis()));
  }

  FlinkRestSource(
      URI address, Optional<String> authorization, Predicate<String> wantedJob, boolean flameGraphs, Clock clock,
      ClusterPoll.Pause pause) {
    this.rest = new FlinkRest(address, authorization);
    Optional<OpenQuestions> questions = flameGraphs ? Optional.of(new OpenQuestions()) : Optional.empty();
    this.remarks = new Remarks(rest.server().address(), questions);
    this.poll = new ClusterPoll(rest, wantedJob, questions, clock, System::nanoTime, pause);
    this.clock = clock;
    this.notAsked = new ClusterState(clock.instant(), Optional.empty(), List.of(), Optional.of("not asked yet"));
    this.state = notAsked;
  }

  /** Begins to poll. */
  public void start() {
    schedule.scheduleWithFixedDelay(this::pollSafely, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public List<Observation> fetch(Instant now) {
    List<Observation> fetched = new ArrayList<>();
    waiting.drainTo(fetched);
    return fetched;
  }

  @Override
  public void heard(Report report) {
    remarks.heard(report);
  }

  @Override
  public Optional<String> remark(Report report) {
    return remarks.on(report, state);
  }

  @Override
  public Optional<String> trouble() {
    ClusterState last = state;
    return last == notAsked ? Optional.empty() : last.trouble();
  }

  /** Of the JobManager, as it is shown: without a password. */
  public String address() {
    return rest.server().address();
  }

  @Override
  public String name() {
    return "flink";
  }

  /** Whether a closer look at what a report leaves open is under way. */
  public boolean looksCloserAt(Report report) {
    return remarks.looksCloserAt(report);
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

  /** One poll; whatever goes wrong is told by {@link #state}. */
  void pollSafely() {
    try {
      ClusterPoll.Result result = poll.poll();
      remarks.polled(result);
      graphs = result.graphs();
      state = result.state();
      result.observations().forEach(waiting::offer);
    } catch (Unreachable e) {
      state = troubled(e.getMessage());
    } catch (RuntimeException e) {
      state = troubled(rest.server().notUnderstood(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Error e) {
      state = troubled(rest.server().notTakenIn(e));
    }
  }

  private ClusterState troubled(String why) {
    return new ClusterState(clock.instant(), state.version(), state.jobs(), Optional.of(why));
  }
}
