package io.manometer.analyzer.source.prometheus;

import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.source.flink.FlinkRestSource;
import io.manometer.analyzer.source.flink.Graph;
import io.manometer.rules.model.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Follows the jobs of a Prometheus where the settings name one. */
@Configuration(proxyBeanMethods = false)
@Conditional(PrometheusConfiguration.ServerNamed.class)
public class PrometheusConfiguration {

  @Bean(initMethod = "start")
  @Order(2)
  PrometheusSource agentsInPrometheus(PrometheusSettings settings) {
    return PrometheusSource.ofAgents(settings.url(), settings.authorization(), settings.matchers());
  }

  /** Heard where no agent tells of the job. */
  @Bean(initMethod = "start")
  @Order(3)
  PrometheusSource reportersInPrometheus(PrometheusSettings settings, ObjectProvider<FlinkRestSource> flink) {
    Optional<Topology> saved = Optional.ofNullable(settings.plan()).map(PrometheusConfiguration::saved);
    FlinkRestSource rest = flink.getIfAvailable();
    Function<String, Optional<Topology>> graphs = job -> Optional.ofNullable(rest).flatMap(r -> r.graph(job))
        .or(() -> saved.filter(graph -> graph.id().equals(job)));
    return PrometheusSource.ofReporters(settings.url(), settings.authorization(), settings.matchers(), graphs);
  }

  private static Topology saved(Path plan) {
    try {
      return Graph.of(new JsonMapper().readTree(Files.readAllBytes(plan)), "flink");
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      throw BadSetting.value("prometheus.plan", plan, "a readable file with the answer of Flink's /jobs/ID");
    }
  }

  /** Holds when the settings name a server. */
  static final class ServerNamed implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return context.getBeanFactory().getBean(PrometheusSettings.class).url() != null;
    }
  }
}
