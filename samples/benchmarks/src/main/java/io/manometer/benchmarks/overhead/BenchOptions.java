package io.manometer.benchmarks.overhead;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Options of the overhead bench.
 *
 * @param json where the result is written as JSON; null when not asked for
 */
record BenchOptions(Path agentJar, int pairs, int launches, Path json) {

  /** Reads the options; on a wrong one says what would be right and ends with 2. */
  static BenchOptions parse(String... args) {
    Path agentJar = null;
    int pairs = 20;
    int launches = 10;
    Path json = null;
    for (int i = 0; i < args.length; i += 2) {
      String value = i + 1 < args.length ? args[i + 1] : refuse(args[i] + " needs a value");
      switch (args[i]) {
        case "--agent" -> agentJar = Path.of(value);
        case "--pairs" -> pairs = atLeastTwo(args[i], value);
        case "--launches" -> launches = atLeastTwo(args[i], value);
        case "--json" -> json = Path.of(value);
        default -> refuse("unknown option '" + args[i] + "'; --pairs, --launches and --json are right");
      }
    }
    if (agentJar == null || !Files.isReadable(agentJar)) {
      refuse("--agent " + agentJar + ": no such file; the agent's jar is right");
    }
    return new BenchOptions(agentJar, pairs, launches, json);
  }

  private static int atLeastTwo(String option, String value) {
    if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < 2) {
      refuse(option + " " + value + "; a whole number from 2 to 9999 is right");
    }
    return Integer.parseInt(value);
  }

  private static String refuse(String problem) {
    System.err.println("./bench overhead: " + problem);
    System.exit(2);
    throw new AssertionError("unreachable");
  }
}
