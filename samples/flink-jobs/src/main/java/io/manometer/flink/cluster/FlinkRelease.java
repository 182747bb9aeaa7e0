package io.manometer.flink.cluster;

import io.manometer.scenarios.run.EnvironmentFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A line of Flink that the jobs run on. The build writes its class path to a file, see {@code runtime-2.3/pom.xml}. */
public enum FlinkRelease {
  V2_3("2.3"),
  V1_20("1.20");

  private final String label;

  FlinkRelease(String label) {
    this.label = label;
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
