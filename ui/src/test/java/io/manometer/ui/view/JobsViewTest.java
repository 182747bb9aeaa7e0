package io.manometer.ui.view;

import static io.manometer.ui.fixture.ReportBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.Report;
import io.manometer.ui.SourceFeed.Source;
import io.manometer.ui.fixture.Alerts;
import io.manometer.ui.fixture.Showcase;
import io.manometer.ui.text.Name;
import io.manometer.ui.text.Watch;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobsViewTest {

  private static final Watch WATCH = new Watch(NOW, ZoneOffset.UTC, false);

  @Test
  void withoutJobsTheLineThatAttachesTheAgentHasThisAnalyzersAddress() {
    JobsView view = view(List.of());
    assertThat(view.summary()).isEqualTo("No jobs yet");
    assertThat(view.attach()).isEqualTo("java -javaagent:manometer-agent.jar=analyzer=http://10.1.2.3:8085 -jar your-pipeline.jar");
  }

  @Test
  void jobsKeepTheOrderOfTheFeedAndAreCounted() {
    JobsView view = view(Showcase.everything().latest());
    assertThat(view.jobs().get(0).name().text()).isEqualTo("orders-to-warehouse");
    assertThat(view.summary()).isEqualTo("10 jobs: 5 held back by bottlenecks, 1 near a limit, 2 with not enough data, 2 healthy");
  }

  @Test
  void aJobSaysWhereWhyAndHowMuchElse() {
    List<JobsView.Row> rows = view(Showcase.everything().latest()).jobs();
    assertThat(rows.get(0).where().name().text()).isEqualTo("jdbc-sink");
    assertThat(rows.get(0).cause()).isEqualTo("Synchronous I/O");
    assertThat(rows.get(0).more()).isNull();
    assertThat(rows.get(2).more()).isEqualTo("and 4 further causes");
    assertThat(rows.get(3).stale().replace('\u00a0', ' ')).isEqualTo("no fresh data for 3 min 23 s");
  }

  @Test
  void alertsTellWhatBecameOfEachDelivery() {
    AlertsView view = AlertsView.of(Alerts.all(), WATCH, null);
    assertThat(view.summary()).isEqualTo("3 firing, 1 resolved");
    assertThat(view.alerts().get(0).deliveries()).extracting(each -> each.state().word()).containsExactly("Delivered", "Retrying");
    assertThat(view.alerts().get(2).deliveries()).extracting(each -> each.state().word()).containsExactly("Delivered", "Failed", "Waiting");
    assertThat(view.alerts().get(0).reportUrl()).isEqualTo("/reports/kept-1");
    assertThat(view.alerts().get(3).reportUrl()).isEqualTo("/reports/..%2Fx");
    assertThat(view.alerts().get(2).lasted().replace('\u00a0', ' ')).isEqualTo("16 min 40 s");
  }

  @Test
  void withoutJobsItIsSaidWhoHasToldOfNone() {
    assertThat(view(List.of()).silence().text()).isEqualTo("No worker has sent anything to this analyzer yet.");
    assertThat(view(List.of(), new Source("prometheus", null), new Source("flink", "no answer")).silence().text()).isEqualTo(
        "No worker has sent anything to this analyzer yet, and no running job is known from prometheus and flink.");
    assertThat(view(Showcase.everything().latest(), new Source("flink", null)).silence()).isNull();
  }

  @Test
  void aServerThatNothingCanBeHadFromIsNamedWithWhyAndAnnounced() {
    JobsView view = view(List.of(), new Source("prometheus", null), new Source("flink", "no answer from http://f:8081"));
    assertThat(view.notices()).containsExactly(
        new Notice("high", "No data from flink:", new Name("no answer from http://f:8081.", null)));
    assertThat(view.shell().verdict()).isEqualTo("No jobs yet. No data from flink: no answer from http://f:8081.");
    assertThat(view(List.of(), new Source("flink", null)).notices()).isEmpty();
  }

  private static JobsView view(List<Report> reports, Source... sources) {
    return JobsView.of(reports, List.of(sources), "http://10.1.2.3:8085", WATCH, null);
  }
}
