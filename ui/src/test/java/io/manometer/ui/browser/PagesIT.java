package io.manometer.ui.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.manometer.ui.fixture.DevServer;
import io.manometer.ui.fixture.ReportBuilder;
import io.manometer.ui.fixture.Reports;
import io.manometer.ui.fixture.Showcase;
import io.manometer.ui.fixture.Site;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person sees and does in a real browser. */
class PagesIT {

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static DevServer server;

  @BeforeAll
  static void serve() throws IOException {
    server = Chromium.serve(Showcase.everything().pages(), Clock.fixed(ReportBuilder.NOW, ZoneOffset.UTC));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<String> paths() {
    return Site.paths();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void noPageBreaksItsPolicyAsksElsewhereOrNeedsSidewaysScrollingAt320Pixels(String path) {
    try (BrowserContext window = CHROMIUM.window()) {
      Page page = window.newPage();
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.onPageError(complaints::add);
      page.onDialog(dialog -> complaints.add("dialog " + dialog.message()));
      page.onRequest(request -> {
        if (!request.url().startsWith(server.url("/"))) {
          complaints.add("asked " + request.url());
        }
      });
      int status = page.navigate(server.url(path)).status();
      assertThat(complaints).filteredOn(each -> status == 200 || !each.contains("404")).isEmpty();
      page.setViewportSize(320, 640);
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(320);
    }
  }

  @Test
  void theAnswerIsSeenWithoutScrolling() {
    try (BrowserContext window = CHROMIUM.window()) {
      Page page = window.newPage();
      page.navigate(server.url("/jobs/orders"));
      for (String text : List.of("What to change", "What not to do", "Write in batches: one round trip for many records.")) {
        assertThat(page.getByText(text, new Page.GetByTextOptions().setExact(true)).boundingBox().y).isLessThan(700);
      }
      assertThat(page.locator("h1").boundingBox().y).isLessThan(200);
    }
  }

  @Test
  void theKeyboardReachesTheContentTheGraphAndAnOperator() {
    try (BrowserContext window = CHROMIUM.window()) {
      Page page = window.newPage();
      page.navigate(server.url("/jobs/orders"));
      page.keyboard().press("Tab");
      assertThat(page.locator(":focus")).hasText("Skip to the content");
      assertThat(page.locator(":focus").boundingBox().x).isGreaterThanOrEqualTo(0);
      page.keyboard().press("Enter");
      assertThat(page.locator(":focus")).hasAttribute("id", "main");
      page.locator("a.node").last().focus();
      assertThat(page.locator(":focus")).hasAccessibleName(Pattern.compile("jdbc-sink, 2 subtasks, BOTTLENECK\\. Backpressure OK\\..*"));
      assertThat((String) page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).isEqualTo("solid");
      page.keyboard().press("Enter");
      assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("What busy time went to"))).isVisible();
    }
  }

  @Test
  void theGraphsTextsStayInsideTheirNodes() {
    try (BrowserContext window = CHROMIUM.window()) {
      Page page = window.newPage();
      for (String path : List.of("/jobs/orders", "/jobs/several", Site.hostile(""))) {
        page.navigate(server.url(path));
        Object outside = page.evaluate("""
            [...document.querySelectorAll('a.node')].flatMap(node => {
              const box = node.querySelector('.box').getBoundingClientRect();
              return [...node.querySelectorAll('text')].filter(t => t.getBoundingClientRect().right > box.right + 1).map(t => t.textContent);
            })""");
        assertThat((List<?>) outside).isEmpty();
      }
    }
  }

  @Test
  void withoutScriptsThePageIsWholeAndReloadsItself() throws IOException {
    Showcase showcase = Showcase.everything();
    try (DevServer own = Chromium.serve(showcase.pages(), Clock.fixed(ReportBuilder.NOW, ZoneOffset.UTC));
        BrowserContext window = CHROMIUM.window(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page page = window.newPage();
      page.navigate(own.url("/jobs/orders"));
      assertThat(page.locator("h1")).containsText("jdbc-sink is the bottleneck");
      assertThat(page.locator("#live")).hasText("Reloads every 5 s");
      assertThat(page.locator("#pause")).isHidden();
      showcase.put(Reports.withSentence(showcase.latest("orders").orElseThrow(), "It is fixed."));
      assertThat(page.locator("h1")).hasText("It is fixed.");
    }
  }
}
