package io.manometer.rules.limit;

/**
 * A threshold that a person may change; the only home of its default.
 *
 * @param key such as {@code busy.warn}
 * @param standard the default
 * @param least smallest value accepted
 * @param most largest value accepted
 * @param unit unit of the value, such as {@code ratio} or {@code s}
 * @param meaning one sentence: what happens when a value passes it
 */
public record Limit(String key, double standard, double least, double most, String unit, String meaning) {

  public Limit {
    if (!(least <= standard && standard <= most)) {
      throw new IllegalArgumentException(
          "limit " + key + ": the default " + standard + " is not within " + least + " to " + most);
    }
  }
}
