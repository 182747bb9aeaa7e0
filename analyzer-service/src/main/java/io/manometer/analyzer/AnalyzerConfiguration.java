package io.manometer.analyzer;

import io.manometer.analyzer.alert.AlertConfiguration;
import io.manometer.analyzer.api.BareErrors;
import io.manometer.analyzer.api.ForeignPages;
import io.manometer.analyzer.api.IngestController;
import io.manometer.analyzer.api.JobsController;
import io.manometer.analyzer.api.LoginController;
import io.manometer.analyzer.api.PageController;
import io.manometer.analyzer.api.Problems;
import io.manometer.analyzer.api.SecurityHeaders;
import io.manometer.analyzer.api.Sessions;
import io.manometer.analyzer.api.StatusController;
import io.manometer.analyzer.api.TokenGate;
import io.manometer.analyzer.cycle.AnalysisCycle;
import io.manometer.analyzer.cycle.Analyst;
import io.manometer.analyzer.cycle.ReportListener;
import io.manometer.analyzer.history.LatestReports;
import io.manometer.analyzer.history.ReportFolder;
import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.settings.ServiceAddress;
import io.manometer.analyzer.settings.Settings;
import io.manometer.analyzer.source.AgentPushSource;
import io.manometer.analyzer.source.ObservationLog;
import io.manometer.analyzer.source.Recording;
import io.manometer.analyzer.source.Precedence;
import io.manometer.analyzer.source.SampleSource;
import io.manometer.analyzer.source.flink.FlinkConfiguration;
import io.manometer.analyzer.source.prometheus.PrometheusConfiguration;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.LocateLimits;
import io.manometer.ui.AlertFeed;
import io.manometer.ui.Pages;
import io.manometer.ui.SourceFeed;
import io.manometer.ui.view.Levels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How the parts are put together. Only what is named here is started; nothing is guessed from the class path. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class})
@EnableWebMvc
@Import({IngestController.class, JobsController.class, PageController.class, StatusController.class, Problems.class,
    AlertConfiguration.class, FlinkConfiguration.class, PrometheusConfiguration.class})
class AnalyzerConfiguration implements WebMvcConfigurer {

  private static final int KEPT_REPORTS = 200;

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Limits limits(Settings settings) {
    return StandardAnalyst.limits(settings);
  }

  @Bean
  ServiceAddress serviceAddress(Settings settings) {
    return new ServiceAddress(settings);
  }

  @Bean
  @Order(1)
  AgentPushSource agentPushSource() {
    return new AgentPushSource();
  }

  @Bean
  ReportFolder keptReports(Settings settings) {
    return new ReportFolder(settings.dataDir().resolve("reports"), KEPT_REPORTS);
  }

  @Bean
  LatestReports latestReports(ReportFolder kept) {
    return new LatestReports(kept);
  }

  @Bean
  Analyst analyst(Settings settings) {
    return StandardAnalyst.with(settings);
  }

  @Bean
  ObservationLog observationLog(Settings settings) {
    return settings.record() == null ? ObservationLog.NONE : recording(settings.record());
  }

  private static Recording recording(Path file) {
    try {
      return Recording.to(file);
    } catch (IOException e) {
      throw new BadSetting("record=" + file + " cannot be begun (" + e.getMessage()
          + "); right would be a file that does not exist yet, in a folder that does");
    }
  }

  @Bean(initMethod = "start")
  @Lazy(false)
  AnalysisCycle analysisCycle(
      List<SampleSource> sources,
      ObservationLog log,
      Analyst analyst,
      LatestReports reports,
      ObjectProvider<ReportListener> listeners,
      Clock clock) {
    return new AnalysisCycle(
        Precedence.inOrder(sources), log, analyst, reports,
        SingletonSupplier.of(() -> listeners.orderedStream().toList()), clock);
  }

  /** Two sources that ask one server are troubled alike, and that is told once. */
  @Bean
  SourceFeed sourceFeed(List<SampleSource> sources) {
    List<SampleSource> asked = sources.stream().filter(source -> !(source instanceof AgentPushSource)).toList();
    return () -> {
      Set<String> told = new HashSet<>();
      return asked.stream()
          .map(source -> new SourceFeed.Source(source.name(), source.trouble().orElse(null)))
          .filter(source -> source.trouble() == null || told.add(source.trouble()))
          .toList();
    };
  }

  @Bean
  Pages pages(
      LatestReports reports, ObjectProvider<AlertFeed> alerts, SourceFeed sources, ServiceAddress address, Limits limits) {
    Levels levels = new Levels(limits.of(LocateLimits.LOW), limits.of(LocateLimits.HIGH));
    return new Pages(reports, alerts.getIfAvailable(() -> List::of), sources,
        new Pages.Settings(address.base(), ZoneId.systemDefault(), levels));
  }

  @Bean
  SecurityHeaders securityHeaders() {
    return new SecurityHeaders();
  }

  @Bean
  ForeignPages foreignPages(Settings settings) {
    return new ForeignPages(settings);
  }

  /** What is there only when a token is required. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(TokenRequired.class)
  static class WithToken {

    @Bean
    Sessions sessions(Settings settings) {
      return new Sessions(settings.requiredToken().orElseThrow());
    }

    @Bean
    TokenGate tokenGate(Sessions sessions, Clock clock) {
      return new TokenGate(sessions, clock);
    }

    @Bean
    LoginController loginController(Sessions sessions, Clock clock, Settings settings, Pages pages) {
      return new LoginController(sessions, clock, settings.servedByHttps(), pages);
    }
  }

  /** Ids of jobs and operators may hold slashes; in a path they come percent-encoded. */
  @Bean
  TomcatConnectorCustomizer slashesWithinIds() {
    return connector -> {
      connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
      connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    };
  }

  /** For requests that are refused before they reach us. */
  @Bean
  TomcatContextCustomizer bareErrors() {
    return context -> ((StandardHost) context.getParent()).setErrorReportValveClass(BareErrors.class.getName());
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
    converters.disableDefaults().addCustomConverter(new ByteArrayHttpMessageConverter());
  }
}
