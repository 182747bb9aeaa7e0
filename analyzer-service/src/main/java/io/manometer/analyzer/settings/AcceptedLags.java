package io.manometer.analyzer.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.convert.DurationStyle;

/**
 * The lag that is acceptable for jobs that declare none themselves, as {@code sla-lag} gives it.
 *
 * @param standard for jobs that are not named; empty when none is given
 */
public record AcceptedLags(Optional<Duration> standard, Map<String, Duration> byJobName) {

  static final String ALLOWED =
      "a time of 1s or more, such as 30s, or times by job name, such as 30s,orders:10s, each job once";

  private static final Duration LEAST = Duration.ofSeconds(1);

  public AcceptedLags {
    byJobName = Map.copyOf(byJobName);
  }

  /** A name may hold colons: the last one ends it. */
  static AcceptedLags of(List<String> entries) {
    Optional<Duration> standard = Optional.empty();
    Map<String, Duration> byJobName = new HashMap<>();
    for (String entry : entries) {
      int colon = entry.lastIndexOf(':');
      String name = colon < 0 ? "" : entry.substring(0, colon).strip();
      Duration lag = time(entry, entry.substring(colon + 1).strip());
      boolean again = colon < 0 ? standard.isPresent() : name.isEmpty() || byJobName.put(name, lag) != null;
      if (again) {
        throw refused(entry);
      }
      standard = colon < 0 ? Optional.of(lag) : standard;
    }
    return new AcceptedLags(standard, byJobName);
  }

  /** What is acceptable for the job of this name; empty when nothing is said of it. */
  public Optional<Duration> of(String jobName) {
    return Optional.ofNullable(byJobName.get(jobName)).or(() -> standard);
  }

  private static Duration time(String entry, String text) {
    try {
      Duration time = DurationStyle.detectAndParse(text);
      if (time.compareTo(LEAST) >= 0) {
        return time;
      }
    } catch (IllegalArgumentException | ArithmeticException notATime) {
      // told below
    }
    throw refused(entry);
  }

  private static BadSetting refused(String entry) {
    return BadSetting.value("sla-lag", entry, ALLOWED);
  }
}
