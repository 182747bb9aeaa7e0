package io.manometer.scenarios.cli;

import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.Scenarios;
import io.manometer.scenarios.cli.Options.WrongUsage;
import io.manometer.scenarios.run.EnvironmentFault;
import io.manometer.scenarios.run.Launch;
import io.manometer.scenarios.run.RunResult;
import io.manometer.scenarios.run.ScenarioRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Runs scenarios from the command line. */
public final class Main {

  private static final int CORRECT = 0;
  private static final int NOT_CORRECT = 1;
  private static final int WRONG_USAGE = 2;
  private static final int ENVIRONMENT = 3;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  static int run(List<String> args) {
    try {
      Options options = Options.parse(args);
      if (options.list()) {
        Scenarios.all().forEach(scenario -> System.out.printf("%-16s %s%n", scenario.name(), scenario.story()));
        return CORRECT;
      }
      return run(options, scenario(options));
    } catch (WrongUsage e) {
      System.err.println("./demo: " + e.getMessage());
      return WRONG_USAGE;
    } catch (EnvironmentFault e) {
      System.err.println("./demo: " + e.getMessage());
      return ENVIRONMENT;
    }
  }

  private static Scenario scenario(Options options) {
    try {
      Scenario scenario = Scenarios.byName(options.scenario());
      if (options.fix() && scenario.fix() == null) {
        throw new WrongUsage("there is nothing to fix in scenario '" + scenario.name() + "'");
      }
      return scenario;
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(e.getMessage());
    }
  }

  private static int run(Options options, Scenario scenario) {
    Path folder = Path.of("build", "runs",
        scenario.name() + "-" + LocalDateTime.now().format(DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss")) + "-"
            + ProcessHandle.current().pid());
    Narrator narrator = new Narrator(options.json() ? System.err : System.out, !options.headless());
    ScenarioRun run = new ScenarioRun(scenario,
        new Launch(options.agent(), options.analyzer(), options.port(), folder), options.healthyFor(), narrator);
    if (!options.headless()) {
      run.runOn(options.fix());
      return CORRECT;
    }
    RunResult result = run.run(options.fix());
    if (options.json()) {
      System.out.println(ResultJson.line(result));
    }
    if (options.details() != null) {
      write(options.details(), ResultJson.details(result));
    }
    if (!result.correct()) {
      System.err.println("The logs of all processes are in " + folder);
    }
    return result.correct() ? CORRECT : NOT_CORRECT;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new EnvironmentFault("cannot write " + file + ": " + e.getMessage());
    }
  }
}
