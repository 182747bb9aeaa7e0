package io.manometer.scenarios.run;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of the processes of a run; the Java of this process runs them all. */
final class Jvm {

  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** The program that is running now: its class path holds the scenarios, the runtime and the database. */
  private static final String CLASS_PATH = classPath();

  private Jvm() {}

  /** It ends with its standard input, so that it is not left behind when this process is killed. */
  static List<String> analyzer(Path jar, int port, Path data, List<String> options) {
    List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar",
        jar.toString(), "--port=" + port, "--data-dir=" + data, "--end-with-input=true"));
    command.addAll(options);
    return command;
  }

  static List<String> database() {
    return List.of(JAVA, "-Xmx128m", "-XX:+UseSerialGC", "-cp", CLASS_PATH,
        "io.manometer.scenarios.database.DatabaseMain");
  }

  /** The same for every scenario, so that nothing can be read off it; what to run comes by standard input. */
  static List<String> worker(Path agentJar, String agentOptions, int heapMegabytes) {
    return List.of(JAVA, "-Xms" + heapMegabytes + "m", "-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC",
        "-javaagent:" + agentJar + "=" + agentOptions, "-cp", CLASS_PATH, "io.manometer.scenarios.worker.WorkerMain");
  }

  private static String classPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}
