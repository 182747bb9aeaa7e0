package io.manometer.analyzer.settings;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * A record of settings and the prefix of their keys; every component carries {@link Setting}.
 *
 * @param prefix such as {@code manometer.alerts}
 */
public record SettingsSection<T extends Record>(String prefix, Class<T> type) {

  /**
   * One key of a section.
   *
   * @param name the whole key, such as {@code manometer.data-dir}
   * @param standard the default as text; empty when there is none
   * @param open whether it is the common beginning of keys of its own, as for a map
   */
  public record Key(String name, String meaning, String allowed, String absent, Optional<String> standard, boolean open) {

    boolean covers(String candidate) {
      return candidate.equals(name) || open && candidate.startsWith(name + ".");
    }

    /** The key as it is given on the command line. */
    public String shortName() {
      return name.substring("manometer.".length());
    }
  }

  /** The keys in the order of the record. */
  public List<Key> keys() {
    RecordComponent[] components = type.getRecordComponents();
    return IntStream.range(0, components.length).mapToObj(i -> key(components[i], i)).toList();
  }

  private Key key(RecordComponent component, int index) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(type.getSimpleName() + "." + component.getName() + " lacks @Setting");
    }
    return new Key(
        prefix + "." + dashed(component.getName()),
        setting.value(),
        setting.allowed(),
        setting.absent(),
        standard(index),
        Map.class.isAssignableFrom(component.getType()));
  }

  private Optional<String> standard(int index) {
    DefaultValue value = type.getDeclaredConstructors()[0].getParameters()[index].getAnnotation(DefaultValue.class);
    return Optional.ofNullable(value).map(v -> String.join(",", v.value())).filter(v -> !v.isEmpty());
  }

  private static String dashed(String componentName) {
    String dashed = componentName.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    return ConfigurationPropertyName.of(dashed).toString();
  }
}
