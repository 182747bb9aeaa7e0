package io.manometer.analyzer;

import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.settings.ServiceAddress;
import io.manometer.analyzer.settings.Settings;
import io.manometer.analyzer.settings.SettingsReader;
import io.manometer.analyzer.settings.SettingsSection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The analyzer as a running process: the one place where its parts are put together. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class
})
public class AnalyzerService {

  /** Every section of settings; the reference page lists them in this order. */
  public static final List<SettingsSection<?>> SECTIONS = List.of(Settings.SECTION);

  /**
   * Starts serving and returns once the port is open.
   *
   * @throws BadSetting when a setting cannot be used, the port included
   */
  public static ConfigurableApplicationContext start(
      List<String> arguments, Properties system, Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(SECTIONS, arguments, system, environment);
    Settings settings = reader.read(Settings.SECTION);
    SpringApplication application = new SpringApplication(AnalyzerService.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setLazyInitialization(true);
    application.setAddCommandLineProperties(false);
    application.setDefaultProperties(serverProperties(settings));
    application.addInitializers(context ->
        context.getBeanFactory().registerSingleton("settings", settings));
    try {
      return application.run();
    } catch (RuntimeException e) {
      throw portInUse(e, settings) ? BadSetting.value("port", settings.port(),
          "a free port, which this one is not; is another analyzer running?") : e;
    }
  }

  private static Map<String, Object> serverProperties(Settings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.address", settings.listen());
    properties.put("server.port", settings.port());
    properties.put("server.error.include-stacktrace", "never");
    properties.put("server.tomcat.threads.max", 32);
    properties.put("server.tomcat.connection-timeout", "5s");
    properties.put("server.tomcat.max-connections", 1024);
    properties.put("spring.main.register-shutdown-hook", true);
    properties.put("logging.level.org.springframework.boot.SpringApplication", "off");
    properties.put("logging.level.org.springframework.boot.diagnostics", "off");
    properties.put("logging.level.org.springframework.boot.web.context", "warn");
    return properties;
  }

  private static boolean portInUse(Throwable error, Settings settings) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException || cause instanceof java.net.BindException) {
        return true;
      }
    }
    return false;
  }

  @Bean
  ServiceAddress serviceAddress(Settings settings) {
    return new ServiceAddress(settings);
  }
}
