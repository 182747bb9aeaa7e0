package io.manometer.analyzer.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.RunningAnalyzer;
import io.manometer.analyzer.RunningAnalyzer.Answer;
import io.manometer.analyzer.SampleReport;
import io.manometer.analyzer.TestAgent;
import io.manometer.analyzer.history.KeptReports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

  private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>${7919*7907}[[${7919*7907}]]__${7919*7907}__";
  private static final String HOSTILE_ID = "job/with <b>\"slash\"</b> & ${7919*7907}?#%";

  @TempDir
  static Path data;
  static RunningAnalyzer analyzer;

  @BeforeAll
  static void start() {
    analyzer = RunningAnalyzer.start(data);
    TestAgent agent = new TestAgent(HOSTILE, HOSTILE_ID, HOSTILE)
        .operator("read", HOSTILE, 1, 0, 0.9, 100).operator("op/2 <i>", HOSTILE, 2, 0, 0, 100).operator("write", HOSTILE, 1, 0.9, 0, 100);
    for (int i = 0; i < 3; i++) {
      assertThat(analyzer.push(agent.nextJson()).status()).isEqualTo(202);
    }
    RunningAnalyzer.await(() -> analyzer.get(job("/api/v1/jobs/%s/report")).status() == 200);
  }

  @AfterAll
  static void stop() {
    analyzer.close();
  }

  @Test
  void hostileNamesShowAsTextEverywhere() {
    for (String path : new String[] {"/", job("/jobs/%s"), job("/jobs/%s/operators/") + encoded("op/2 <i>"), "/alerts"}) {
      Answer page = analyzer.get(path);
      assertThat(page.headers().get("Content-Type")).as(path).startsWith("text/html");
      assertThat(page.text()).as(path)
          .doesNotContain("<script>alert", "<img src=x", "<b>\"slash", "<i>", "onerror=alert(1)>")
          .doesNotContain("62615533");
    }
    assertThat(analyzer.get("/").text()).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(analyzer.get(job("/api/v1/jobs/%s/report")).json().at("/job/name").asString()).isEqualTo(HOSTILE);
  }

  @Test
  void aPageLinksToItsOwnAddressesPercentEncoded() {
    assertThat(analyzer.get("/").text()).contains(job("/jobs/%s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/jobs/none", "/jobs/none/operators/x", "/reports/none", "/static/1/none.js", "/jobs"})
  void whatIsNotThereIsAPageThatSaysSo(String path) {
    Answer page = analyzer.get(path);
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.text()).doesNotContain("Exception", "at io.manometer", "Whitelabel");
  }

  @Test
  void theFilesThatAPageNamesAreThere() {
    Matcher file = Pattern.compile("(?:href|src)=\"(/static/[^\"]+)\"").matcher(analyzer.get("/").text());
    int found = 0;
    while (file.find()) {
      Answer answer = analyzer.get(file.group(1));
      assertThat(answer.status()).as(file.group(1)).isEqualTo(200);
      assertThat(answer.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
      found++;
    }
    assertThat(found).isPositive();
  }

  @Test
  void aBrowserThatHasThePageIsNotSentItAgain() {
    String id = analyzer.bean(KeptReports.class).keep(SampleReport.at(SampleReport.AT), Set.of());
    Answer first = analyzer.get("/reports/" + id);
    assertThat(first.status()).isEqualTo(200);
    Answer again = analyzer.get("/reports/" + id, "If-None-Match", first.headers().get("ETag"));
    if (again.status() == 304) {
      assertThat(again.body()).isEmpty();
    }
    String style = file("\"(/static/[^\"]+\\.css)\"");
    Answer css = analyzer.get(style);
    Answer known = analyzer.get(style, "If-None-Match", css.headers().get("ETag"));
    assertThat(known.status()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
  }

  @Test
  void aKeptReportIsServedAsPageAndAsJson() {
    String id = analyzer.bean(KeptReports.class).keep(SampleReport.at(SampleReport.AT), Set.of());
    assertThat(analyzer.get("/reports/" + id).text()).contains("score holds the job back");
    assertThat(analyzer.get("/api/v1/reports/" + id).json().at("/diagnoses/0/cause").asString()).isEqualTo("SYNC_IO");
    assertThat(analyzer.get("/api/v1/reports/20260301T120430250Z-000000000000").status()).isEqualTo(404);
    assertThat(analyzer.get("/api/v1/reports/%2e%2e%2fetc").status()).isEqualTo(400);
  }

  @Test
  void pagesFilesAndJsonAreCompressedForThoseWhoTakeIt() throws IOException {
    String id = analyzer.bean(KeptReports.class).keep(SampleReport.at(SampleReport.AT), Set.of());
    for (String path : List.of("/reports/" + id, "/api/v1/reports/" + id, file("\"(/static/[^\"]+\\.css)\""))) {
      Answer plain = analyzer.get(path, "Accept-Encoding", "identity");
      Answer small = analyzer.get(path, "Accept-Encoding", "gzip");
      assertThat(plain.headers().get("Content-Encoding")).as(path).isNull();
      assertThat(small.headers().get("Content-Encoding")).as(path).isEqualTo("gzip");
      assertThat(small.headers().get("ETag")).as(path).isEqualTo(plain.headers().get("ETag"));
      assertThat(small.body().length).as(path).isLessThan(plain.body().length / 2);
      assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
          .as(path).hasSameSizeAs(plain.body());
    }
  }

  @Test
  void aHeadIsAGetWithoutItsBody() {
    Answer head = analyzer.send(analyzer.request("/").head());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  private static String file(String pattern) {
    Matcher file = Pattern.compile(pattern).matcher(analyzer.get("/").text());
    assertThat(file.find()).isTrue();
    return file.group(1);
  }

  private static String job(String path) {
    return path.replace("%s", encoded(HOSTILE_ID));
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
