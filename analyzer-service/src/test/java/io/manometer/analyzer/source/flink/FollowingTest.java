package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.SampleReport;
import io.manometer.rules.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowingTest {

  @Test
  void aJobManagerThatDoesNotAnswerIsToldOfAndFollowedAgainOnceItAnswers() throws Exception {
    RecordedCluster cluster = new RecordedCluster("2.3.0/steady");
    int port = cluster.address().getPort();
    try (FlinkRestSource source = source(cluster)) {
      String job = firstTold(source, cluster);
      assertThat(source.remark(silent(job))).isEmpty();

      cluster.close();
      source.pollSafely();
      assertThat(source.fetch(cluster.now())).isEmpty();
      assertThat(source.trouble().orElseThrow()).startsWith("no answer from http://127.0.0.1:" + port + " (")
          .endsWith("; right would be the address of a JobManager's REST API that can be reached from here");
      assertThat(source.remark(silent(job)).orElseThrow()).startsWith("The JobManager tells nothing: no answer from ");
      assertThat(source.remark(fresh(job))).isEmpty();
      assertThat(source.remark(silent("one that it never told of"))).isEmpty();

      try (RecordedCluster again = new RecordedCluster("2.3.0/steady", port)) {
        again.turnTo(3);
        source.pollSafely();
        assertThat(source.fetch(again.now())).isNotEmpty();
        assertThat(source.trouble()).isEmpty();
        assertThat(source.remark(silent(job))).isEmpty();
      }
    }
  }

  @Test
  void whatBecameOfAJobIsToldInFlinksWord() throws Exception {
    try (RecordedCluster cluster = new RecordedCluster("2.3.0/life"); FlinkRestSource source = source(cluster)) {
      String job = firstTold(source, cluster);
      cluster.turnTo(cluster.polls() - 1);
      source.pollSafely();
      assertThat(source.remark(silent(job))).contains("Flink says that this job is CANCELED.");
    }
  }

  @Test
  void aJobManagerThatHasForgottenAJobIsToldOf() throws Exception {
    try (RecordedCluster cluster = new RecordedCluster("2.3.0/steady"); FlinkRestSource source = source(cluster)) {
      String job = firstTold(source, cluster);
      cluster.change("/jobs/overview", answer -> new RecordedCluster.Answer(200, "{\"jobs\":[]}"));
      source.pollSafely();
      assertThat(source.remark(silent(job)).orElseThrow()).endsWith(" no longer knows this job.");
    }
  }

  @Test
  void aTokenThatIsMissingIsToldOfAndNoJobIsTakenForForgotten() throws Exception {
    try (RecordedCluster cluster = new RecordedCluster("2.3.0/steady"); FlinkRestSource source = source(cluster)) {
      assertThat(source.trouble()).isEmpty();
      String job = firstTold(source, cluster);
      cluster.change("/", answer -> new RecordedCluster.Answer(401, "Unauthorized"));
      source.pollSafely();
      assertThat(source.trouble()).contains(cluster.address() + " answered 401 to /jobs/overview; right would be"
          + " flink.token-file (--token-file of diagnose), naming a file with a token that it takes");
      assertThat(source.remark(silent(job)).orElseThrow()).startsWith("The JobManager tells nothing: ");
      assertThat(source.state().jobs()).extracting(ClusterState.Job::id).contains(job);
    }
  }

  @Test
  void theAddressOfAnotherServerIsToldOf() throws Exception {
    try (RecordedCluster cluster = new RecordedCluster("2.3.0/steady"); FlinkRestSource source = source(cluster)) {
      cluster.change("/", answer -> new RecordedCluster.Answer(404, "<html>not here</html>"));
      source.pollSafely();
      assertThat(source.trouble()).contains(cluster.address() + " answered 404 to /jobs/overview; right would be the address"
          + " of a JobManager's REST API, with the path that comes before /jobs/overview if there is one");
      for (String answer : List.of("<html>", "", "{}", "[]")) {
        cluster.change("/", recorded -> new RecordedCluster.Answer(200, answer));
        source.pollSafely();
        assertThat(source.trouble()).as(answer).contains(cluster.address() + " answered /jobs/overview with something that"
            + " is no list of jobs; right would be the address of a JobManager's REST API");
      }
    }
  }

  @Test
  void anErrorIsToldOfAndDoesNotEndThePolling() throws Exception {
    List<Error> once = new ArrayList<>(List.of(new InternalError("no room")));
    try (RecordedCluster cluster = new RecordedCluster("2.3.0/steady"); FlinkRestSource source = new FlinkRestSource(
        cluster.address(), Optional.empty(), job -> true, false, cluster.clock(), time -> {
          if (!once.isEmpty()) {
            throw once.remove(0);
          }
        })) {
      cluster.turnTo(2);
      source.pollSafely();
      assertThat(source.trouble().orElseThrow()).startsWith("what " + cluster.address()
          + " answered could not be taken in (java.lang.InternalError: no room)");
      source.pollSafely();
      assertThat(source.trouble()).isEmpty();
      assertThat(source.fetch(cluster.now())).isNotEmpty();
    }
  }

  private static FlinkRestSource source(RecordedCluster cluster) throws IOException {
    return new FlinkRestSource(
        cluster.address(), Optional.empty(), job -> true, false, cluster.clock(), time -> {});
  }

  private static String firstTold(FlinkRestSource source, RecordedCluster cluster) {
    cluster.turnTo(2);
    source.pollSafely();
    return source.fetch(cluster.now()).get(0).job().id();
  }

  private static Report fresh(String job) {
    return SampleReport.of(job, List.of());
  }

  private static Report silent(String job) {
    return SampleReport.of(job, List.of("tm-1"));
  }
}
