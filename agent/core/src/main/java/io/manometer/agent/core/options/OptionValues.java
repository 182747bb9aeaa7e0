package io.manometer.agent.core.options;

import io.manometer.agent.core.log.Log;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the text of an option becomes a value; each error says what would be right. */
final class OptionValues {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
  private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");
  private static final Pattern ANY_USER_INFO = Pattern.compile("//.*@", Pattern.DOTALL);

  private static final String NO_ADDRESS = "is no address such as http://127.0.0.1:8085";

  private OptionValues() {}

  static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is neither true nor false");
    };
  }

  static int number(String text, int least, int most) {
    String right = "is not a whole number from " + least + " to " + most;
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(right, e);
    }
    throw new IllegalArgumentException(right);
  }

  static Duration duration(String text, Duration least, Duration most) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is no duration such as 500ms, 1s or 2m");
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration value = switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException("is not between " + least.toMillis() + "ms and " + most.toMillis() + "ms");
    }
    return value;
  }

  static String text(String text) {
    return text.isEmpty() ? null : text;
  }

  static Path path(String text) {
    return text.isEmpty() ? null : Path.of(text);
  }

  /** Without the user and password that an address may hold: they are not sent, and what is shown shall not hold them. */
  static URI analyzer(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      URI uri = new URI(USER_INFO.matcher(text).replaceFirst("//"));
      boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (http && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(NO_ADDRESS, e);
    }
    throw new IllegalArgumentException(NO_ADDRESS);
  }

  static List<String> modules(String text) {
    return switch (text) {
      case "auto" -> null;
      case "none" -> List.of();
      default -> List.of(text.split("\\+"));
    };
  }

  static Log.Level level(String text) {
    for (Log.Level level : Log.Level.values()) {
      if (level.name().equalsIgnoreCase(text)) {
        return level;
      }
    }
    throw new IllegalArgumentException("is none of error, warn, info, debug");
  }

  /** Hides a user and password inside an address, also where it is no right address. */
  static String withoutSecrets(String text) {
    return ANY_USER_INFO.matcher(text).replaceAll("//***@");
  }
}
