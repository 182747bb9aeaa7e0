package io.manometer.scenarios.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line says.
 *
 * @param scenario name of one, or several names separated by commas, or {@link #ALL}
 * @param rounds how often each is run
 * @param details file for the details of the run; null for none
 * @param port of the analyzer, 0 for a free one
 * @param agentOff whether the analyzer must do without the agent
 * @param release of the runtime, such as {@code 2.3}; null for the usual one
 * @param healthyFor how long a report without a bottleneck must stand to be believed
 */
public record Options(
    String scenario,
    boolean list,
    boolean headless,
    boolean json,
    boolean fix,
    Duration healthyFor,
    int rounds,
    Path details,
    int port,
    Path agent,
    boolean agentOff,
    String release,
    Path analyzer) {

  static final String ALL = "all";

  private static final String DEFAULT_SCENARIO = "cpu-operator";
  private static final int PAGE_PORT = 8085;

  /** The command line cannot be understood; the message says why and what would be right. */
  public static final class WrongUsage extends RuntimeException {
    public WrongUsage(String message) {
      super(message);
    }
  }

  /** Whether it takes more than one run. */
  boolean survey() {
    return scenario.equals(ALL) || scenario.contains(",") || rounds > 1;
  }

  static Options parse(List<String> arguments) {
    Draft draft = new Draft();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      draft.take(rest.next(), rest);
    }
    return draft.options();
  }

  /** What has been read of the command line so far. */
  private static final class Draft {
    private String scenario = DEFAULT_SCENARIO;
    private boolean list;
    private boolean headless;
    private boolean json;
    private boolean fix;
    private Duration healthyFor = Duration.ofSeconds(30);
    private int rounds = 1;
    private Path details;
    private Integer port;
    private Path agent = Path.of("agent/dist/target/manometer-agent.jar");
    private boolean agentOff;
    private String release;
    private Path analyzer = Path.of("analyzer-service/target/manometer.jar");

    void take(String option, Iterator<String> rest) {
      switch (option) {
        case "--list" -> list = true;
        case "--headless" -> headless = true;
        case "--json" -> json = true;
        case "--fix" -> fix = true;
        case "--scenario" -> scenario = value(option, rest);
        case "--minutes" -> healthyFor = minutes(number(option, value(option, rest), 0.1, 1440));
        case "--rounds" -> rounds = (int) number(option, value(option, rest), 1, 100);
        case "--details" -> details = Path.of(value(option, rest));
        case "--port" -> port = (int) number(option, value(option, rest), 0, 65535);
        case "--agent" -> agent(value(option, rest));
        case "--release" -> release = value(option, rest);
        case "--analyzer" -> analyzer = Path.of(value(option, rest));
        default -> throw new WrongUsage("unknown option '" + option + "'");
      }
    }

    private void agent(String value) {
      agentOff = value.equals("off");
      agent = agentOff ? agent : Path.of(value);
    }

    Options options() {
      if ((json || details != null) && !headless) {
        throw new WrongUsage("--json and --details go with --headless");
      }
      int chosen = port != null ? port : headless ? 0 : PAGE_PORT;
      Options options = new Options(
          scenario, list, headless, json, fix, healthyFor, rounds, details, chosen, agent, agentOff, release, analyzer);
      if (options.survey() && (!headless || details != null)) {
        throw new WrongUsage("several runs go with --headless and without --details");
      }
      return options;
    }

    private static Duration minutes(double minutes) {
      return Duration.ofSeconds(Math.round(60 * minutes));
    }

    private static String value(String option, Iterator<String> rest) {
      if (!rest.hasNext()) {
        throw new WrongUsage(option + " needs a value");
      }
      return rest.next();
    }

    private static double number(String option, String value, double least, double most) {
      try {
        double number = Double.parseDouble(value);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException notANumber) {
        // told below
      }
      throw new WrongUsage(option + " '" + value + "'; a number from " + least + " to " + most + " is right");
    }
  }
}
