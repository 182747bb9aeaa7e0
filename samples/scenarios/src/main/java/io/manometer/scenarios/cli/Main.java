package io.manometer.scenarios.cli;

import io.manometer.scenarios.Scenarios;
import io.manometer.scenarios.Setting;
import io.manometer.scenarios.cli.Options.WrongUsage;
import io.manometer.scenarios.run.Target;
import io.manometer.scenarios.run.Workers;
import java.util.List;

/** Runs the scenarios of creditflow from the command line. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(new Demo<>(options -> Scenarios.all(), Main::workers).run(List.of(args)));
  }

  private static Target<Setting> workers(Options options) {
    if (options.agentOff() || options.release() != null) {
      throw new WrongUsage("--agent off and --release go with --target flink");
    }
    return Workers::new;
  }
}
