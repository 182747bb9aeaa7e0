package io.manometer.analyzer.source.flink;

import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Topology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * One pass over a cluster: which jobs there are, and the observations of those that run. Jobs that do not fit into one
 * pass are read in turn.
 *
 * <p>Threads: one. Blocks for one or two seconds and the time of its requests.
 */
final class ClusterPoll {

  static final int MOST_REQUESTS = 400;
  static final Duration LONGEST = Duration.ofSeconds(8);

  /** Of the requests and of the time, for asking what jobs are made of; the rest is for reading them. */
  private static final double MOST_FOR_DETAILS = 0.25;

  /** Between asking Flink to renew its metrics, which it does in the background, and reading them. */
  private static final Duration RENEWAL = Duration.ofMillis(1_200);

  private final FlinkRest rest;
  private final Predicate<String> wantedJob;
  private final Optional<OpenQuestions> questions;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Pause pause;
  private final Map<String, JobPoll> polls = new HashMap<>();
  private final Map<String, Topology> graphs = new HashMap<>();
  private Optional<String> version = Optional.empty();
  private String first = "";

  /**
   * @param wantedJob by id; other jobs are listed but not read
   * @param questions what Flink's flame graphs are asked; empty where they may not be
   */
  ClusterPoll(
      FlinkRest rest, Predicate<String> wantedJob, Optional<OpenQuestions> questions, Clock clock, LongSupplier nanos,
      Pause pause) {
    this.rest = rest;
    this.wantedJob = wantedJob;
    this.questions = questions;
    this.clock = clock;
    this.nanos = nanos;
    this.pause = pause;
  }

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /**
   * What a pass gave.
   *
   * @param unread jobs that it did not come to, or not to all of; the next one begins with them
   */
  record Result(
      ClusterState state, List<Observation> observations, Map<String, Topology> graphs, Set<String> unread) {}

  Result poll() throws Unreachable, InterruptedException {
    Instant at = clock.instant();
    long began = nanos.getAsLong();
    RestPoll poll = new RestPoll(rest, MOST_REQUESTS, began + LONGEST.toNanos(), nanos);
    if (version.isEmpty()) {
      version = poll.get("/config").map(c -> c.path("flink-version").asString("")).filter(v -> !v.isEmpty());
    }
    List<ClusterState.Job> jobs = jobs(poll);
    polls.keySet().retainAll(jobs.stream().map(ClusterState.Job::id).toList());
    List<String> wanted = inTurn(jobs);
    Set<String> unread = new LinkedHashSet<>(wanted);
    Map<String, JobRound> rounds = new LinkedHashMap<>();
    for (String id : wanted) {
      if (!rounds.isEmpty() && poll.spent(MOST_FOR_DETAILS)) {
        break;
      }
      JobPoll job = polls.computeIfAbsent(id, j -> new JobPoll(j, questions));
      Optional<JsonNode> details = job.details(poll);
      details.ifPresentOrElse(
          answer -> rounds.put(id, job.round(answer, runtime(), at, began)), () -> unread.remove(id));
    }
    List<Observation> observations = rounds.isEmpty() ? List.of() : read(poll, rounds, unread);
    first = wanted.stream().skip(1).filter(unread::contains).findFirst().orElse("");
    graphs.keySet().retainAll(wanted);
    rounds.forEach((id, round) -> graphs.put(id, round.graph()));
    return new Result(
        new ClusterState(at, version, jobs, Optional.empty()), observations, Map.copyOf(graphs), Set.copyOf(unread));
  }

  /** The jobs to read; those that the last poll did not come to first, and no job first twice while others wait. */
  private List<String> inTurn(List<ClusterState.Job> jobs) {
    List<String> wanted = new ArrayList<>();
    jobs.stream().filter(job -> job.running() && wantedJob.test(job.id())).forEach(job -> wanted.add(job.id()));
    Collections.rotate(wanted, -Math.max(0, wanted.indexOf(first)));
    return wanted;
  }

  private List<Observation> read(RestPoll poll, Map<String, JobRound> rounds, Set<String> unread)
      throws Unreachable, InterruptedException {
    pause.of(RENEWAL);
    for (Map.Entry<String, JobRound> round : rounds.entrySet()) {
      if (round.getValue().read(poll)) {
        unread.remove(round.getKey());
      }
    }
    if (rounds.values().stream().anyMatch(JobRound::isBehind)) {
      pause.of(RENEWAL);
      for (JobRound round : rounds.values()) {
        round.readBehind(poll);
      }
    }
    TaskManagers taskManagers = new TaskManagers(poll, runtime());
    List<Observation> observations = new ArrayList<>();
    for (JobRound round : rounds.values()) {
      observations.addAll(round.observations(taskManagers));
    }
    return observations;
  }

  private String runtime() {
    return "flink" + version.map(v -> " " + v).orElse("");
  }

  private static List<ClusterState.Job> jobs(RestPoll poll) throws Unreachable {
    List<ClusterState.Job> jobs = new ArrayList<>();
    poll.list("/jobs/overview", "jobs").forEach(job -> jobs.add(
        new ClusterState.Job(
            job.path("jid").asString(""), job.path("name").asString(""), job.path("state").asString(""))));
    return jobs;
  }
}
