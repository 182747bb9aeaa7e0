package io.manometer.agent.core.options;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
    rejectUnknown(given.keySet(), "agent argument ", problems);
    rejectUnknown(ownNames(properties), "system property manometer.", problems);
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
    Map<String, String> given = new LinkedHashMap<>();
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

  private static Set<String> ownNames(Properties properties) {
    return properties.stringPropertyNames().stream().filter(name -> name.startsWith("manometer."))
        .map(name -> name.substring("manometer.".length())).collect(Collectors.toCollection(TreeSet::new));
  }

  private static void addConfigFile(Map<Option, String> values, ConfigFile configFile, List<String> problems) {
    String path = values.getOrDefault(Option.CONFIG, "");
    if (path.isEmpty()) {
      return;
    }
    try {
      Properties file = configFile.read(path);
      rejectUnknown(new TreeSet<>(file.stringPropertyNames()), path + ": ", problems);
      for (Option option : Option.values()) {
        String value = file.getProperty(option.key());
        if (value != null) {
          values.putIfAbsent(option, value.strip());
        }
      }
    } catch (Exception e) {
      problems.add("option config: cannot read " + path + " (" + e + "); its options are not used");
    }
  }

  private static void rejectUnknown(Set<String> names, String where, List<String> problems) {
    for (String name : names) {
      if (Arrays.stream(Option.values()).noneMatch(option -> option.key().equals(name))) {
        problems.add(where + name + " is unknown and not used");
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
