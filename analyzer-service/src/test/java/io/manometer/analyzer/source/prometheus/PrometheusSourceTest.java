package io.manometer.analyzer.source.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read out of the answers of a Prometheus 2.42. */
class PrometheusSourceTest {

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
  void whatTheAgentServesIsReadWithTheTimesOfItsScrapes() throws IOException {
    prometheus.agentScrape(100, 7, 2, 1);
    prometheus.agentScrape(115, 20, 3, 2);
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
    prometheus.agentScrape(100, 7, 2, 1);
    assertThat(agents().poll().news().get(0).job().operators()).extracting(Operator::maxParallelism)
        .containsExactly(Optional.empty());
    prometheus.series.replaceAll(one -> one.replace("\"role\":", "\"max_parallelism\":\"128\",\"role\":"));
    assertThat(agents().poll().news().get(0).job().operators()).extracting(Operator::maxParallelism)
        .containsExactly(Optional.of(128));
  }

  @Test
  void aScrapeThatWasReadIsNoNews() throws IOException {
    prometheus.agentScrape(100, 7, 2, 1);
    PrometheusSource source = agents();
    assertThat(source.poll().news()).hasSize(1);
    assertThat(source.poll().news()).isEmpty();
    prometheus.agentScrape(115, 20, 3, 2);
    assertThat(source.poll().news()).hasSize(1);
  }

  @Test
  void whatFlinksReporterSaysIsReadWithTheEdgesKnownFromElsewhere() throws IOException {
    prometheus.reporterScrape(100);
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
    prometheus.reporterScrape(100);
    Topology graph = reporters().poll().news().get(0).job();
    assertThat(graph.edges()).isEmpty();
    assertThat(graph.operators()).extracting(Operator::name).containsExactly("map");
    assertThat(graph.sources()).isEmpty();
  }

  @Test
  void withoutEdgesATaskHasTheSubtasksOfAllTaskManagers() throws IOException {
    prometheus.reporterScrape(100);
    String other = prometheus.series.get(0).replace("\"i:1\"", "\"i:2\"")
        .replaceAll("\"subtask_index\":\"\\d+\"", "\"subtask_index\":\"5\"");
    prometheus.series.add(other);
    List<Observation> news = reporters().poll().news();
    assertThat(news).hasSize(2);
    assertThat(news).allSatisfy(each -> assertThat(each.job().operators().get(0).parallelism()).isEqualTo(6));
  }

  @Test
  void aTargetThatIsNotUnderstoodTakesNothingFromTheOthers() throws IOException {
    prometheus.agentScrape(100, 7, 2, 1);
    List<String> wrong = prometheus.series.stream()
        .map(one -> one.replace("\"i:1\"", "\"i:0\"").replace("\"sink\"", "\"TASKMANAGER\"")).toList();
    prometheus.series.addAll(wrong);
    PrometheusSource.Polled polled = agents().poll();
    assertThat(polled.news()).hasSize(1);
    assertThat(polled.stumble()).isPresent();
  }

  @Test
  void aReporterWhoseSubtasksAreNotNumberedTakesNothingFromTheOthers() throws IOException {
    prometheus.reporterScrape(100);
    List<String> wrong = prometheus.series.stream()
        .map(one -> one.replace("\"i:1\"", "\"i:0\"")
            .replace("\"subtask_index\":\"0\"", "\"subtask_index\":\"x\"")).toList();
    prometheus.series.addAll(wrong);
    PrometheusSource.Polled polled = reporters().poll();
    assertThat(polled.news()).hasSize(1);
    assertThat(polled.stumble()).isPresent();
  }

  @Test
  void aLabelThatPrometheusPutAsideForOneOfItsOwnIsFound() throws IOException {
    prometheus.agentScrape(100, 7, 2, 1);
    prometheus.series.replaceAll(one -> one.replace("\"role\":", "\"role\":\"pod\",\"exported_role\":"));
    assertThat(agents().poll().news()).hasSize(1);
  }

  @Test
  void aBusyTimeThatIsNotANumberLeavesTheSubtaskOut() throws IOException {
    prometheus.reporterScrape(100);
    prometheus.series.replaceAll(one -> one.contains("accumulateBusyTimeMs") ? one.replace("\"5000\"", "\"NaN\"") : one);
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
    prometheus.agentScrape(100, 7, 2, 1);
    assertThat(workersHeardAt.apply(102)).containsExactly("tm-1@host");
    prometheus.reporterScrape(107);
    assertThat(workersHeardAt.apply(110)).isEmpty();
    prometheus.agentScrape(160, 20, 3, 2);
    assertThat(workersHeardAt.apply(165)).containsExactly("tm-1@host");
    prometheus.reporterScrape(167);
    assertThat(workersHeardAt.apply(170)).isEmpty();
    prometheus.reporterScrape(257);
    assertThat(workersHeardAt.apply(260)).as("the agents have gone").containsExactly("tm-1");
  }

  @Test
  void aTargetIsForgottenOnceWhatWasScrapedOfItIsInNoAnswerAnyMore() throws IOException {
    PrometheusSource source = agents();
    prometheus.agentScrape(1_000, 7, 2, 1);
    List<String> first = List.copyOf(prometheus.series);
    assertThat(source.poll().news()).hasSize(1);
    prometheus.series.clear();
    prometheus.agentScrape(1_110, 7, 2, 1);
    prometheus.series.replaceAll(one -> one.replace("\"i:1\"", "\"i:2\""));
    assertThat(source.poll().news()).hasSize(1);
    prometheus.series.addAll(first);
    assertThat(source.poll().news()).as("still remembered").isEmpty();
    prometheus.series.clear();
    prometheus.agentScrape(1_130, 7, 2, 1);
    prometheus.series.replaceAll(one -> one.replace("\"i:1\"", "\"i:2\""));
    assertThat(source.poll().news()).hasSize(1);
    prometheus.series.addAll(first);
    assertThat(source.poll().news()).as("forgotten").hasSize(1);
  }

  @Test
  void matchersNarrowBothQueries() throws IOException {
    String prod = "namespace=\"prod\"";
    PrometheusSource.ofAgents(prometheus.address(), Optional.empty(), prod).poll();
    PrometheusSource.ofReporters(prometheus.address(), Optional.empty(), prod, job -> Optional.empty()).poll();
    assertThat(prometheus.asked).hasSize(2).allMatch(query -> query.endsWith(",namespace=\"prod\"}[2m]"));
  }

  private PrometheusSource agents() {
    return PrometheusSource.ofAgents(prometheus.address(), Optional.empty(), "");
  }

  private PrometheusSource reporters(Topology... graphs) {
    return PrometheusSource.ofReporters(prometheus.address(), Optional.empty(), "",
        job -> List.of(graphs).stream().filter(graph -> graph.id().equals(job)).findFirst());
  }
}
