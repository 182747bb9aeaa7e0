package io.manometer.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameTest {

  @Test
  void aShortNameIsShownWhole() {
    assertThat(Name.of("enrich")).isEqualTo(new Name("enrich", null));
  }

  @Test
  void aLongNameIsClippedAndItsTitleHasMore() {
    Name name = Name.of("x".repeat(10_000));
    assertThat(name.text()).hasSize(80).endsWith("…");
    assertThat(name.title()).hasSizeBetween(300, 500).endsWith("…");
  }

  @Test
  void clippingDoesNotSplitACharacterInTwo() {
    Name name = Name.of("😀".repeat(200));
    assertThat(name.text().codePointCount(0, name.text().length())).isEqualTo(80);
    assertThat(name.text().chars().filter(c -> c == '?')).isEmpty();
    assertThat(name.text()).startsWith("😀").endsWith("😀…");
  }

  @Test
  void directionOverridesAndControlCharactersBecomeVisible() {
    assertThat(Name.of("exe\u202egnp\u0000\u200b\u2066").text()).isEqualTo("exe\ufffdgnp\ufffd\ufffd\ufffd");
  }

  @Test
  void aBrokenSurrogateBecomesVisible() {
    assertThat(Name.of("a\ud83d").text()).isEqualTo("a\ufffd");
  }

  @Test
  void joinersThatSomeScriptsNeedAreKept() {
    assertThat(Name.of("می\u200cخواهم").text()).isEqualTo("می\u200cخواهم");
  }

  @Test
  void aBlankNameSaysSo() {
    assertThat(Name.of(" \n").text()).isEqualTo("(no name)");
    assertThat(Name.of(null).text()).isEqualTo("(no name)");
  }

  @Test
  void codeKeepsItsLines() {
    assertThat(Name.code("a;\nb;\u0007")).isEqualTo("a;\nb;\ufffd");
  }
}
