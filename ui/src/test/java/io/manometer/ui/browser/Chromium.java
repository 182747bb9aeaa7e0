package io.manometer.ui.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.manometer.ui.Pages;
import io.manometer.ui.fixture.DevServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real headless Chromium for one test class. Where none is installed the tests are skipped with a line that cannot be
 * missed, and in CI they fail.
 */
final class Chromium implements BeforeAllCallback, AfterAllCallback {

  private static final List<String> FLAGS = List.of(
      "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync");

  /** Long, as builds share their machine; nothing here measures speed. */
  private static final double PATIENCE_MILLIS = 60_000;

  private Playwright playwright;
  private Browser browser;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Optional<Path> program = onPath("chromium", "chromium-browser", "google-chrome");
    Optional<Path> node = onPath("node");
    if (program.isEmpty() || node.isEmpty()) {
      missing(program.isEmpty() ? "Chromium" : "Node.js");
    }
    System.setProperty("playwright.cli.dir", PlaywrightDriver.directory().toString());
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of(
        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", node.orElseThrow().toString())));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    browser = playwright.chromium().launch(
        new BrowserType.LaunchOptions().setExecutablePath(program.orElseThrow()).setArgs(FLAGS).setHeadless(true));
  }

  /** A window of its own, without cookies or cache of others. */
  BrowserContext window(Browser.NewContextOptions options) {
    BrowserContext window = browser.newContext(options);
    window.setDefaultTimeout(PATIENCE_MILLIS);
    return window;
  }

  BrowserContext window() {
    return window(new Browser.NewContextOptions().setViewportSize(1280, 800));
  }

  static DevServer serve(Pages pages, Clock clock) throws IOException {
    return new DevServer(pages, 0, clock);
  }

  private static void missing(String what) {
    String text = what + " is not installed, so the pages are NOT TESTED in a browser (Debian: apt-get install chromium nodejs npm)";
    if (System.getenv("CI") != null) {
      throw new IllegalStateException(text);
    }
    System.err.println("\n*** SKIPPED: " + text + " ***\n");
    Assumptions.abort(text);
  }

  private static Optional<Path> onPath(String... names) {
    List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
    return Stream.of(names)
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (playwright != null) {
      playwright.close();
    }
  }
}
