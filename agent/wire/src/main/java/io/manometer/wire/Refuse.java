package io.manometer.wire;

import java.util.List;

/** The checks of the wire records; each error names the field and what would be right. */
final class Refuse {

  private Refuse() {}

  static void unless(boolean holds, String field, String what) {
    if (!holds) {
      throw new IllegalArgumentException(field + " " + what);
    }
  }

  static void missing(Object value, String field) {
    unless(value != null, field, "is missing");
  }

  static void blank(String value, String field) {
    unless(value != null && !value.isBlank(), field, "is missing or blank");
  }

  static void negative(long value, String field) {
    unless(value >= 0, field, "is " + value + ", zero or more is right");
  }

  /** Copies the list; a missing list or a null inside it is refused. */
  static <T> List<T> missingOrHoles(List<T> values, String field) {
    missing(values, field);
    unless(values.stream().noneMatch(v -> v == null), field, "has a null entry");
    return List.copyOf(values);
  }
}
