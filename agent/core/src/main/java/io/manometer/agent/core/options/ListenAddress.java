package io.manometer.agent.core.options;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A host and a range of ports to listen on; {@code null} stands for "do not listen". */
public record ListenAddress(String host, int firstPort, int lastPort) {

  static ListenAddress parse(String text) {
    if ("off".equals(text)) {
      return null;
    }
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("is no address such as 127.0.0.1:9470-9489");
    }
    String host = text.substring(0, colon).replaceAll("^\\[|\\]$", "");
    String[] ports = text.substring(colon + 1).split("-", -1);
    int first = port(ports[0]);
    int last = ports.length == 1 ? first : port(ports[1]);
    if (ports.length > 2 || last < first) {
      throw new IllegalArgumentException("is no range of ports such as 9470-9489");
    }
    return new ListenAddress(host, first, last);
  }

  /** Whether only this machine can connect. An unknown host counts as one that others reach. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static int port(String text) {
    return OptionValues.number(text, 0, 65535);
  }
}
