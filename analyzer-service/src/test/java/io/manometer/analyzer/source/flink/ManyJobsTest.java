package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.SampleReport;
import io.manometer.rules.report.Report;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many jobs on one JobManager, as Flink would describe them; time passes, and metrics are renewed, by requests only. */
class ManyJobsTest {

  private static final long REQUEST_NANOS = 40_000_000;

  @Test
  void thoseThatDoNotFitIntoAPollAreReadInTheNext() throws Exception {
    try (AnsweringJobManager cluster = cluster(30, 4); FlinkRest rest = cluster.client()) {
      ClusterPoll poll = poll(cluster, rest, REQUEST_NANOS);
      Set<String> told = told(poll.poll());
      assertThat(told).hasSizeBetween(5, 25);
      told.addAll(told(poll.poll()));
      assertThat(told).hasSize(30);
    }
  }

  @Test
  void aJobThatFillsAPollDoesNotKeepTheOthersFromBeingRead() throws Exception {
    try (AnsweringJobManager cluster = cluster(2, 300); FlinkRest rest = cluster.client()) {
      ClusterPoll poll = poll(cluster, rest, 0);
      assertThat(told(poll.poll())).containsExactly("j0");
      assertThat(told(poll.poll())).containsExactly("j1");
    }
  }

  @Test
  void moreJobsThanAPollHasRequestsForLeaveSomeToReadThemWith() throws Exception {
    try (AnsweringJobManager cluster = cluster(500, 1); FlinkRest rest = cluster.client()) {
      assertThat(told(poll(cluster, rest, 0).poll())).hasSizeGreaterThan(50);
    }
  }

  @Test
  void aJobManagerThatHardlyAnswersIsAskedAboutOneJobAtLeast() throws Exception {
    try (AnsweringJobManager cluster = cluster(3, 1); FlinkRest rest = cluster.client()) {
      assertThat(told(poll(cluster, rest, 1_200_000_000).poll())).containsExactly("j0");
    }
  }

  @Test
  void theReportOfAJobThatTheLastPollDidNotComeToSaysSo() throws Exception {
    try (AnsweringJobManager cluster = cluster(60, 4); FlinkRest rest = cluster.client()) {
      ClusterPoll poll = poll(cluster, rest, REQUEST_NANOS);
      Remarks remarks = new Remarks("http://jobmanager:8081", Optional.empty());
      ClusterPoll.Result result = poll.poll();
      remarks.polled(result);
      assertThat(remarks.on(report("j0"), result.state())).isEmpty();

      result = poll.poll();
      remarks.polled(result);
      assertThat(remarks.on(report("j0"), result.state()).orElseThrow())
          .startsWith("The last poll did not come to all of this job: ").contains("400 requests or 8 s");
    }
  }

  private static ClusterPoll poll(AnsweringJobManager cluster, FlinkRest rest, long requestNanos) {
    return new ClusterPoll(rest, job -> true, Optional.empty(), Clock.systemUTC(),
        () -> cluster.asked() * requestNanos, time -> {});
  }

  private static Set<String> told(ClusterPoll.Result result) {
    return result.observations().stream().map(told -> told.job().id()).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Report report(String job) {
    return SampleReport.of(job, List.of());
  }

  private static AnsweringJobManager cluster(int jobs, int vertices) throws IOException {
    AtomicInteger renewals = new AtomicInteger();
    return new AnsweringJobManager(path -> Optional.of(body(path, jobs, vertices, renewals.incrementAndGet())));
  }

  private static String body(String path, int jobs, int vertices, int renewals) {
    if (path.endsWith("/metrics")) {
      return "[]";
    }
    if (path.equals("/jobs/overview")) {
      return "{\"jobs\":["
          + each(jobs, i -> "{\"jid\":\"j" + i + "\",\"name\":\"job\",\"state\":\"RUNNING\"}") + "]}";
    }
    if (path.contains("/vertices/")) {
      return "{\"subtasks\":[{\"subtask\":0,\"attempt\":0,\"status\":\"RUNNING\",\"taskmanager-id\":\"tm\","
          + "\"metrics\":{\"accumulated-busy-time\":" + renewals + "}}]}";
    }
    return path.startsWith("/jobs/") ? job(path.substring("/jobs/".length()), vertices) : "{}";
  }

  private static String job(String id, int vertices) {
    return "{\"jid\":\"" + id + "\",\"name\":\"job\",\"vertices\":["
        + each(vertices, i -> "{\"id\":\"v" + i + "\",\"name\":\"step\",\"parallelism\":1,\"status\":\"RUNNING\"}")
        + "],\"plan\":{\"nodes\":["
        + each(vertices, i -> "{\"id\":\"v" + i + "\",\"inputs\":[" + (i == 0 ? ""
            : "{\"num\":0,\"id\":\"v" + (i - 1) + "\",\"ship_strategy\":\"HASH\"}") + "]}")
        + "]}}";
  }

  private static String each(int count, IntFunction<String> what) {
    return IntStream.range(0, count).mapToObj(what).collect(Collectors.joining(","));
  }
}
