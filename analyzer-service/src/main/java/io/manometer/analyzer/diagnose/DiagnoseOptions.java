package io.manometer.analyzer.diagnose;

import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.source.ServerAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of {@code diagnose} says.
 *
 * @param job id of the only job to look at; empty for all
 * @param flameGraphs whether Flink's flame graphs may be asked for
 * @param tokenFile whose first line a proxy before Flink wants as bearer token
 */
record DiagnoseOptions(
    URI cluster, boolean json, boolean watch, boolean flameGraphs, Optional<String> job, Optional<Path> tokenFile) {

  static final String USAGE =
      "diagnose http://jobmanager:8081 [--job ID] [--json] [--watch] [--flame-graphs] [--token-file FILE]";

  static DiagnoseOptions parse(List<String> arguments) {
    Optional<URI> cluster = Optional.empty();
    boolean json = false;
    boolean watch = false;
    boolean flameGraphs = false;
    Optional<String> job = Optional.empty();
    Optional<Path> tokenFile = Optional.empty();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "--json" -> json = true;
        case "--watch" -> watch = true;
        case "--flame-graphs" -> flameGraphs = true;
        case "--job" -> job = Optional.of(value(argument, rest));
        case "--token-file" -> tokenFile = Optional.of(Path.of(value(argument, rest)));
        default -> cluster = Optional.of(address(argument, cluster));
      }
    }
    return new DiagnoseOptions(
        cluster.orElseThrow(() -> new BadSetting("diagnose needs the JobManager's address; right would be: " + USAGE)),
        json, watch, flameGraphs, job, tokenFile);
  }

  private static URI address(String argument, Optional<URI> before) {
    if (argument.startsWith("-") || before.isPresent()) {
      throw new BadSetting("'" + argument + "' is not understood; right would be: " + USAGE);
    }
    try {
      URI address = URI.create(argument);
      if (ServerAddress.isWeb(address)) {
        return address;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // told below
    }
    throw new BadSetting("'" + argument + "' is no http or https address; right would be: " + USAGE);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new BadSetting(option + " needs a value; right would be: " + USAGE);
    }
    return rest.next();
  }
}
