package io.manometer.flink.cluster;

import io.manometer.scenarios.run.EnvironmentFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A line of Flink that the jobs run on. The build writes its class path to a file, see {@code runtime-2.3/pom.xml}. */
public enum FlinkRelease {
  V2_3("2.3", true),
  /** The table runtime of 1.20.5 is not in Maven Central. */
  V1_20("1.20", false);

  private final String label;
  private final boolean runsSql;

  FlinkRelease(String label, boolean runsSql) {
    this.label = label;
    this.runsSql = runsSql;
  }

  /** The release with this label, such as {@code 2.3}. */
  public static FlinkRelease labelled(String label) {
    return Arrays.stream(values())
        .filter(release -> release.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "no Flink " + label + " here; known are " + Arrays.stream(values()).map(FlinkRelease::label).toList()));
  }

  public String label() {
    return label;
  }

  public boolean runsSql() {
    return runsSql;
  }

  /** The class path of a cluster, under the folder of this module. */
  String classPath(Path module) {
    return read(module.resolve("runtime-" + label + "/target/classpath"));
  }

  /** Reads a class path that the build wrote. */
  public static String read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new EnvironmentFault("no class path at " + file + "; write it by: mvn generate-resources -Pflink-runtimes"
          + " -pl samples/flink-jobs/" + file.getParent().getParent().getFileName());
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
