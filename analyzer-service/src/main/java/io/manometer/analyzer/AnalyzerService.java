package io.manometer.analyzer;

import io.manometer.analyzer.alert.AlertSettings;
import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.settings.Settings;
import io.manometer.analyzer.settings.SettingsReader;
import io.manometer.analyzer.settings.SettingsSection;
import io.manometer.analyzer.source.flink.FlinkSettings;
import io.manometer.analyzer.source.prometheus.PrometheusSettings;
import java.net.BindException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Starts the analyzer as a server in this process. */
public final class AnalyzerService {

  /** Every section of settings; the reference page lists them in this order. */
  public static final List<SettingsSection<?>> SECTIONS = List.of(
      Settings.SECTION, FlinkSettings.SECTION, PrometheusSettings.SECTION, AlertSettings.SECTION);

  /** Configuration files that lie about belong to other programs: the analyzer's own settings are its only ones. */
  private static final Map<String, Object> FRAMEWORK = Map.of(
      "spring.config.location", "optional:classpath:/none/",
      "logging.level.root", "warn",
      "logging.level.io.manometer", "info",
      "logging.level.org.springframework.web.servlet.PageNotFound", "off",
      "logging.level.org.springframework.boot.web.server.servlet.context", "error",
      "logging.level.org.springframework.boot.SpringApplication", "off",
      "logging.level.org.springframework.boot.diagnostics", "off");

  private AnalyzerService() {}

  /**
   * Starts serving and returns once the port is open.
   *
   * @throws BadSetting when a setting cannot be used, the address and port included
   */
  public static ConfigurableApplicationContext start(
      List<String> arguments, Properties system, Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(SECTIONS, arguments, system, environment);
    List<Record> settings = SECTIONS.stream().<Record>map(reader::read).toList();
    Settings main = reader.read(Settings.SECTION);
    SpringApplication application = new SpringApplication(AnalyzerConfiguration.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setLazyInitialization(true);
    application.setAddCommandLineProperties(false);
    application.setDefaultProperties(FRAMEWORK);
    application.addInitializers(context -> {
      context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("server", server(main)));
      settings.forEach(section -> context.getBeanFactory().registerSingleton(section.getClass().getName(), section));
    });
    try {
      return application.run();
    } catch (RuntimeException e) {
      throw refused(e, main);
    }
  }

  private static Map<String, Object> server(Settings settings) {
    return Map.of(
        "server.address", settings.listen(),
        "server.port", settings.port(),
        "server.compression.enabled", true,
        "server.compression.mime-types", "text/html,text/css,text/javascript,image/svg+xml,application/json",
        "server.compression.min-response-size", "2KB",
        "server.tomcat.threads.max", 32,
        "server.tomcat.connection-timeout", "5s",
        "server.tomcat.max-connections", 1_024);
  }

  /** Says it in the words of the settings where the address or port is to blame; anything else is a fault of ours. */
  private static RuntimeException refused(RuntimeException error, Settings settings) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException) {
        return BadSetting.value("port", settings.port(), "a free port; another process, perhaps another analyzer, has this one");
      }
      if (cause instanceof BadSetting bad) {
        return bad;
      }
      if (cause instanceof BindException) {
        return new BadSetting("listen=" + settings.listen() + " port=" + settings.port() + " cannot be bound ("
            + cause.getMessage() + "); right would be an address of this machine and a port that this user may open");
      }
    }
    return error;
  }
}
