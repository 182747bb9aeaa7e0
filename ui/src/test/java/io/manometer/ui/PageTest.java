package io.manometer.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void aBrowserThatNamesTheTagHasThePage() {
    Page page = Page.html(200, "<p>");
    assertThat(page.isKnownTo(page.etag())).isTrue();
    assertThat(page.isKnownTo("W/\"other\", " + page.etag())).isTrue();
    assertThat(page.isKnownTo("*")).isTrue();
    assertThat(page.isKnownTo("W/\"other\"")).isFalse();
    assertThat(page.isKnownTo(null)).isFalse();
  }

  @Test
  void theTagFollowsTheContent() {
    assertThat(Page.html(200, "a").etag()).isEqualTo(Page.html(200, "a").etag()).isNotEqualTo(Page.html(200, "b").etag());
  }

  @Test
  void aFailureIsNeverKnown() {
    Page page = Page.html(404, "<p>");
    assertThat(page.isKnownTo(page.etag())).isFalse();
  }

  @Test
  void onlyACurrentFileIsKeptForGood() {
    assertThat(Page.file("text/css", new byte[0], true).headers().get("Cache-Control")).contains("immutable");
    assertThat(Page.file("text/css", new byte[0], false).headers().get("Cache-Control")).isEqualTo("no-cache");
    assertThat(Page.html(200, "").headers().get("Cache-Control")).isEqualTo("no-cache");
  }
}
