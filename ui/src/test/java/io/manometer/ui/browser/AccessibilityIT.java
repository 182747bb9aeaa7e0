package io.manometer.ui.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import io.manometer.ui.fixture.DevServer;
import io.manometer.ui.fixture.ReportBuilder;
import io.manometer.ui.fixture.Showcase;
import io.manometer.ui.fixture.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page in every state, light and dark, against axe; the pictures are left in {@code target/screenshots}. */
class AccessibilityIT {

  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static DevServer full;
  private static DevServer empty;

  @BeforeAll
  static void serve() throws IOException {
    Clock still = Clock.fixed(ReportBuilder.NOW, ZoneOffset.UTC);
    full = Chromium.serve(Showcase.everything().pages(), still);
    empty = Chromium.serve(Showcase.noJobsYet(), still);
  }

  @AfterAll
  static void stop() {
    full.close();
    empty.close();
  }

  /** Without the page of 300 operators, which axe takes minutes for and which has nothing that the others have not. */
  static Stream<String> pages() {
    return Stream.concat(Site.paths().stream().filter(path -> !path.endsWith("huge")), Stream.of("empty:/", "empty:/alerts"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noPageHasASeriousFault(String path) {
    try (BrowserContext window = CHROMIUM.window()) {
      Page page = window.newPage();
      page.navigate(path.startsWith("empty:") ? empty.url(path.substring(6)) : full.url(path));
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      screenshot(page, path, "light");
      assertThat(seriousFaults(new AxeBuilder(page))).isEmpty();
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      screenshot(page, path, "dark");
      assertThat(seriousFaults(new AxeBuilder(page).withRules(List.of("color-contrast")))).isEmpty();
    }
  }

  private static void screenshot(Page page, String path, String scheme) {
    String name = (path.replaceAll("[^a-z0-9]+", "-") + "-" + scheme + ".png").replaceFirst("^-+", "");
    page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screenshots", name)));
  }

  @Test
  void forcedColoursAndReducedMotionAreRespected() {
    Browser.NewContextOptions wishes = new Browser.NewContextOptions().setForcedColors(ForcedColors.ACTIVE).setReducedMotion(ReducedMotion.REDUCE);
    try (BrowserContext window = CHROMIUM.window(wishes)) {
      Page page = window.newPage();
      page.navigate(full.url("/jobs/orders"));
      page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screenshots", "forced-colours.png")));
      assertThat(page.evaluate("getComputedStyle(document.getElementById('main')).transitionDuration")).isEqualTo("0s");
      assertThat(seriousFaults(new AxeBuilder(page))).isEmpty();
    }
  }

  /** That the check has teeth. */
  @Test
  void aFaultPutInOnPurposeIsFound() {
    try (BrowserContext window = CHROMIUM.window()) {
      Page page = window.newPage();
      page.navigate(full.url("/jobs/orders"));
      page.evaluate("document.getElementById('main').appendChild(document.createElement('button'))");
      assertThat(seriousFaults(new AxeBuilder(page))).anyMatch(fault -> fault.startsWith("button-name"));
    }
  }

  private static List<String> seriousFaults(AxeBuilder axe) {
    return axe.analyze().getViolations().stream()
        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
        .map(AccessibilityIT::described)
        .toList();
  }

  private static String described(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().stream().limit(3).map(node -> node.getHtml() + node.getFailureSummary()).toList();
  }
}
