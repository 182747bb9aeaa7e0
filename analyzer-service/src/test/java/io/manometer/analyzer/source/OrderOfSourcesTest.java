package io.manometer.analyzer.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.source.flink.FlinkConfiguration;
import io.manometer.analyzer.source.flink.FlinkSettings;
import io.manometer.analyzer.source.prometheus.PrometheusConfiguration;
import io.manometer.analyzer.source.prometheus.PrometheusSettings;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class OrderOfSourcesTest {

  private static final URI NOBODY = URI.create("http://127.0.0.1:1");

  @Test
  void inPrometheusAgentsComeBeforeTheReporterAndBothBeforeRest() {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.registerBean(Clock.class, Clock::systemUTC);
      context.registerBean(FlinkSettings.class, () -> new FlinkSettings(NOBODY, null, false));
      context.registerBean(PrometheusSettings.class, () -> new PrometheusSettings(NOBODY, null, "", null));
      context.register(FlinkConfiguration.class, PrometheusConfiguration.class);
      context.refresh();
      assertThat(context.getBeanProvider(SampleSource.class).orderedStream().map(SampleSource::name))
          .containsExactly("prometheus", "prometheus-reporters", "flink");
    }
  }
}
