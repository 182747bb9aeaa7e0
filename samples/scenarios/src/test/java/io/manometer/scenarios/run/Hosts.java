package io.manometer.scenarios.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Two hosts that are network namespaces of this machine, each with a loopback of its own. The first can be reached from
 * here and from the second; the second from the first alone.
 */
final class Hosts implements AutoCloseable {

  private static final String NET = "10.213.77.";

  /** Where the first is reached from here, and from the second. */
  static final String FIRST_FROM_HERE = NET + "2";
  static final String FIRST_FROM_SECOND = NET + "5";

  private final String here = name("h");
  private final String first = name("a");
  private final String second = name("b");

  /** The test that asks is skipped where this machine does not allow it; as root it usually does. */
  Hosts() {
    Assumptions.assumeTrue(ip("netns", "add", first), "network namespaces need root and the program ip");
    must("netns", "add", second);
    must("link", "add", here, "type", "veth", "peer", "name", "near", "netns", first);
    must("-n", first, "link", "add", "across", "type", "veth", "peer", "name", "near", "netns", second);
    must("address", "add", NET + "1/30", "dev", here);
    must("-n", first, "address", "add", FIRST_FROM_HERE + "/30", "dev", "near");
    must("-n", first, "address", "add", FIRST_FROM_SECOND + "/30", "dev", "across");
    must("-n", second, "address", "add", NET + "6/30", "dev", "near");
    must("link", "set", here, "up");
    List.of("lo", "near", "across").forEach(link -> must("-n", first, "link", "set", link, "up"));
    List.of("lo", "near").forEach(link -> must("-n", second, "link", "set", link, "up"));
  }

  /** The command as it is run on the first host; it has the same process id as the command itself. */
  List<String> onFirst(List<String> command) {
    return on(first, command);
  }

  List<String> onSecond(List<String> command) {
    return on(second, command);
  }

  @Override
  public void close() {
    ip("link", "delete", here);
    ip("netns", "delete", first);
    ip("netns", "delete", second);
  }

  private static List<String> on(String namespace, List<String> command) {
    List<String> there = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    there.addAll(command);
    return there;
  }

  private static String name(String host) {
    return "mm-" + host + ProcessHandle.current().pid();
  }

  private void must(String... arguments) {
    if (!ip(arguments)) {
      close();
      throw new AssertionError("ip " + String.join(" ", arguments) + " failed");
    }
  }

  private static boolean ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while ip ran", e));
    }
  }
}
