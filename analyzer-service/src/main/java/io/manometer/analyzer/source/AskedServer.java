package io.manometer.analyzer.source;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * A server that a source asks, and the sentences for what may be wrong with it: what, where, and what would be right. They
 * stand on pages and in logs, so they are short, on one line, and without a password that the address may hold.
 *
 * @param address without user, query and fragment
 * @param kind what should be there, such as {@code a Prometheus}
 * @param tokenFile the setting for a token, such as {@code prometheus.token-file}
 * @param withToken whether a token is sent
 */
public record AskedServer(String address, String kind, String tokenFile, boolean withToken) {

  public static AskedServer at(URI url, String kind, String tokenFile, boolean withToken) {
    String host = url.getRawAuthority().replaceAll("^.*@", "");
    String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
    return new AskedServer(url.getScheme() + "://" + host + path, kind, tokenFile, withToken);
  }

  /** Nothing came back. */
  public String noAnswer(IOException e) {
    String reason = e instanceof UnknownHostException ? "no host of this name is known"
        : Shown.text(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    return "no answer from " + address + " (" + reason + "); right would be the address of " + kind
        + " that can be reached from here";
  }

  /**
   * An answer came with a status other than 200.
   *
   * @param reason the server's own words; may be empty
   */
  public String refused(String path, int status, String reason) {
    String answered = address + " answered " + status + " to " + path
        + (reason.isBlank() ? "" : " (" + Shown.text(reason) + ")");
    return answered + "; right would be " + switch (status) {
      case 401, 403 -> withToken ? "a token that it takes, in the file that " + tokenFile + " names"
          : tokenFile + ", naming a file with a token that it takes";
      case 301, 302, 303, 307, 308 -> "the address of " + kind + " itself, as redirects are not followed";
      case 404, 405 -> "the address of " + kind + ", with the path that comes before " + path + " if there is one";
      default -> "200";
    };
  }

  /** An answer came that the source does not expect and stumbled over. */
  public String notUnderstood(RuntimeException e) {
    return "what " + address + " answered was not understood (" + Shown.text(e.toString())
        + "); right would be the address of " + kind;
  }

  /** An answer came, and this process could not take it in, as where its memory does not suffice. */
  public String notTakenIn(Error e) {
    return "what " + address + " answered could not be taken in (" + Shown.text(e.toString())
        + "); it is asked again at the next poll";
  }

  /** An answer came that {@link #kind} would not give; {@code what} it is, such as {@code text that is not JSON}. */
  public String somethingElse(String path, String what) {
    return address + " answered " + path + " with " + what + "; right would be the address of " + kind;
  }
}
