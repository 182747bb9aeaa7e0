package io.manometer.analyzer.source.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.manometer.analyzer.SampleReport;
import io.manometer.analyzer.source.Precedence;
import io.manometer.analyzer.source.SampleSource;
import io.manometer.rules.model.Edge;
import io.manometer.rules.model.Observation;
import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Operator.Role;
import io.manometer.rules.model.Spent;
import io.manometer.rules.model.SubtaskReading;
import io.manometer.rules.model.SubtaskReading.Pool;
import io.manometer.rules.model.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers as Prometheus 2.42 does. */
class PrometheusSourceTest {

  private static final String OF_MAP = "job_id=j,task_id=m,subtask_index=0";
  private static final String OF_FLINK = "job_id=j,job_name=orders,task_id=m,task_name=map,subtask_index=0,"
      + "task_attempt_num=1,tm_id=tm-1,host=h";

  private final List<String> asked = new ArrayList<>();
  private final List<String> series = new ArrayList<>();
  private int code = 200;
  private Optional<String> page = Optional.empty();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/query", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whatTheAgentServesIsReadWithTheTimesOfItsScrapes() throws IOException {
    agentScrape(100, 7, 2, 1);
    agentScrape(115, 20, 3, 2);
    List<Observation> news = agents().poll().news();
    assertThat(news).extracting(Observation::at)
        .containsExactly(Instant.ofEpochSecond(100), Instant.ofEpochSecond(115));
    Observation last = news.get(1);
    assertThat(last.job().name()).isEqualTo("orders");
    assertThat(last.job().edges()).extracting(Edge::to).containsExactly("m");
    assertThat(last.worker().id()).isEqualTo("tm-1@host");
    SubtaskReading map = last.subtasks().get(0);
    assertThat(map.spent()).isEqualTo(new Spent.Totals(25_000_000_000L, 3_000_000_000L, 2_000_000_000L));
    assertThat(map.outPool()).contains(new Pool(8, 10));
    assertThat(map.cpuNanos()).isEmpty();
  }

  @Test
  void theNumberOfKeyGroupsIsKnownWhereTheAgentTellsIt() throws IOException {
    agentScrape(100, 7, 2, 1);
    assertThat(agents().poll().news().get(0).job().operators()).extracting(Operator::maxParallelism)
        .containsExactly(Optional.empty());
    series.replaceAll(one -> one.replace("\"role\":", "\"max_parallelism\":\"128\",\"role\":"));
    assertThat(agents().poll().news().get(0).job().operators()).extracting(Operator::maxParallelism)
        .containsExactly(Optional.of(128));
  }

  @Test
  void aScrapeThatWasReadIsNoNews() throws IOException {
    agentScrape(100, 7, 2, 1);
    PrometheusSource source = agents();
    assertThat(source.poll().news()).hasSize(1);
    assertThat(source.poll().news()).isEmpty();
    agentScrape(115, 20, 3, 2);
    assertThat(source.poll().news()).hasSize(1);
  }

  @Test
  void whatFlinksReporterSaysIsReadWithTheEdgesKnownFromElsewhere() throws IOException {
    reporterScrape(100);
    Topology graph = new Topology("j", "orders", "flink 2.3.0",
        List.of(new Operator("m", "map", 1, Optional.empty(), Role.INNER, List.of())),
        List.of(new Edge("e", "s", "m", Edge.Partitioning.HASH)), Optional.empty());
    Observation observation = reporters(graph).poll().news().get(0);
    assertThat(observation.job()).isEqualTo(graph);
    assertThat(observation.worker().gcPauseMillis()).contains(140L);
    SubtaskReading map = observation.subtasks().get(0);
    assertThat(map.attempt()).isEqualTo(1);
    assertThat(map.spent()).isEqualTo(new Spent.Totals(10_000_000_000L, 3_000_000_000L, 2_000_000_000L));
    assertThat(map.recordsIn()).contains(77L);
  }

  @Test
  void withoutEdgesTheOperatorsStandSideBySide() throws IOException {
    reporterScrape(100);
    Topology graph = reporters().poll().news().get(0).job();
    assertThat(graph.edges()).isEmpty();
    assertThat(graph.operators()).extracting(Operator::name).containsExactly("map");
    assertThat(graph.sources()).isEmpty();
  }

  @Test
  void withoutEdgesATaskHasTheSubtasksOfAllTaskManagers() throws IOException {
    reporterScrape(100);
    String other = series.get(0).replace("\"i:1\"", "\"i:2\"").replaceAll("\"subtask_index\":\"\\d+\"", "\"subtask_index\":\"5\"");
    series.add(other);
    List<Observation> news = reporters().poll().news();
    assertThat(news).hasSize(2);
    assertThat(news).allSatisfy(each -> assertThat(each.job().operators().get(0).parallelism()).isEqualTo(6));
  }

  @Test
  void aTargetThatIsNotUnderstoodTakesNothingFromTheOthers() throws IOException {
    agentScrape(100, 7, 2, 1);
    List<String> wrong = series.stream().map(one -> one.replace("\"i:1\"", "\"i:0\"").replace("\"sink\"", "\"TASKMANAGER\"")).toList();
    series.addAll(wrong);
    PrometheusSource.Polled polled = agents().poll();
    assertThat(polled.news()).hasSize(1);
    assertThat(polled.stumble()).isPresent();
  }

  @Test
  void aReporterWhoseSubtasksAreNotNumberedTakesNothingFromTheOthers() throws IOException {
    reporterScrape(100);
    List<String> wrong = series.stream()
        .map(one -> one.replace("\"i:1\"", "\"i:0\"").replace("\"subtask_index\":\"0\"", "\"subtask_index\":\"x\"")).toList();
    series.addAll(wrong);
    PrometheusSource.Polled polled = reporters().poll();
    assertThat(polled.news()).hasSize(1);
    assertThat(polled.stumble()).isPresent();
  }

  @Test
  void aLabelThatPrometheusPutAsideForOneOfItsOwnIsFound() throws IOException {
    agentScrape(100, 7, 2, 1);
    series.replaceAll(one -> one.replace("\"role\":", "\"role\":\"pod\",\"exported_role\":"));
    assertThat(agents().poll().news()).hasSize(1);
  }

  @Test
  void aBusyTimeThatIsNotANumberLeavesTheSubtaskOut() throws IOException {
    reporterScrape(100);
    series.replaceAll(one -> one.contains("accumulateBusyTimeMs") ? one.replace("\"5000\"", "\"NaN\"") : one);
    assertThat(reporters().poll().news().get(0).subtasks()).isEmpty();
  }

  @Test
  void whereAgentsTellOfAJobTheReporterIsNotHeardThoughItIsScrapedInBetween() {
    PrometheusSource agents = agents();
    PrometheusSource reporters = reporters();
    List<SampleSource> ranked = Precedence.inOrder(List.of(agents, reporters));
    IntFunction<List<String>> workersHeardAt = second -> {
      agents.pollSafely();
      reporters.pollSafely();
      return ranked.stream().flatMap(source -> source.fetch(Instant.ofEpochSecond(second)).stream())
          .map(told -> told.worker().id()).toList();
    };
    agentScrape(100, 7, 2, 1);
    assertThat(workersHeardAt.apply(102)).containsExactly("tm-1@host");
    reporterScrape(107);
    assertThat(workersHeardAt.apply(110)).isEmpty();
    agentScrape(160, 20, 3, 2);
    assertThat(workersHeardAt.apply(165)).containsExactly("tm-1@host");
    reporterScrape(167);
    assertThat(workersHeardAt.apply(170)).isEmpty();
    reporterScrape(257);
    assertThat(workersHeardAt.apply(260)).as("the agents have gone").containsExactly("tm-1");
  }

  @Test
  void anErrorIsToldOfAndDoesNotEndThePolling() {
    reporterScrape(100);
    List<Error> once = new ArrayList<>(List.of(new InternalError("no room")));
    try (PrometheusSource source = PrometheusSource.ofReporters(address(), Optional.empty(), "", job -> {
      if (!once.isEmpty()) {
        throw once.remove(0);
      }
      return Optional.empty();
    })) {
      assertThat(troubleOf(source)).startsWith("what " + address()
          + " answered could not be taken in (java.lang.InternalError: no room)");
      reporterScrape(115);
      source.pollSafely();
      assertThat(source.trouble()).isEmpty();
      assertThat(source.fetch(Instant.EPOCH)).isNotEmpty();
    }
  }

  @Test
  void aTargetIsForgottenOnceWhatWasScrapedOfItIsInNoAnswerAnyMore() throws IOException {
    PrometheusSource source = agents();
    agentScrape(1_000, 7, 2, 1);
    List<String> first = List.copyOf(series);
    assertThat(source.poll().news()).hasSize(1);
    series.clear();
    agentScrape(1_110, 7, 2, 1);
    series.replaceAll(one -> one.replace("\"i:1\"", "\"i:2\""));
    assertThat(source.poll().news()).hasSize(1);
    series.addAll(first);
    assertThat(source.poll().news()).as("still remembered").isEmpty();
    series.clear();
    agentScrape(1_130, 7, 2, 1);
    series.replaceAll(one -> one.replace("\"i:1\"", "\"i:2\""));
    assertThat(source.poll().news()).hasSize(1);
    series.addAll(first);
    assertThat(source.poll().news()).as("forgotten").hasSize(1);
  }

  @Test
  void matchersNarrowBothQueries() throws IOException {
    String prod = "namespace=\"prod\"";
    PrometheusSource.ofAgents(address(), Optional.empty(), prod).poll();
    PrometheusSource.ofReporters(address(), Optional.empty(), prod, job -> Optional.empty()).poll();
    assertThat(asked).hasSize(2).allMatch(query -> query.endsWith(",namespace=\"prod\"}[2m]"));
  }

  @Test
  void anErrorIsToldWithTheServersReason() {
    code = 422;
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> agents().poll())
        .withMessageContaining("422").withMessageContaining("query processing would load too many samples");
  }

  @Test
  void aTokenThatIsMissingOrWrongIsToldOf() {
    code = 401;
    page = Optional.of("Unauthorized\n");
    assertThat(troubleOf(agents())).isEqualTo(address() + " answered 401 to /api/v1/query; right would be"
        + " prometheus.token-file, naming a file with a token that it takes");
    try (PrometheusSource wrong = PrometheusSource.ofAgents(address(), Optional.of("Bearer x"), "")) {
      assertThat(troubleOf(wrong)).endsWith("right would be a token that it takes, in the file that prometheus.token-file names");
    }
  }

  @Test
  void anAddressWhereNobodyListensIsToldOf() {
    server.stop(0);
    assertThat(troubleOf(agents())).startsWith("no answer from " + address() + " (Failed to connect to ")
        .endsWith("; right would be the address of a Prometheus, Thanos or Mimir that can be reached from here");
  }

  @Test
  void anAddressWithAPathTooMuchIsToldOf() {
    URI mistyped = URI.create(address() + "/graph");
    try (PrometheusSource source = PrometheusSource.ofAgents(mistyped, Optional.empty(), "")) {
      assertThat(troubleOf(source)).isEqualTo(mistyped + " answered 404 to /api/v1/query; right would be the address of a"
          + " Prometheus, Thanos or Mimir, with the path that comes before /api/v1/query if there is one");
    }
  }

  @Test
  void theAddressOfAnotherServerIsToldOf() {
    for (String answer : List.of("<html>", "", "{\"status\":\"success\"}", "[]")) {
      page = Optional.of(answer);
      assertThat(troubleOf(agents())).as(answer).isEqualTo(address() + " answered /api/v1/query with something that is no"
          + " list of series; right would be the address of a Prometheus, Thanos or Mimir");
    }
  }

  @Test
  void aQueryThatIsRefusedPointsToTheMatchers() {
    code = 400;
    assertThat(troubleOf(agents())).endsWith("with prometheus.matchers that it can read and that choose few series");
  }

  @Test
  void troubleIsNotKnownBeforeTheFirstPollAndEndsWithTheFirstAnswer() {
    agentScrape(100, 7, 2, 1);
    try (PrometheusSource source = agents()) {
      assertThat(source.trouble()).isEmpty();
      code = 503;
      source.pollSafely();
      assertThat(source.trouble()).isPresent();
      assertThat(source.fetch(Instant.EPOCH)).isEmpty();
      code = 200;
      source.pollSafely();
      assertThat(source.trouble()).isEmpty();
      assertThat(source.fetch(Instant.EPOCH)).isNotEmpty();
    }
  }

  @Test
  void theReportOfASilentJobThatItToldOfSaysWhy() {
    agentScrape(100, 7, 2, 1);
    try (PrometheusSource source = agents()) {
      source.pollSafely();
      assertThat(source.remark(SampleReport.of("j", List.of("tm-1")))).isEmpty();
      code = 503;
      source.pollSafely();
      assertThat(source.remark(SampleReport.of("j", List.of("tm-1"))).orElseThrow())
          .startsWith("Prometheus tells nothing: " + address() + " answered 503");
      assertThat(source.remark(SampleReport.of("j", List.of()))).isEmpty();
      assertThat(source.remark(SampleReport.of("a job of others", List.of("tm-1")))).isEmpty();
    }
  }

  private static String troubleOf(PrometheusSource source) {
    source.pollSafely();
    return source.trouble().orElseThrow();
  }

  private void agentScrape(long second, double busy, double idle, double backpressured) {
    add("manometer_agent_info", "version=1,worker=tm-1@host,host=host,runtime=flink", second, 1);
    add("manometer_job_info", "job_id=j,job_name=orders,runtime=flink", second, 1);
    add("manometer_task_info", "job_id=j,task_id=m,task_name=map,parallelism=1,role=sink", second, 1);
    add("manometer_edge_info",
        "job_id=j,edge_id=e,upstream_task_id=s,downstream_task_id=m,partitioner=hash", second, 1);
    add("manometer_subtask_info", OF_MAP + ",task_attempt_num=0,tm_id=tm-1@host,host=host", second, 1);
    add("manometer_task_busy_seconds_total", OF_MAP, second, busy);
    add("manometer_task_idle_seconds_total", OF_MAP, second, idle);
    add("manometer_task_backpressured_seconds_total", OF_MAP, second, backpressured);
    add("manometer_buffer_pool_used_buffers", OF_MAP + ",pool=out", second, 8);
    add("manometer_buffer_pool_size_buffers", OF_MAP + ",pool=out", second, 10);
  }

  private void reporterScrape(long second) {
    add("flink_taskmanager_job_task_accumulateBusyTimeMs", OF_FLINK, second, 5000);
    add("flink_taskmanager_job_task_accumulateIdleTimeMs", OF_FLINK, second, 3000);
    add("flink_taskmanager_job_task_accumulateBackPressuredTimeMs", OF_FLINK, second, 2000);
    add("flink_taskmanager_job_task_numRecordsIn", OF_FLINK, second, 77);
    add("flink_taskmanager_Status_JVM_GarbageCollector_G1_Young_Generation_Time", "tm_id=tm-1", second, 140);
    add("flink_taskmanager_Status_JVM_GarbageCollector_All_Time", "tm_id=tm-1", second, 900);
  }

  private void add(String name, String labels, long second, double value) {
    StringBuilder metric = new StringBuilder("\"__name__\":\"" + name + "\",\"instance\":\"i:1\",\"job\":\"p\"");
    for (String label : labels.split(",")) {
      String[] pair = label.split("=");
      metric.append(",\"").append(pair[0]).append("\":\"").append(pair[1]).append('"');
    }
    String number = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    series.add("{\"metric\":{" + metric + "},\"values\":[[" + second + ",\"" + number + "\"]]}");
  }

  private PrometheusSource agents() {
    return PrometheusSource.ofAgents(address(), Optional.empty(), "");
  }

  private PrometheusSource reporters(Topology... graphs) {
    return PrometheusSource.ofReporters(address(), Optional.empty(), "",
        job -> List.of(graphs).stream().filter(graph -> graph.id().equals(job)).findFirst());
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String query = URLDecoder.decode(form.substring("query=".length(), form.indexOf('&')), StandardCharsets.UTF_8);
    asked.add(query);
    String prefix = query.contains("manometer_") ? "\"manometer_" : "\"flink_";
    String body = page.isPresent() ? page.get() : code == 200
        ? "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
            + String.join(",", series.stream().filter(one -> one.contains(prefix)).toList()) + "]}}"
        : "{\"status\":\"error\",\"errorType\":\"execution\","
            + "\"error\":\"query processing would load too many samples into memory\"}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
