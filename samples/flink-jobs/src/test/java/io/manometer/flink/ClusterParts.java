package io.manometer.flink;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.manometer.flink.JobSetting.Part;
import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.scenarios.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Skips a test where what it runs on was not put together: class paths beyond that of 2.3 take a profile. */
final class ClusterParts {

  private ClusterParts() {}

  static void assumeBuilt(FlinkRelease release, boolean kafka) {
    List<String> runtimes = new ArrayList<>(List.of("runtime-" + release.label()));
    if (kafka) {
      runtimes.add("runtime-kafka");
    }
    for (String runtime : runtimes) {
      Path classPath = Path.of("samples/flink-jobs", runtime, "target/classpath");
      assumeTrue(Files.isReadable(classPath),
          "no cluster can be put together: " + classPath + " is missing; mvn -Pflink-runtimes package writes it");
    }
  }

  static boolean needsKafka(Scenario<JobSetting> scenario) {
    return scenario.asFound().parts().contains(Part.KAFKA);
  }
}
