package io.manometer.analyzer.source.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.manometer.analyzer.SampleReport;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said when a Prometheus gives no answer that can be read, and what becomes of the polling. */
class PrometheusTroubleTest {

  private PrometheusAnswers prometheus;

  @BeforeEach
  void start() throws IOException {
    prometheus = new PrometheusAnswers();
  }

  @AfterEach
  void stop() {
    prometheus.close();
  }

  @Test
  void anErrorIsToldOfAndDoesNotEndThePolling() {
    prometheus.reporterScrape(100);
    List<Error> once = new ArrayList<>(List.of(new InternalError("no room")));
    try (PrometheusSource source = PrometheusSource.ofReporters(prometheus.address(), Optional.empty(), "", job -> {
      if (!once.isEmpty()) {
        throw once.remove(0);
      }
      return Optional.empty();
    })) {
      assertThat(troubleOf(source)).startsWith("what " + prometheus.address()
          + " answered could not be taken in (java.lang.InternalError: no room)");
      prometheus.reporterScrape(115);
      source.pollSafely();
      assertThat(source.trouble()).isEmpty();
      assertThat(source.fetch(Instant.EPOCH)).isNotEmpty();
    }
  }

  @Test
  void anErrorIsToldWithTheServersReason() {
    prometheus.code = 422;
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> agents().poll())
        .withMessageContaining("422").withMessageContaining("query processing would load too many samples");
  }

  @Test
  void aTokenThatIsMissingOrWrongIsToldOf() {
    prometheus.code = 401;
    prometheus.page = Optional.of("Unauthorized\n");
    assertThat(troubleOf(agents())).isEqualTo(prometheus.address() + " answered 401 to /api/v1/query; right would be"
        + " prometheus.token-file, naming a file with a token that it takes");
    try (PrometheusSource wrong = PrometheusSource.ofAgents(prometheus.address(), Optional.of("Bearer x"), "")) {
      assertThat(troubleOf(wrong))
          .endsWith("right would be a token that it takes, in the file that prometheus.token-file names");
    }
  }

  @Test
  void anAddressWhereNobodyListensIsToldOf() {
    prometheus.close();
    assertThat(troubleOf(agents())).startsWith("no answer from " + prometheus.address() + " (Failed to connect to ")
        .endsWith("; right would be the address of a Prometheus, Thanos or Mimir that can be reached from here");
  }

  @Test
  void anAddressWithAPathTooMuchIsToldOf() {
    URI mistyped = URI.create(prometheus.address() + "/graph");
    try (PrometheusSource source = PrometheusSource.ofAgents(mistyped, Optional.empty(), "")) {
      assertThat(troubleOf(source)).isEqualTo(mistyped + " answered 404 to /api/v1/query; right would be the address of a"
          + " Prometheus, Thanos or Mimir, with the path that comes before /api/v1/query if there is one");
    }
  }

  @Test
  void theAddressOfAnotherServerIsToldOf() {
    for (String answer : List.of("<html>", "", "{\"status\":\"success\"}", "[]")) {
      prometheus.page = Optional.of(answer);
      assertThat(troubleOf(agents())).as(answer).isEqualTo(prometheus.address()
          + " answered /api/v1/query with something that is no list of series; right would be the address of a"
          + " Prometheus, Thanos or Mimir");
    }
  }

  @Test
  void aQueryThatIsRefusedPointsToTheMatchers() {
    prometheus.code = 400;
    assertThat(troubleOf(agents())).endsWith("with prometheus.matchers that it can read and that choose few series");
  }

  @Test
  void troubleIsNotKnownBeforeTheFirstPollAndEndsWithTheFirstAnswer() {
    prometheus.agentScrape(100, 7, 2, 1);
    try (PrometheusSource source = agents()) {
      assertThat(source.trouble()).isEmpty();
      prometheus.code = 503;
      source.pollSafely();
      assertThat(source.trouble()).isPresent();
      assertThat(source.fetch(Instant.EPOCH)).isEmpty();
      prometheus.code = 200;
      source.pollSafely();
      assertThat(source.trouble()).isEmpty();
      assertThat(source.fetch(Instant.EPOCH)).isNotEmpty();
    }
  }

  @Test
  void theReportOfASilentJobThatItToldOfSaysWhy() {
    prometheus.agentScrape(100, 7, 2, 1);
    try (PrometheusSource source = agents()) {
      source.pollSafely();
      assertThat(source.remark(SampleReport.of("j", List.of("tm-1")))).isEmpty();
      prometheus.code = 503;
      source.pollSafely();
      assertThat(source.remark(SampleReport.of("j", List.of("tm-1"))).orElseThrow())
          .startsWith("Prometheus tells nothing: " + prometheus.address() + " answered 503");
      assertThat(source.remark(SampleReport.of("j", List.of()))).isEmpty();
      assertThat(source.remark(SampleReport.of("a job of others", List.of("tm-1")))).isEmpty();
    }
  }

  private static String troubleOf(PrometheusSource source) {
    source.pollSafely();
    return source.trouble().orElseThrow();
  }

  private PrometheusSource agents() {
    return PrometheusSource.ofAgents(prometheus.address(), Optional.empty(), "");
  }
}
