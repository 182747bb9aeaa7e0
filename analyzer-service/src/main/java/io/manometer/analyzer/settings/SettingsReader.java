package io.manometer.analyzer.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads settings records from the command line, then system properties, then the environment, then the file named by
 * {@code config}; what comes first holds.
 *
 * <p>On the command line {@code --port=8085}, {@code port=8085} and {@code --manometer.port=8085} are the same. A key that
 * no section knows is refused there and in the file; the environment and system properties are shared with the agent, so
 * there it is ignored. So is what Kubernetes puts into the environment for a Service named manometer. Errors:
 * {@link BadSetting}.
 */
public final class SettingsReader {

  private static final String ROOT = "manometer.";

  private final List<SettingsSection<?>> sections;
  private final Binder binder;

  public SettingsReader(
      List<SettingsSection<?>> sections, List<String> arguments, Properties system, Map<String, String> environment) {
    this.sections = sections;
    MutablePropertySources sources = new MutablePropertySources();
    sources.addLast(new MapPropertySource("command line", arguments(arguments)));
    sources.addLast(new PropertiesPropertySource("system properties", system));
    sources.addLast(new SystemEnvironmentPropertySource(
        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, withoutServiceLinks(environment)));
    new Binder(ConfigurationPropertySources.from(sources)).bind(ROOT + "config", String.class)
        .ifBound(file -> sources.addLast(new MapPropertySource("file", file(Path.of(file)))));
    this.binder = new Binder(ConfigurationPropertySources.from(sources));
  }

  /** The settings of one section. */
  public <T extends Record> T read(SettingsSection<T> section) {
    try {
      return binder.bindOrCreate(section.prefix(), section.type());
    } catch (BindException e) {
      throw named(e);
    }
  }

  /** Such as MANOMETER_PORT=tcp://10.0.0.7:8085, which tells each container of a namespace where a Service is. */
  private static Map<String, Object> withoutServiceLinks(Map<String, String> environment) {
    return environment.entrySet().stream().filter(e -> !e.getValue().startsWith("tcp://"))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Map<String, Object> arguments(List<String> arguments) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      String pair = argument.startsWith("--") ? argument.substring(2) : argument;
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new BadSetting("the argument '" + argument + "' is not understood; right would be key=value, such as port=8085");
      }
      values.put(known(pair.substring(0, equals), "on the command line"), pair.substring(equals + 1));
    }
    return values;
  }

  private Map<String, Object> file(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadSetting("config=" + file + " cannot be read; right would be a readable file of key=value lines");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    properties.forEach((key, value) -> values.put(known(key.toString(), "in " + file), value));
    return values;
  }

  private String known(String given, String where) {
    String key = given.startsWith(ROOT) ? given : ROOT + given;
    if (keyFor(key).isEmpty()) {
      throw new BadSetting("'" + given + "' " + where + " is no setting; right would be one of "
          + sections.stream().flatMap(s -> s.keys().stream()).map(k -> k.shortName() + (k.open() ? ".*" : ""))
              .collect(Collectors.joining(", ")));
    }
    return key;
  }

  private Optional<SettingsSection.Key> keyFor(String name) {
    return sections.stream().flatMap(s -> s.keys().stream()).filter(k -> k.covers(name)).findFirst();
  }

  private BadSetting named(BindException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadSetting bad) {
        return bad;
      }
    }
    String name = e.getName().toString();
    String shown = name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
    String allowed = keyFor(name).map(SettingsSection.Key::allowed).orElse("as docs/settings.md says");
    Object value = e.getProperty() == null ? "" : e.getProperty().getValue();
    return BadSetting.value(shown, value, allowed);
  }
}
