package io.manometer.analyzer.source.flink;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Follows a Flink cluster where the settings name one. */
@Configuration(proxyBeanMethods = false)
@Conditional(FlinkConfiguration.ClusterNamed.class)
public class FlinkConfiguration {

  /** Heard where nobody nearer to the job tells of it. */
  @Bean(initMethod = "start")
  @Order(4)
  FlinkRestSource flinkRestSource(FlinkSettings settings, Clock clock) {
    return new FlinkRestSource(settings.url(), settings.authorization(), job -> true, settings.flameGraphs(), clock);
  }

  /** Holds when the settings name a cluster. */
  static final class ClusterNamed implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return context.getBeanFactory().getBean(FlinkSettings.class).url() != null;
    }
  }
}
