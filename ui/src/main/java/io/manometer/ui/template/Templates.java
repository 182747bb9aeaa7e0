package io.manometer.ui.template;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The templates under {@code templates/}, parsed once. Safe for any thread. */
public final class Templates {

  private final TemplateEngine engine = new TemplateEngine();

  public Templates() {
    StandardDialect dialect = new StandardDialect();
    dialect.setVariableExpressionEvaluator(new PropertyPaths());
    engine.setDialect(dialect);
    engine.setTemplateResolver(classPath());
  }

  /** The page that {@code templates/NAME.html} makes of a view, which it knows as {@code view}. */
  public String render(String name, Object view) {
    return engine.process(name, new Context(Locale.ROOT, Map.of("view", view)));
  }

  private static ClassLoaderTemplateResolver classPath() {
    ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
    resolver.setPrefix("templates/");
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
    resolver.setCacheable(true);
    return resolver;
  }
}
