package io.manometer.analyzer.source.flink;

import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Topology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * One pass over a cluster: which jobs there are, and the observations of those that run.
 *
 * <p>Threads: one. Blocks for one or two seconds and the time of its requests.
 */
final class ClusterPoll {

  private static final int MOST_REQUESTS = 400;
  private static final Duration LONGEST = Duration.ofSeconds(8);

  /** Between asking Flink to renew its metrics, which it does in the background, and reading them. */
  private static final Duration RENEWAL = Duration.ofMillis(1_200);

  private final FlinkRest rest;
  private final Predicate<String> wantedJob;
  private final Optional<OpenQuestions> questions;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Pause pause;
  private final Map<String, JobPoll> polls = new HashMap<>();
  private Optional<String> version = Optional.empty();

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

  /** What a pass gave. */
  record Result(ClusterState state, List<Observation> observations, Map<String, Topology> graphs) {}

  Result poll() throws Unreachable, InterruptedException {
    Instant at = clock.instant();
    long began = nanos.getAsLong();
    RestPoll poll = new RestPoll(rest, MOST_REQUESTS, began + LONGEST.toNanos(), nanos);
    if (version.isEmpty()) {
      version = poll.get("/config").map(c -> c.path("flink-version").asString("")).filter(v -> !v.isEmpty());
    }
    List<ClusterState.Job> jobs = jobs(poll);
    polls.keySet().retainAll(jobs.stream().map(ClusterState.Job::id).toList());
    Map<JobPoll, JsonNode> details = new LinkedHashMap<>();
    for (ClusterState.Job job : jobs) {
      if (job.running() && wantedJob.test(job.id())) {
        JobPoll jobPoll = polls.computeIfAbsent(job.id(), id -> new JobPoll(id, questions));
        jobPoll.details(poll).ifPresent(answer -> details.put(jobPoll, answer));
      }
    }
    List<Observation> observations = details.isEmpty() ? List.of() : read(poll, details, at, began);
    Map<String, Topology> graphs = new HashMap<>();
    details.values().forEach(job -> graphs.put(job.path("jid").asString(""), Graph.of(job, runtime())));
    return new Result(new ClusterState(at, version, jobs, Optional.empty()), observations, Map.copyOf(graphs));
  }

  private List<Observation> read(RestPoll poll, Map<JobPoll, JsonNode> details, Instant at, long began)
      throws Unreachable, InterruptedException {
    List<JobRound> rounds = new ArrayList<>();
    details.forEach((job, answer) -> rounds.add(job.round(answer, runtime(), at, began)));
    pause.of(RENEWAL);
    for (JobRound round : rounds) {
      round.read(poll);
    }
    if (rounds.stream().anyMatch(JobRound::isBehind)) {
      pause.of(RENEWAL);
      for (JobRound round : rounds) {
        round.readBehind(poll);
      }
    }
    TaskManagers taskManagers = new TaskManagers(poll, runtime());
    List<Observation> observations = new ArrayList<>();
    for (JobRound round : rounds) {
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
