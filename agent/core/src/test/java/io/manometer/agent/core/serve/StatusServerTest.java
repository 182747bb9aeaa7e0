package io.manometer.agent.core.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.options.ListenAddress;
import io.manometer.agent.core.push.TokenFile;
import io.manometer.agent.core.run.OwnThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusServerTest {

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final Log log = new Log(new PrintStream(logged, true), Log.Level.INFO, System::nanoTime);
  private final List<String> switched = new ArrayList<>();
  private volatile Optional<String> staysOff = Optional.empty();
  private final HttpClient client = HttpClient.newHttpClient();
  private StatusServer server = server(null, false);
  private int port;

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void metricsStatusAndHealthAreServed() throws Exception {
    listen(new ListenAddress("127.0.0.1", 0, 0));

    assertThat(get("/metrics").body()).contains("manometer_task_busy_seconds_total");
    assertThat(get("/status").body()).contains("\"state\":\"RUNNING\"").contains("\"worker\":\"w1\"");
    assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void openMetricsIsWrittenForThoseWhoAskForIt() throws Exception {
    listen(new ListenAddress("127.0.0.1", 0, 0));

    HttpResponse<String> answer = client.send(
        request("/metrics").header("Accept", "application/openmetrics-text; version=1.0.0").build(), BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
    assertThat(answer.body()).endsWith("# EOF\n");
  }

  @Test
  void itIsReadyWhenThereIsSomethingToRead() throws Exception {
    listen(new ListenAddress("127.0.0.1", 0, 0));
    assertThat(get("/-/ready").statusCode()).isEqualTo(200);
    server.stop();

    server = new StatusServer(
        () -> null, Samples::report, 5000, new TokenFile(null, log), Optional.empty(), log);
    listen(new ListenAddress("127.0.0.1", 0, 0));
    assertThat(get("/-/ready").statusCode()).isEqualTo(503);
    assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    listen(new ListenAddress("127.0.0.1", 0, 0));

    assertThat(post("/metrics").statusCode()).isEqualTo(405);
    assertThat(post("/control/off").statusCode()).isEqualTo(404);
  }

  @Test
  void theNextFreePortOfTheRangeIsTakenAndWhereThereIsNoneAnyFreeOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int first = taken.getLocalPort();
      listen(new ListenAddress("127.0.0.1", first, first));

      assertThat(port).isNotEqualTo(first).isPositive();
      assertThat(logged.toString()).contains("are in use").contains("listening on " + port);
      assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withoutATokenItListensForNobodyElse() {
    assertThat(server.listen(new ListenAddress("0.0.0.0", 0, 0), new OwnThreads(log))).isEmpty();
    assertThat(logged.toString()).contains("listen-token-file is not set: not listening");
  }

  @Test
  void withATokenCallersMustSendIt(@TempDir Path folder) throws Exception {
    server = server(Files.writeString(folder.resolve("token"), "open sesame".replace(' ', '-')), false);
    listen(new ListenAddress("0.0.0.0", 0, 0));

    assertThat(get("/metrics").statusCode()).isEqualTo(401);
    assertThat(get("/status").statusCode()).isEqualTo(401);
    assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
    HttpResponse<String> allowed = client.send(
        request("/metrics").header("Authorization", "Bearer open-sesame").build(), BodyHandlers.ofString());
    assertThat(allowed.statusCode()).isEqualTo(200);
  }

  @Test
  void theSwitchIsThereWhenAskedForAndTakesPostsOnly() throws Exception {
    server = server(null, true);
    listen(new ListenAddress("127.0.0.1", 0, 0));

    assertThat(get("/control/off").statusCode()).isEqualTo(403);
    assertThat(post("/control/off").statusCode()).isEqualTo(200);
    assertThat(post("/control/on").statusCode()).isEqualTo(200);
    assertThat(switched).containsExactly("off", "on");

    staysOff = Optional.of("no memory for classes");
    assertThat(post("/control/on").statusCode()).isEqualTo(503);
    assertThat(post("/control/on").body()).isEqualTo("still off: no memory for classes\n");
  }

  private StatusServer server(Path token, boolean control) {
    StatusServer.Control switchboard = new StatusServer.Control() {
      @Override
      public void off() {
        switched.add("off");
      }

      @Override
      public Optional<String> on() {
        switched.add("on");
        return staysOff;
      }
    };
    return new StatusServer(() -> Samples.snapshot(1), Samples::report, 5000, new TokenFile(token, log),
        control ? Optional.of(switchboard) : Optional.empty(), log);
  }

  private void listen(ListenAddress address) {
    port = server.listen(address, new OwnThreads(log)).orElseThrow();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return client.send(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }
}
