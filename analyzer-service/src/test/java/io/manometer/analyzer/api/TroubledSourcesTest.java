package io.manometer.analyzer.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.manometer.analyzer.RunningAnalyzer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The analyzer where servers that it is to ask refuse, or are not there. */
class TroubledSourcesTest {

  @TempDir
  Path data;
  private HttpServer server;
  private int silentPort;

  @BeforeEach
  void start() throws IOException {
    server = server();
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
    });
    server.start();
    HttpServer silent = server();
    silentPort = silent.getAddress().getPort();
    silent.stop(0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theStatusNamesEachSourceAndWhatTroublesIt() {
    try (RunningAnalyzer analyzer = analyzer()) {
      JsonNode sources = awaited(analyzer);
      assertThat(sources).extracting(source -> source.path("name").asString())
          .containsExactly("agents", "prometheus", "prometheus-reporters", "flink");
      assertThat(sources.path(0).path("trouble").isNull()).isTrue();
      assertThat(sources.path(1).path("trouble").asString()).startsWith("no answer from http://127.0.0.1:" + silentPort);
      assertThat(sources.path(3).path("trouble").asString()).startsWith("http://127.0.0.1:" + port() + " answered 401 to ");
    }
  }

  @Test
  void thePageOfJobsSaysWhyThereAreNone() {
    try (RunningAnalyzer analyzer = analyzer()) {
      awaited(analyzer);
      String page = analyzer.get("/").text();
      assertThat(page).contains("No data from prometheus:", "no answer from http://127.0.0.1:" + silentPort,
          "No data from flink:", "answered 401 to /jobs/overview", "no running job is known from prometheus and flink");
    }
  }

  private RunningAnalyzer analyzer() {
    return RunningAnalyzer.start(
        data, "prometheus.url=http://127.0.0.1:" + silentPort, "flink.url=http://127.0.0.1:" + port());
  }

  private static JsonNode awaited(RunningAnalyzer analyzer) {
    RunningAnalyzer.await(() -> {
      JsonNode sources = sources(analyzer);
      return !sources.path(1).path("trouble").isNull() && !sources.path(2).path("trouble").isNull() && !sources.path(3).path("trouble").isNull();
    });
    return sources(analyzer);
  }

  private static JsonNode sources(RunningAnalyzer analyzer) {
    return analyzer.get("/status").json().path("sources");
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private static HttpServer server() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }
}
