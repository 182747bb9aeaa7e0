package io.manometer.agent.attach;

import java.util.List;

/**
 * The command line of the agent's jar: puts the agent into a JVM that runs already, and takes it out again. Exit codes:
 * 0 done, 1 the agent refused or failed, 2 wrong usage, 3 the process cannot be reached.
 */
public final class AttachMain {

  private static final int WRONG_USAGE = 2;
  private static final String USAGE = """
      Usage: java -jar manometer-agent.jar attach PID [key=value,key=value]
             java -jar manometer-agent.jar detach PID

      Puts the agent into a JVM that runs already, and takes it out again: all that was woven is undone, and its threads
      and port are gone. The options are those of -javaagent, such as analyzer=http://127.0.0.1:8085.
      Run it as the user that runs the JVM, or as root, with a JDK. To have the agent from the JVM's start, give that JVM
      -javaagent:manometer-agent.jar=analyzer=http://127.0.0.1:8085

      Exit codes: 0 done, 1 the agent refused or failed, 2 wrong usage, 3 the process cannot be reached.""";

  private AttachMain() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> args) {
    if (args.equals(List.of("--help")) || args.equals(List.of("-h"))) {
      System.out.println(USAGE);
      return 0;
    }
    String verb = args.isEmpty() ? "" : args.get(0);
    boolean known = verb.equals("attach") && (args.size() == 2 || args.size() == 3)
        || verb.equals("detach") && args.size() == 2;
    if (!known) {
      return wrong(args.isEmpty() ? "attach or detach is missing" : "'" + String.join(" ", args) + "' is not understood");
    }
    String pid = args.get(1);
    if (!pid.matches("[1-9]\\d{0,9}")) {
      return wrong("'" + pid + "' is no process id; a number such as 4711 is right (jps lists those of JVMs)");
    }
    return obey(verb, Long.parseLong(pid), args.size() == 3 ? args.get(2) : "");
  }

  private static int obey(String verb, long pid, String options) {
    try {
      String answer = new RunningJvm(pid).order(verb, options);
      System.out.println(verb + "ed: " + answer);
      return 0;
    } catch (AttachProblem e) {
      System.err.println(verb + " " + pid + ": " + e.getMessage());
      return e.exitCode();
    }
  }

  private static int wrong(String problem) {
    System.err.println(problem);
    System.err.println(USAGE);
    return WRONG_USAGE;
  }
}
