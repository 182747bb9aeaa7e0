package io.manometer.agent.core.options;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The texts given for the options, from the strongest source that names each: the agent's arguments, then
 * {@code -Dmanometer.KEY}, then {@code MANOMETER_KEY}, then the config file, then the default.
 *
 * @param problems one sentence for each thing that cannot be understood
 */
record RawOptions(Map<Option, String> values, List<String> problems) {

  /** Reads a config file; separated so that tests need no file. */
  interface ConfigFile {
    Properties read(String path) throws Exception;
  }

  static RawOptions of(String arguments, Properties properties, Map<String, String> environment, ConfigFile configFile) {
    List<String> problems = new ArrayList<>();
    Map<String, String> given = split(arguments, problems);
    rejectUnknown(given, "agent argument", problems);
    rejectUnknown(withPrefix(properties), "system property manometer.", problems);
    Map<Option, String> values = new EnumMap<>(Option.class);
    for (Option option : Option.values()) {
      String value = first(given.get(option.key()), properties.getProperty(option.property()),
          environment.get(option.variable()));
      if (value != null) {
        values.put(option, value.strip());
      }
    }
    addConfigFile(values, configFile, problems);
    for (Option option : Option.values()) {
      values.putIfAbsent(option, option.defaultValue());
    }
    return new RawOptions(values, problems);
  }

  private static Map<String, String> split(String arguments, List<String> problems) {
    Map<String, String> given = new java.util.LinkedHashMap<>();
    for (String part : arguments == null ? new String[0] : arguments.split(",")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        given.put(part.substring(0, equals).strip(), part.substring(equals + 1));
      } else if (!part.isBlank()) {
        problems.add("agent argument '" + part.strip() + "' is not understood; key=value,key=value is right");
      }
    }
    return given;
  }

  private static Map<String, String> withPrefix(Properties properties) {
    Map<String, String> found = new java.util.TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith("manometer.")) {
        found.put(name.substring("manometer.".length()), properties.getProperty(name));
      }
    }
    return found;
  }

  private static void addConfigFile(Map<Option, String> values, ConfigFile configFile, List<String> problems) {
    String path = values.getOrDefault(Option.CONFIG, "");
    if (path.isEmpty()) {
      return;
    }
    try {
      Properties file = configFile.read(path);
      Map<String, String> named = new java.util.TreeMap<>();
      file.stringPropertyNames().forEach(name -> named.put(name, file.getProperty(name)));
      rejectUnknown(named, path + ":", problems);
      for (Option option : Option.values()) {
        String value = named.get(option.key());
        if (value != null) {
          values.putIfAbsent(option, value.strip());
        }
      }
    } catch (Exception e) {
      problems.add("option config: cannot read " + path + " (" + e + "); its options are not used");
    }
  }

  private static void rejectUnknown(Map<String, String> named, String where, List<String> problems) {
    for (String key : named.keySet()) {
      boolean known = java.util.Arrays.stream(Option.values()).anyMatch(option -> option.key().equals(key));
      if (!known) {
        problems.add(where + " " + key + " is unknown and not used");
      }
    }
  }

  private static String first(String... values) {
    for (String value : values) {
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
