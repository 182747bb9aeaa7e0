package io.manometer.agent.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line of the agent's jar, run as a user runs it. */
final class AttachCommand {

  private AttachCommand() {}

  /** How it ended, and what it printed. */
  record Result(int exit, String out, String err) {}

  static Result run(String... args) {
    return run(List.of(), Host.JAR, args);
  }

  /** @param prefix a command that runs another one, such as one that changes the user */
  static Result run(List<String> prefix, Path jar, String... args) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
    command.addAll(List.of(args));
    try {
      Process process = new ProcessBuilder(command).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the command does not end: " + out + err);
      }
      return new Result(process.exitValue(), out, err);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Result attach(Host host, String options) {
    return options.isEmpty() ? run("attach", pid(host)) : run("attach", pid(host), options);
  }

  static Result detach(Host host) {
    return run("detach", pid(host));
  }

  private static String pid(Host host) {
    return String.valueOf(host.pid());
  }
}
