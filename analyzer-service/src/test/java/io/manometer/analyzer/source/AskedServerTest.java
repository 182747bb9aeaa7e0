package io.manometer.analyzer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AskedServerTest {

  private static final AskedServer SERVER = server("https://flink.example:8081/jm/", false);

  @Test
  void theAddressIsShownWithItsPathAndWithoutItsPassword() {
    assertThat(server("http://user:secret@host:1/p/?key=secret#x", false).address()).isEqualTo("http://host:1/p");
    assertThat(server("http://user:secret@stack_jobmanager:8081/#/overview", false).address())
        .isEqualTo("http://stack_jobmanager:8081");
    assertThat(server("https://[::1]", false).address()).isEqualTo("https://[::1]");
  }

  @Test
  void aServerThatDoesNotAnswerIsToldWithTheReason() {
    assertThat(SERVER.noAnswer(new IOException("timeout"))).isEqualTo("no answer from https://flink.example:8081/jm"
        + " (timeout); right would be the address of a JobManager that can be reached from here");
    assertThat(SERVER.noAnswer(new UnknownHostException("flink.example"))).contains("(no host of this name is known)");
    assertThat(SERVER.noAnswer(new IOException())).contains("(IOException)");
  }

  @Test
  void whereATokenIsMissingOrWrongThatIsWhatWouldBeRight() {
    assertThat(SERVER.refused("/jobs", 401, "")).isEqualTo("https://flink.example:8081/jm answered 401 to /jobs;"
        + " right would be flink.token-file, naming a file with a token that it takes");
    assertThat(server("http://host", true).refused("/jobs", 403, "")).isEqualTo(
        "http://host answered 403 to /jobs; right would be a token that it takes, in the file that flink.token-file names");
  }

  @Test
  void anotherServersAnswerPointsToTheAddress() {
    assertThat(SERVER.refused("/jobs", 404, "")).endsWith(
        "right would be the address of a JobManager, with the path that comes before /jobs if there is one");
    assertThat(SERVER.refused("/jobs", 302, "")).endsWith(
        "right would be the address of a JobManager itself, as redirects are not followed");
    assertThat(SERVER.somethingElse("/jobs", "no list")).isEqualTo("https://flink.example:8081/jm answered /jobs with"
        + " no list; right would be the address of a JobManager");
  }

  @Test
  void whatTheServerSaysStaysShortAndOnOneLine() {
    String told = SERVER.refused("/jobs", 500, "a\nb\u202e" + "x".repeat(10_000));
    assertThat(told).contains("(a?b?xxx").hasSizeLessThan(250);
    assertThat(SERVER.refused("/jobs", 500, "a\u009b31m\u0085b\u2029")).contains("(a?31m?b?)");
    assertThat(SERVER.noAnswer(new IOException("Unexpected status line: a\r\nb"))).contains("a??b");
  }

  private static AskedServer server(String url, boolean withToken) {
    return AskedServer.at(URI.create(url), "a JobManager", "flink.token-file", withToken);
  }
}
