package io.manometer.ui.view;

import static io.manometer.ui.fixture.OperatorBuilder.operator;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.Report;
import io.manometer.ui.fixture.ReportBuilder;
import io.manometer.ui.fixture.Reports;
import org.junit.jupiter.api.Test;

class GraphDrawingTest {

  @Test
  void aNodeSaysItsLevelInColourWordAndShapeAndLinksToItsOperator() {
    GraphView graph = draw(Reports.ioSink());
    GraphView.Node enrich = graph.nodes().get(2);
    assertThat(enrich.css()).isEqualTo("high");
    assertThat(enrich.level()).isEqualTo("■ HIGH");
    assertThat(enrich.parallelism()).isEqualTo("×4");
    assertThat(enrich.url()).isEqualTo("/jobs/j/operators/enrich");
    assertThat(enrich.figures().replace('\u00a0', ' ')).isEqualTo("busy 24 % · bp 74 %");
  }

  @Test
  void onlyTheBottleneckIsMarkedAsSuch() {
    assertThat(draw(Reports.ioSink()).nodes()).extracting(GraphView.Node::bottleneck).containsExactly(false, false, false, true);
    assertThat(draw(Reports.ioSink()).nodes().get(3).label()).contains("BOTTLENECK");
  }

  @Test
  void anEdgeShowsItsRateAndHowLongItsProducersWaited() {
    GraphView.Edge edge = draw(Reports.ioSink()).edges().get(2);
    assertThat(edge.rate().replace('\u00a0', ' ')).isEqualTo("12.3 k rec/s");
    assertThat(edge.blocked().replace('\u00a0', ' ')).isEqualTo("74 % blocked");
    assertThat(edge.title()).contains("enrich with customer to jdbc-sink, rebalance");
  }

  @Test
  void anEdgeThatWasNotMeasuredIsDrawnAsSuch() {
    GraphView.Edge edge = draw(Reports.partial()).edges().get(1);
    assertThat(edge.css()).isEqualTo("unmeasured");
    assertThat(edge.rate()).isEqualTo("–");
    assertThat(edge.blocked()).isNull();
  }

  @Test
  void anEdgeAgainstTheFlowIsDrawnAsSuch() {
    assertThat(draw(Reports.several()).edges()).extracting(GraphView.Edge::css).containsExactly("measured", "measured", "measured", "measured", "back measured");
  }

  @Test
  void anEdgeToAnUnknownOperatorAndASecondOperatorWithTheSameIdAreTolerated() {
    Report odd = new ReportBuilder("j", "j").operator(operator("a", "a").subtasks(1, 0, 0)).operator(operator("a", "again").subtasks(1, 0, 0))
        .operator(operator("b", "b").subtasks(1, 0, 0)).edge("a", "nobody", null, 1.0, 0.0).edge("a", "b", null, 1.0, 0.0).build();
    GraphView graph = draw(odd);
    assertThat(graph.edges()).hasSize(1);
    assertThat(graph.nodes()).extracting(GraphView.Node::name).containsExactly("a", "b");
  }

  @Test
  void manyEdgesGetNoLabelsButKeepTheirTitles() {
    assertThat(draw(Reports.huge()).edges()).hasSize(1000).allMatch(edge -> edge.rate() == null && !edge.title().isEmpty());
  }

  @Test
  void aLongNameIsCutToTheNode() {
    GraphView graph = draw(new ReportBuilder("j", "j").operator(operator("a", "a".repeat(99)).subtasks(1, 0, 0)).operator(operator("b", "名".repeat(99)).subtasks(1, 0, 0)).build());
    assertThat(graph.nodes().get(0).name()).hasSizeLessThanOrEqualTo(18);
    assertThat(graph.nodes().get(1).name()).hasSizeLessThanOrEqualTo(10);
  }

  private static GraphView draw(Report report) {
    return GraphDrawing.of(report, Links.ofJob("j"), new Levels(0.1, 0.5));
  }
}
