package io.manometer.analyzer;

import io.manometer.analyzer.settings.Settings;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Holds when the settings have a token. */
final class TokenRequired implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return context.getBeanFactory().getBean(Settings.class).requiredToken().isPresent();
  }
}
