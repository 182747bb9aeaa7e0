package io.manometer.flink;

import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.scenarios.Scenario;
import io.manometer.scenarios.cli.Demo;
import io.manometer.scenarios.cli.Options;
import io.manometer.scenarios.cli.Options.WrongUsage;
import io.manometer.scenarios.run.Target;
import java.nio.file.Path;
import java.util.List;

/** Runs the scenarios on Flink from the command line, in the root of the checkout. */
public final class Main {

  private static final Path MODULE = Path.of("samples/flink-jobs");

  private Main() {}

  public static void main(String[] args) {
    System.exit(new Demo<>(Main::scenarios, Main::cluster).run(List.of(args)));
  }

  private static List<Scenario<JobSetting>> scenarios(Options options) {
    FlinkRelease release = release(options.release());
    return options.agentOff() ? FlinkScenarios.withoutAgentOn(release) : FlinkScenarios.on(release);
  }

  private static Target<JobSetting> cluster(Options options) {
    FlinkRelease release = release(options.release());
    return processes -> new FlinkDeployment(processes, release, MODULE.toAbsolutePath(), !options.agentOff());
  }

  private static FlinkRelease release(String label) {
    try {
      return label == null ? FlinkRelease.V2_3 : FlinkRelease.labelled(label);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(e.getMessage());
    }
  }
}
