package io.manometer.ui;

import static io.manometer.ui.fixture.ReportBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.report.OperatorView;
import io.manometer.rules.report.Report;
import io.manometer.ui.fixture.Markup;
import io.manometer.ui.fixture.Reports;
import io.manometer.ui.fixture.Showcase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PagesTest {

  private static final Showcase SHOWCASE = Showcase.everything();
  private static final Pages PAGES = SHOWCASE.pages();

  static List<Report> reports() {
    return SHOWCASE.latest();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyStateOfAJobIsAWellFormedPage(Report report) {
    Page page = PAGES.job(report.job().id(), NOW);
    assertThat(page.status()).isEqualTo(200);
    isWellFormedAndClean(page);
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyOperatorOfEveryStateIsAWellFormedPage(Report report) {
    for (OperatorView operator : report.operators().subList(0, Math.min(8, report.operators().size()))) {
      Page page = PAGES.operator(report.job().id(), operator.id(), NOW);
      assertThat(page.status()).isEqualTo(200);
      isWellFormedAndClean(page);
    }
  }

  static Stream<Page> otherPages() {
    return Stream.of(
        PAGES.jobs(NOW), PAGES.alerts(NOW), PAGES.kept("kept-1", NOW), PAGES.keptOperator("kept-1", "sink", NOW),
        Showcase.noJobsYet().jobs(NOW), Showcase.noJobsYet().alerts(NOW), PAGES.problem(500, Reports.MARKUP, Reports.TEN_KILOBYTES));
  }

  @ParameterizedTest
  @MethodSource("otherPages")
  void everyOtherPageIsWellFormed(Page page) {
    isWellFormedAndClean(page);
  }

  private static void isWellFormedAndClean(Page page) {
    Markup markup = Markup.of(html(page));
    assertThat(markup.tags()).filteredOn(tag -> tag.name().equals("script")).allMatch(tag -> tag.attributes().get("src").startsWith("/static/"));
    assertThat(markup.tags()).noneMatch(tag -> List.of("img", "style", "iframe").contains(tag.name()));
    assertThat(markup.tags()).allSatisfy(tag -> assertThat(tag.attributes().keySet())
        .noneMatch(name -> name.startsWith("on") || name.equals("style") || name.startsWith("th:") || name.startsWith("xmlns")));
    assertThat(markup.tags()).filteredOn(tag -> tag.attributes().containsKey("href"))
        .allMatch(tag -> tag.attributes().get("href").matches("[/#].*") && !tag.attributes().get("href").startsWith("//"));
    assertThat(markup.tags()).filteredOn(tag -> tag.name().equals("h1")).hasSize(1);
    assertThat(markup.text()).doesNotContain("null");
  }

  @Test
  void hostileNamesShowAsTheTextThatTheyAre() {
    String text = Markup.of(html(PAGES.job(Reports.hostile().job().id(), NOW))).text();
    assertThat(text).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;").contains("${7919*7919} __${T(java.lang.Runtime)}__ [[${9241*9241}]]");
    assertThat(text).doesNotContain("62710561").doesNotContain("85396081").doesNotContain("\u202e");
  }

  @Test
  void tenKilobytesOfNameDoNotMakeAHugePage() {
    assertThat(PAGES.job(Reports.hostile().job().id(), NOW).body().length).isLessThan(60_000);
  }

  @Test
  void whatIsNotThereIsA404ThatSaysWhy() {
    assertThat(html(PAGES.job("gone", NOW))).contains("No such job").contains("has ended");
    assertThat(html(PAGES.operator("orders", "nobody", NOW))).contains("No such operator").contains("orders-to-warehouse");
    assertThat(html(PAGES.operator("gone", "sink", NOW))).contains("No such job");
    assertThat(html(PAGES.kept("gone", NOW))).contains("No such report");
    assertThat(html(PAGES.keptOperator("gone", "x", NOW))).contains("No such report");
    assertThat(Stream.of(PAGES.job("gone", NOW), PAGES.operator("orders", "nobody", NOW), PAGES.kept("gone", NOW), PAGES.file("/static/x/y")))
        .allMatch(page -> page.status() == 404);
  }

  @Test
  void withoutJobsThePageShowsHowToAttachTheAgent() {
    assertThat(html(Showcase.noJobsYet().jobs(NOW))).contains("No jobs yet").contains("-javaagent:manometer-agent.jar=analyzer=http://127.0.0.1:8085");
  }

  @Test
  void whatTroublesASourceStandsAboveTheJobsAsTheTextThatItIs() {
    String text = Markup.of(html(PAGES.jobs(NOW))).text();
    assertThat(text).containsOnlyOnce("No data from ").contains("No data from prometheus:")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;").contains("${7919*7919} __${T(java.lang.Runtime)}__");
    assertThat(text.indexOf("No data from ")).isLessThan(text.indexOf("orders-to-warehouse"));
  }

  @Test
  void aStaleReportBlamesNobodyForItsSilence() {
    assertThat(html(PAGES.job("stale", NOW)))
        .contains("Its workers have ended, or what is measured there does not reach this analyzer.");
  }

  @Test
  void theSameStateAtTheSameTimeIsTheSamePage() {
    assertThat(PAGES.job("orders", NOW).etag()).isEqualTo(PAGES.job("orders", NOW).etag());
    assertThat(PAGES.job("orders", NOW).etag()).isNotEqualTo(PAGES.job("orders", NOW.plusSeconds(5)).etag());
  }

  @Test
  void withoutAScriptALivePageReloadsItselfAndAKeptOneDoesNot() {
    String reload = "<noscript><meta http-equiv=\"refresh\"";
    assertThat(html(PAGES.job("orders", NOW))).contains(reload);
    assertThat(html(PAGES.jobs(NOW))).contains(reload);
    assertThat(html(PAGES.kept("kept-1", NOW))).doesNotContain(reload).doesNotContain("<script");
  }

  @Test
  void filesComeWithTheirTypeAndForGood() {
    String css = html(PAGES.jobs(NOW)).replaceAll("(?s).*href=\"(/static/[^\"]*css)\".*", "$1");
    Page file = PAGES.file(css);
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.contentType()).startsWith("text/css");
    assertThat(file.headers().get("Cache-Control")).contains("immutable");
    assertThat(file.headers().get("Content-Security-Policy")).contains("default-src 'none'").doesNotContain("unsafe");
  }

  @Test
  void aPageStaysLightEvenForThreeHundredOperators() {
    assertThat(PAGES.job("orders", NOW).body().length).isLessThan(60_000);
    assertThat(PAGES.job("huge", NOW).body().length).isLessThan(1_200_000);
  }

  private static String html(Page page) {
    return new String(page.body(), StandardCharsets.UTF_8);
  }
}
