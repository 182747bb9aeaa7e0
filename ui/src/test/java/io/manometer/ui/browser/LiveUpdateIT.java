package io.manometer.ui.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.manometer.ui.SourceFeed.Source;
import io.manometer.ui.fixture.DevServer;
import io.manometer.ui.fixture.ReportBuilder;
import io.manometer.ui.fixture.Reports;
import io.manometer.ui.fixture.Showcase;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page that is left open follows what happens without being loaded again. */
class LiveUpdateIT {

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final Clock STILL = Clock.fixed(ReportBuilder.NOW, ZoneOffset.UTC);

  private final Showcase showcase = Showcase.everything();
  private DevServer server;
  private BrowserContext window;
  private Page page;

  @BeforeEach
  void open() throws IOException {
    server = Chromium.serve(showcase.pages(), STILL);
    window = CHROMIUM.window();
    page = window.newPage();
    page.navigate(server.url("/jobs/orders"));
    page.evaluate("window.untouched = true");
    assertThat(page.locator("#live")).hasText("Live");
  }

  @AfterEach
  void close() {
    window.close();
    server.close();
  }

  @Test
  void aNewVerdictAppearsAndIsAnnouncedWithoutALoad() {
    change("The sink keeps up again.");
    assertThat(page.locator("h1")).hasText("The sink keeps up again.");
    assertThat(page.locator("#say")).containsText("The sink keeps up again.");
    isTheSameDocument();
  }

  @Test
  void whatDidNotChangeTheVerdictIsNotAnnounced() {
    showcase.put(Reports.ioSinkWithThroughput(15_000));
    assertThat(page.locator(".flow dd").first()).hasText("15 k rec/s");
    assertThat(page.locator("#say")).isEmpty();
  }

  @Test
  void openDetailsFocusAndScrollStay() {
    page.locator("#rules ~ div summary").first().click();
    page.locator("a.node").nth(1).focus();
    page.evaluate("window.scrollTo(0, 600)");
    page.evaluate("window.held = document.activeElement; window.top0 = held.getBoundingClientRect().top");
    change("Something else.");
    assertThat(page.locator("h1")).hasText("Something else.");
    assertThat(page.locator("details[open]")).hasCount(1);
    assertThat((Boolean) page.evaluate("window.held === document.activeElement")).isTrue();
    assertThat(((Number) page.evaluate("Math.abs(held.getBoundingClientRect().top - top0)")).doubleValue()).isLessThan(1);
    isTheSameDocument();
  }

  @Test
  void anUnchangedPageIsAnsweredWithoutABody() {
    List<Integer> statuses = new CopyOnWriteArrayList<>();
    page.onResponse(response -> statuses.add(response.status()));
    page.waitForCondition(() -> statuses.size() >= 2);
    assertThat(statuses.get(statuses.size() - 1)).isEqualTo(304);
  }

  @Test
  void aLostConnectionIsSaidAndSinceWhenAndItsReturnToo() throws IOException {
    int port = server.port();
    server.close();
    assertThat(page.locator("#live")).hasText(Pattern.compile("Connection lost since \\d\\d:\\d\\d:\\d\\d"));
    assertThat(page.locator("h1")).containsText("jdbc-sink is the bottleneck");
    server = new DevServer(showcase.pages(), port, STILL);
    assertThat(page.locator("#live")).hasText("Live");
    isTheSameDocument();
  }

  @Test
  void aJobThatIsGoneIsSaidToBeGoneAndItsReturnIsShown() {
    var report = showcase.latest("orders").orElseThrow();
    showcase.remove("orders");
    assertThat(page.locator("h1")).hasText("No such job");
    showcase.put(report);
    assertThat(page.locator("h1")).containsText("jdbc-sink is the bottleneck");
    isTheSameDocument();
  }

  @Test
  void aPausedPageStaysAsItIsUntilItGoesOn() {
    page.locator("#pause").click();
    assertThat(page.locator("#live")).hasText("Paused");
    change("Not to be seen yet.");
    page.waitForTimeout(3_000);
    assertThat(page.locator("h1")).containsText("jdbc-sink");
    page.locator("#pause").click();
    assertThat(page.locator("h1")).hasText("Not to be seen yet.");
  }

  @Test
  void aHiddenPageDoesNotAsk() {
    page.evaluate("Object.defineProperty(document, 'hidden', {get: () => true, configurable: true})");
    page.waitForTimeout(500);
    List<String> asked = new CopyOnWriteArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    page.waitForTimeout(4_500);
    assertThat(asked).isEmpty();
    page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
    page.waitForCondition(() -> !asked.isEmpty());
  }

  @Test
  void jobsThatComeAndGoAppearAndDisappearOnTheOverview() {
    page.navigate(server.url("/"));
    page.evaluate("window.untouched = true");
    int before = page.locator("li.job").count();
    showcase.remove("skew");
    assertThat(page.locator("li.job")).hasCount(before - 1);
    assertThat(page.locator("h1")).containsText("9 jobs");
    isTheSameDocument();
  }

  @Test
  void theTroubleOfASourceAppearsIsAnnouncedAndGoesAgain() {
    showcase.ask(new Source("flink", null));
    page.navigate(server.url("/"));
    page.evaluate("window.untouched = true");
    showcase.ask(new Source("flink", "no answer from http://f:8081"));
    assertThat(page.locator("main > .notice")).hasText("No data from flink: no answer from http://f:8081.");
    assertThat(page.locator("#say")).containsText("no answer from http://f:8081");
    showcase.ask(new Source("flink", null));
    assertThat(page.locator("main > .notice")).hasCount(0);
    isTheSameDocument();
  }

  private void change(String sentence) {
    showcase.put(Reports.withSentence(showcase.latest("orders").orElseThrow(), sentence));
  }

  private void isTheSameDocument() {
    assertThat((Boolean) page.evaluate("window.untouched === true")).isTrue();
  }
}
