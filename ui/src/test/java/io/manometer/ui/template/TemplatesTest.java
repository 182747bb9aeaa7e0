package io.manometer.ui.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.templateresolver.StringTemplateResolver;

class TemplatesTest {

  /** A record as views are. */
  public record Inner(String text, List<String> list) {}

  /** A record as views are. */
  public record Outer(Inner inner, Inner nothing) {}

  static Stream<Path> templates() throws IOException {
    return Files.list(Path.of("src/main/resources/templates"));
  }

  /** Preprocessing, unescaped text and inlining would let text in the data become markup or expression. */
  @ParameterizedTest
  @MethodSource("templates")
  void noTemplateOpensADoorToForeignText(Path template) throws IOException {
    assertThat(Files.readString(template))
        .doesNotContain("__").doesNotContain("th:utext").doesNotContain("[[").doesNotContain("[(")
        .doesNotContain("th:inline").doesNotContain("*{").doesNotContain("#{").doesNotContain("@{");
  }

  /** The content security policy would refuse them. */
  @ParameterizedTest
  @MethodSource("templates")
  void noTemplateHasInlineStyleOrScript(Path template) throws IOException {
    assertThat(Files.readString(template)).doesNotContainPattern("(?i)\\sstyle=|\\son[a-z]+=|<style|javascript:|<script(?! th:if)");
  }

  /** Thymeleaf replaces before it looks at conditions on the same tag, so the condition would be lost. */
  @ParameterizedTest
  @MethodSource("templates")
  void noTagHasBothAConditionAndAReplacement(Path template) throws IOException {
    assertThat(Files.readString(template)).doesNotContainPattern("<[^>]*th:(if|unless)=[^>]*th:replace|<[^>]*th:replace[^>]*th:(if|unless)=");
  }

  @Test
  void componentsOfRecordsAndSizesOfListsAreRead() {
    assertThat(rendered("<p th:text='${view.inner.text}'></p>")).isEqualTo("<p>&lt;b&gt;${7*7}</p>");
    assertThat(rendered("<p th:text='${view.inner.list.size}'></p>")).isEqualTo("<p>2</p>");
    assertThat(rendered("<p th:if='${view.nothing.text}'></p>")).isEmpty();
  }

  @Test
  void anUnknownNameIsAnErrorAndNotAGap() {
    assertThatThrownBy(() -> rendered("<p th:text='${view.inner.txt}'></p>")).rootCause().hasMessage("Inner has no \"txt\" for ${view.inner.txt}");
    assertThatThrownBy(() -> rendered("<p th:text='${vew}'></p>")).rootCause().hasMessage("no variable \"vew\" for ${vew}");
  }

  @Test
  void nothingCanBeCalled() {
    assertThatThrownBy(() -> rendered("<p th:text='${view.inner.text.getClass()}'></p>")).rootCause().hasMessageContaining("String has no");
    assertThatThrownBy(() -> rendered("<p th:text='${T(java.lang.Runtime).getRuntime()}'></p>")).rootCause().hasMessageContaining("no variable");
  }

  private static String rendered(String template) {
    StandardDialect dialect = new StandardDialect();
    dialect.setVariableExpressionEvaluator(new PropertyPaths());
    TemplateEngine engine = new TemplateEngine();
    engine.setDialect(dialect);
    engine.setTemplateResolver(new StringTemplateResolver());
    Outer view = new Outer(new Inner("<b>${7*7}", List.of("a", "b")), null);
    return engine.process(template, new Context(Locale.ROOT, Map.of("view", view)));
  }
}
