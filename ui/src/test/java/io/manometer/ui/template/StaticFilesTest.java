package io.manometer.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StaticFilesTest {

  private final StaticFiles files = new StaticFiles();

  @Test
  void anAddressCarriesTheVersionAndIsFoundAsCurrent() {
    assertThat(files.address("live.js")).matches("/static/[0-9a-f]{12}/live\\.js");
    assertThat(files.find(files.address("live.js")).orElseThrow().current()).isTrue();
  }

  @Test
  void anAddressFromBeforeAnUpgradeFindsTodaysFileButNotForGood() {
    assertThat(files.find("/static/000000000000/manometer.css").orElseThrow().current()).isFalse();
  }

  @Test
  void nothingElseIsFound() {
    assertThat(files.find("/static/../templates/shell.html")).isEmpty();
    assertThat(files.find("/static/x/../../shell.html")).isEmpty();
    assertThat(files.find("/elsewhere/live.js")).isEmpty();
    assertThat(files.find("/static/x/")).isEmpty();
  }

  @Test
  void theScriptStaysSmall() {
    assertThat(files.find(files.address("live.js")).orElseThrow().content().length).isLessThan(4096);
  }

  @Test
  void theStyleSheetAsksForNothingFromElsewhere() {
    String css = new String(files.find(files.address("manometer.css")).orElseThrow().content(), StandardCharsets.UTF_8);
    assertThat(css).doesNotContain("http").doesNotContain("@import");
  }
}
