package io.manometer.agent.boot;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a running host is told to do with the agent: {@code attach:PORT:OPTIONS} or {@code detach:PORT:}, and whoever
 * gave the order waits for one line at that port of this machine. Other tools that load agents give the options alone, or
 * {@code detach}, and get no answer but the log.
 */
public final class AttachOrder {

  /** Where answers are waited for: the same whichever kind of address either JVM prefers. */
  public static final String ANSWERS_AT = "127.0.0.1";

  /** How an answer begins when the order was obeyed; what follows is for people. */
  public static final String DONE = "done ";

  /** How it begins when not. */
  public static final String REFUSED = "refused ";

  private static final Pattern ORDER = Pattern.compile("(attach|detach):(\\d{1,5}):(.*)", Pattern.DOTALL);
  private static final int TIMEOUT_MILLIS = 2000;

  private final boolean detach;
  private final String options;
  private final int port;

  private AttachOrder(boolean detach, String options, int port) {
    this.detach = detach;
    this.options = options;
    this.port = port;
  }

  /**
   * An order as the JVM takes it.
   *
   * @param verb {@code attach} or {@code detach}
   * @param port where the answer is waited for
   */
  public static String text(String verb, int port, String options) {
    return verb + ":" + port + ":" + options;
  }

  /** @param arguments as the JVM hands them over; null when there are none */
  static AttachOrder of(String arguments) {
    String text = arguments == null ? "" : arguments;
    Matcher order = ORDER.matcher(text);
    if (!order.matches()) {
      return new AttachOrder("detach".equals(text), text, 0);
    }
    return new AttachOrder("detach".equals(order.group(1)), order.group(3), Integer.parseInt(order.group(2)));
  }

  boolean isDetach() {
    return detach;
  }

  String options() {
    return options;
  }

  /** Tells the one who waits, and where nobody waits the host's log when it went wrong. */
  void answer(String line) {
    if (port == 0) {
      if (line.startsWith(REFUSED)) {
        System.err.println("[manometer] " + line);
      }
      return;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(ANSWERS_AT, port), TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException | RuntimeException e) {
      System.err.println("[manometer] " + line + " (nobody waits for this answer: " + e + ")");
    }
  }
}
