package io.manometer.rules.model;

import java.util.List;

/** The checks of the model; each error names the field, what is wrong with it, and what would be right. */
final class Check {

  private Check() {}

  static void that(boolean holds, String field, String what) {
    if (!holds) {
      throw new IllegalArgumentException(field + " " + what);
    }
  }

  static void present(Object value, String field) {
    that(value != null, field, "is missing; Optional.empty() stands for what is not known");
  }

  static void id(String value, String field) {
    that(value != null && !value.isBlank(), field, "is missing or blank");
  }

  static void notNegative(long value, String field) {
    that(value >= 0, field, "is " + value + ", zero or more is right");
  }

  static void ratio(double value, String field) {
    that(value >= 0 && value <= 1, field, "is " + value + ", a ratio from 0 to 1 is right");
  }

  static <T> List<T> list(List<T> values, String field) {
    present(values, field);
    that(values.stream().noneMatch(v -> v == null), field, "has a null entry");
    return List.copyOf(values);
  }
}
