package io.manometer.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the agent's jar, run as a user runs it. */
record AgentCommand(Path jar) {

  /** Puts the agent into a process and returns what it answered; a refusal fails the test. */
  String attach(long pid, String options) {
    return run("attach", String.valueOf(pid), options);
  }

  String detach(long pid) {
    return run("detach", String.valueOf(pid));
  }

  private String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-jar",
        jar.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", arguments) + " ended with " + process.exitValue() + ": " + said);
      }
      return said.strip();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
