package io.manometer.benchmarks.overhead;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Options of the overhead bench.
 *
 * @param jobs of Flink that are measured; none means creditflow
 * @param json where the result is written as JSON; null when not asked for
 */
record BenchOptions(Path agentJar, List<FlinkJob> jobs, int pairs, int launches, Path json) {

  /** A command line that cannot be understood; the message says what would be right. */
  static final class WrongUsage extends RuntimeException {
    WrongUsage(String message) {
      super(message);
    }
  }

  static BenchOptions parse(String... args) {
    Path agentJar = null;
    boolean flink = false;
    List<FlinkJob> jobs = List.of();
    int pairs = 20;
    int launches = 10;
    Path json = null;
    for (int i = 0; i < args.length; i += 2) {
      String value = value(args, i);
      switch (args[i]) {
        case "--agent" -> agentJar = Path.of(value);
        case "--target" -> flink = isFlink(value);
        case "--job" -> jobs = jobs(value);
        case "--pairs" -> pairs = atLeastTwo(args[i], value);
        case "--launches" -> launches = atLeastTwo(args[i], value);
        case "--json" -> json = Path.of(value);
        default -> throw new WrongUsage(
            "unknown option '" + args[i] + "'; --target, --job, --pairs, --launches and --json are right");
      }
    }
    if (agentJar == null || !Files.isReadable(agentJar)) {
      throw new WrongUsage("--agent " + agentJar + ": no such file; the agent's jar is right");
    }
    if (!flink && !jobs.isEmpty()) {
      throw new WrongUsage("--job goes with --target flink");
    }
    return new BenchOptions(agentJar, flink && jobs.isEmpty() ? jobs("both") : jobs, pairs, launches, json);
  }

  private static String value(String[] args, int i) {
    if (i + 1 == args.length) {
      throw new WrongUsage(args[i] + " needs a value");
    }
    return args[i + 1];
  }

  private static boolean isFlink(String target) {
    return switch (target) {
      case "creditflow" -> false;
      case "flink" -> true;
      default -> throw new WrongUsage("there is no target '" + target + "'; right would be creditflow or flink");
    };
  }

  private static List<FlinkJob> jobs(String label) {
    List<FlinkJob> jobs = Arrays.stream(FlinkJob.values())
        .filter(job -> label.equals("both") || label.equals(job.label()))
        .toList();
    if (jobs.isEmpty()) {
      throw new WrongUsage("there is no job '" + label + "'; right would be "
          + Arrays.stream(FlinkJob.values()).map(FlinkJob::label).collect(Collectors.joining(", ")) + " or both");
    }
    return jobs;
  }

  private static int atLeastTwo(String option, String value) {
    if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < 2) {
      throw new WrongUsage(option + " " + value + "; a whole number from 2 to 9999 is right");
    }
    return Integer.parseInt(value);
  }
}
