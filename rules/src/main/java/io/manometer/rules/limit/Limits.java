package io.manometer.rules.limit;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The limits in force: each at its default unless a person set it. Immutable. */
public final class Limits {

  private static final Limits STANDARD = new Limits(Map.of());

  private final Map<String, Double> set;

  private Limits(Map<String, Double> set) {
    this.set = Map.copyOf(set);
  }

  public static Limits standard() {
    return STANDARD;
  }

  /**
   * Limits with some values set by a person.
   *
   * @throws IllegalArgumentException when a key is not one of {@code known} or a value is out of its range
   */
  public static Limits of(Map<String, Double> set, Collection<Limit> known) {
    Map<String, Limit> byKey = new TreeMap<>();
    known.forEach(limit -> byKey.put(limit.key(), limit));
    set.forEach(
        (key, value) -> {
          Limit limit = byKey.get(key);
          if (limit == null) {
            throw new IllegalArgumentException(
                "limit " + key + " is not known; known are "
                    + byKey.keySet().stream().collect(Collectors.joining(", ")));
          }
          if (value == null || !(value >= limit.least() && value <= limit.most())) {
            throw new IllegalArgumentException(
                "limit " + key + " is " + value + "; from " + limit.least() + " to " + limit.most() + " is right");
          }
        });
    return new Limits(set);
  }

  public double of(Limit limit) {
    return set.getOrDefault(limit.key(), limit.standard());
  }
}
