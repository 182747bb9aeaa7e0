package io.manometer.scenarios.cli;

import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.cli.Options.WrongUsage;
import io.manometer.scenarios.run.EnvironmentFault;
import io.manometer.scenarios.run.Launch;
import io.manometer.scenarios.run.RunResult;
import io.manometer.scenarios.run.ScenarioRun;
import io.manometer.scenarios.run.Target;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the scenarios of one runtime from the command line.
 *
 * @param <S> what its scenarios say of their pipelines
 */
public final class Demo<S> {

  private static final int CORRECT = 0;
  private static final int NOT_CORRECT = 1;
  private static final int WRONG_USAGE = 2;
  private static final int ENVIRONMENT = 3;

  private final Function<Options, List<Scenario<S>>> scenarios;
  private final Function<Options, Target<S>> target;

  /**
   * @param scenarios with what is expected under the options
   * @param target the runtime as the options want it; may throw {@link WrongUsage}
   */
  public Demo(Function<Options, List<Scenario<S>>> scenarios, Function<Options, Target<S>> target) {
    this.scenarios = scenarios;
    this.target = target;
  }

  /** Does what the arguments say and returns the exit code. */
  public int run(List<String> args) {
    try {
      Options options = Options.parse(args);
      if (options.list()) {
        scenarios.apply(options).forEach(scenario -> System.out.printf("%-16s %s%n", scenario.name(), scenario.story()));
        return CORRECT;
      }
      return options.survey() ? survey(options) : run(options, scenario(options));
    } catch (WrongUsage e) {
      System.err.println("./demo: " + e.getMessage());
      return WRONG_USAGE;
    } catch (EnvironmentFault e) {
      System.err.println("./demo: " + e.getMessage());
      return ENVIRONMENT;
    }
  }

  private Scenario<S> scenario(Options options) {
    Scenario<S> scenario = named(options.scenario(), scenarios.apply(options));
    if (options.fix() && scenario.fix() == null) {
      throw new WrongUsage("there is nothing to fix in scenario '" + scenario.name() + "'");
    }
    return scenario;
  }

  private Scenario<S> named(String name, List<Scenario<S>> all) {
    return all.stream().filter(s -> s.name().equals(name)).findFirst()
        .orElseThrow(() -> new WrongUsage("there is no scenario '" + name + "'; right would be one of "
            + all.stream().map(Scenario::name).collect(Collectors.joining(", "))));
  }

  private int survey(Options options) {
    List<Scenario<S>> all = scenarios.apply(options);
    List<Scenario<S>> wanted = options.scenario().equals(Options.ALL)
        ? all : Arrays.stream(options.scenario().split(",")).map(name -> named(name, all)).toList();
    Survey<S> survey = new Survey<>(scenario -> headless(options, scenario));
    boolean right = survey.run(wanted, options.rounds(), System.err);
    PrintStream forPeople = forPeople(options);
    forPeople.println();
    survey.lines().forEach(forPeople::println);
    return right ? CORRECT : NOT_CORRECT;
  }

  private int run(Options options, Scenario<S> scenario) {
    if (!options.headless()) {
      scenarioRun(options, scenario, folder(scenario)).runOn(options.fix());
      return CORRECT;
    }
    RunResult result = headless(options, scenario);
    if (options.details() != null) {
      write(options.details(), ResultJson.details(result));
    }
    return result.correct() ? CORRECT : NOT_CORRECT;
  }

  private RunResult headless(Options options, Scenario<S> scenario) {
    Path folder = folder(scenario);
    RunResult result = scenarioRun(options, scenario, folder).run(options.fix() && scenario.fix() != null);
    if (options.json()) {
      System.out.println(ResultJson.line(result));
    }
    if (!result.correct()) {
      System.err.println("The logs of all processes are in " + folder);
    }
    return result;
  }

  private ScenarioRun<S> scenarioRun(Options options, Scenario<S> scenario, Path folder) {
    return new ScenarioRun<>(scenario, target.apply(options),
        new Launch(options.agent(), options.analyzer(), options.port(), folder), options.healthyFor(),
        new Narrator(forPeople(options), !options.headless()));
  }

  private static PrintStream forPeople(Options options) {
    return options.json() ? System.err : System.out;
  }

  private static Path folder(Scenario<?> scenario) {
    return Path.of("build", "runs",
        scenario.name() + "-" + LocalDateTime.now().format(DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss")) + "-"
            + ProcessHandle.current().pid());
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new EnvironmentFault("cannot write " + file + ": " + e.getMessage());
    }
  }
}
