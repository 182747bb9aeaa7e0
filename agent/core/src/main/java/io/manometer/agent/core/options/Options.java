package io.manometer.agent.core.options;

import io.manometer.agent.core.log.Log;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The agent's options as values. What is unset is null.
 *
 * @param modules names of the target modules to use; null: all
 * @param problems one sentence for each option that was not understood and what is used instead
 * @param described each option as it is in effect, for the log and {@code /status}; secrets left out
 */
public record Options(
    boolean enabled,
    URI analyzer,
    Path tokenFile,
    Duration interval,
    ListenAddress listen,
    Path listenTokenFile,
    String worker,
    int sampleHz,
    int maxSeries,
    Duration startDelay,
    List<String> modules,
    Log.Level logLevel,
    Path logFile,
    boolean skipJdkTools,
    boolean control,
    boolean failFast,
    List<String> problems,
    Map<String, String> described) {

  /** From the real process: its properties, its environment, its files. */
  public static Options ofProcess(String arguments) {
    return of(arguments, System.getProperties(), System.getenv(), path -> {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(Path.of(path))) {
        properties.load(reader);
      }
      return properties;
    });
  }

  static Options of(
      String arguments, Properties properties, Map<String, String> environment, RawOptions.ConfigFile configFile) {
    RawOptions raw = RawOptions.of(arguments, properties, environment, configFile);
    Parsed parsed = new Parsed(raw.values(), new ArrayList<>(raw.problems()));
    return new Options(
        parsed.get(Option.ENABLED, OptionValues::flag),
        parsed.get(Option.ANALYZER, OptionValues::analyzer),
        parsed.get(Option.TOKEN_FILE, OptionValues::path),
        parsed.get(Option.INTERVAL, text -> OptionValues.duration(text, Duration.ofMillis(100), Duration.ofSeconds(60))),
        parsed.get(Option.LISTEN, ListenAddress::parse),
        parsed.get(Option.LISTEN_TOKEN_FILE, OptionValues::path),
        parsed.get(Option.WORKER, OptionValues::text),
        parsed.get(Option.SAMPLE_HZ, text -> OptionValues.number(text, 0, 100)),
        parsed.get(Option.MAX_SERIES, text -> OptionValues.number(text, 100, 100_000)),
        parsed.get(Option.START_DELAY, text -> OptionValues.duration(text, Duration.ZERO, Duration.ofMinutes(10))),
        parsed.get(Option.MODULES, OptionValues::modules),
        parsed.get(Option.LOG_LEVEL, OptionValues::level),
        parsed.get(Option.LOG_FILE, OptionValues::path),
        parsed.get(Option.SKIP_JDK_TOOLS, OptionValues::flag),
        parsed.get(Option.CONTROL, OptionValues::flag),
        parsed.get(Option.FAIL_FAST, OptionValues::flag),
        List.copyOf(parsed.problems()),
        parsed.described());
  }

  /** One line with each option in effect. */
  public String toLine() {
    return described.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(", "));
  }

  /** Texts turned into values; a text that is wrong leaves a problem and the default. */
  private record Parsed(Map<Option, String> values, List<String> problems) {

    <T> T get(Option option, Function<String, T> parse) {
      String text = values.get(option);
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        values.put(option, option.defaultValue());
        String instead = option.defaultValue().isEmpty() ? "it is left unset" : option.defaultValue() + " is used";
        problems.add("option " + option.key() + ": '" + OptionValues.withoutSecrets(text) + "' " + e.getMessage() + "; "
            + instead);
        return parse.apply(option.defaultValue());
      }
    }

    Map<String, String> described() {
      return Stream.of(Option.values())
          .filter(option -> !values.get(option).isEmpty())
          .collect(Collectors.toMap(
              Option::key, option -> OptionValues.withoutSecrets(values.get(option)), (a, b) -> a,
              java.util.LinkedHashMap::new));
    }
  }
}
