package io.manometer.ui.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Reads instants for a person who looks at {@code now} from {@code zone}.
 *
 * @param history whether {@code now} is long past for that person, so that "ago" would mislead
 */
public record Watch(Instant now, ZoneId zone, boolean history) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss xxx", Locale.ROOT);
  private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

  /**
   * An instant as shown.
   *
   * @param text with its offset, and with the date unless that is today
   * @param iso for machines
   * @param ago relative to now, such as {@code 3 min ago} or, in history, {@code 3 min before}
   */
  public record Moment(String text, String iso, String ago) {}

  /** Null stays null: a moment that is not known is not shown. */
  public Moment read(Instant instant) {
    if (instant == null) {
      return null;
    }
    ZonedDateTime there = instant.atZone(zone);
    boolean today = there.toLocalDate().equals(now.atZone(zone).toLocalDate());
    return new Moment((today ? TIME : DATE_AND_TIME).format(there), instant.toString(), ago(instant));
  }

  /** The same from the view of someone who stood at an instant long past. */
  public Watch backAt(Instant then) {
    return new Watch(then, zone, true);
  }

  /** How long ago, never negative. */
  public Duration since(Instant instant) {
    Duration age = Duration.between(instant, now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  private String ago(Instant instant) {
    Duration age = Duration.between(instant, now);
    if (age.compareTo(Duration.ofSeconds(-2)) < 0) {
      return Span.words(age.negated()) + " ahead of this clock";
    }
    if (age.compareTo(Duration.ofSeconds(1)) < 0) {
      return history ? "at that moment" : "just now";
    }
    return Span.words(Duration.ofSeconds(age.toSeconds())) + (history ? " before" : " ago");
  }
}
