package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.SampleReport;
import io.manometer.rules.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowingTest {

  @Test
  void aJobManagerThatIsAwayIsToldOfAndFollowedAgainOnceItAnswers() throws Exception {
    RecordedCluster cluster = new RecordedCluster("2.3.0/steady");
    int port = cluster.address().getPort();
    try (FlinkRestSource source = source(cluster)) {
      String job = firstTold(source, cluster);
      assertThat(source.remark(silent(job))).isEmpty();

      cluster.close();
      source.pollSafely();
      assertThat(source.fetch(cluster.now())).isEmpty();
      assertThat(source.state().trouble().orElseThrow()).startsWith("no answer from http://127.0.0.1:" + port);
      assertThat(source.remark(silent(job)).orElseThrow()).startsWith("The JobManager is away: no answer from ");
      assertThat(source.remark(fresh(job))).isEmpty();
      assertThat(source.remark(silent("one that it never told of"))).isEmpty();

      try (RecordedCluster again = new RecordedCluster("2.3.0/steady", port)) {
        again.turnTo(3);
        source.pollSafely();
        assertThat(source.fetch(again.now())).isNotEmpty();
        assertThat(source.state().trouble()).isEmpty();
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
    return report(job, List.of());
  }

  private static Report silent(String job) {
    return report(job, List.of("tm-1"));
  }

  private static Report report(String job, List<String> stale) {
    Report sample = SampleReport.at(SampleReport.AT);
    return new Report(
        new Report.JobRef(job, "orders"), sample.at(), sample.window(), sample.health(), sample.sentence(),
        sample.events(), sample.diagnoses(), sample.operators(), sample.edges(), sample.workers(), sample.rules(), sample.missing(),
        new Report.Coverage(0, 4, Duration.ofSeconds(40), stale), sample.throughput(), sample.headroom(),
        sample.afterChange());
  }
}
