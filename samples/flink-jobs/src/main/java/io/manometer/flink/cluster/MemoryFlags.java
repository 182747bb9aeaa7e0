package io.manometer.flink.cluster;

import io.manometer.scenarios.run.Child;
import io.manometer.scenarios.run.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The JVM flags and arguments that Flink's start scripts would use for a configuration; Flink's own tool computes them.
 *
 * @param jvmFlags such as {@code -Xmx}
 * @param arguments for the main class, {@code -D key=value} each
 */
record MemoryFlags(List<String> jvmFlags, List<String> arguments) {

  private static final String TOOL = "org.apache.flink.runtime.util.bash.BashJavaUtils";
  private static final String MARK = "BASH_JAVA_UTILS_EXEC_RESULT:";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** For both kinds of JVM. */
  record Both(MemoryFlags jobManager, MemoryFlags taskManager) {}

  static Both of(Processes processes, String prefix, FlinkJvm jvm, Path conf) {
    Child jobManager = ask(processes, prefix + "jobmanager-memory", "GET_JM_RESOURCE_PARAMS", jvm, conf);
    Child taskManager = ask(processes, prefix + "taskmanager-memory", "GET_TM_RESOURCE_PARAMS", jvm, conf);
    jobManager.awaitEnd(LIMIT);
    taskManager.awaitEnd(LIMIT);
    processes.end(List.of(jobManager, taskManager));
    return new Both(answer(jobManager), answer(taskManager));
  }

  private static Child ask(Processes processes, String name, String question, FlinkJvm jvm, Path conf) {
    return processes.start(
        name,
        jvm.command(
            List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), name, TOOL,
            List.of(question, "--configDir", conf.toString())),
        jvm.environment());
  }

  /** The tool writes one line for each, the first of flags, the second of arguments. */
  private static MemoryFlags answer(Child tool) {
    List<String> answers = tool.lines(MARK);
    if (answers.isEmpty()) {
      throw new IllegalStateException("Flink's memory tool gave no answer, see the log of " + tool.name());
    }
    return new MemoryFlags(words(answers.get(0)), words(answers.size() > 1 ? answers.get(1) : ""));
  }

  private static List<String> words(String line) {
    return Optional.of(line.strip()).filter(l -> !l.isEmpty()).map(l -> List.of(l.split("\\s+"))).orElse(List.of());
  }
}
