package io.manometer.analyzer.source.prometheus;

import io.manometer.analyzer.source.AskedServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks one Prometheus for raw samples, bounded in time and size; redirects are not followed. Threads: any. */
final class PrometheusApi implements AutoCloseable {

  private static final Duration CALL = Duration.ofSeconds(10);
  private static final long LARGEST_BODY = 64L << 20;
  private static final String QUERY = "/api/v1/query";

  private final AskedServer server;
  private final HttpUrl query;
  private final Optional<String> authorization;
  private final JsonMapper json = new JsonMapper();
  private final OkHttpClient http = new OkHttpClient.Builder()
      .callTimeout(CALL).followRedirects(false).followSslRedirects(false).build();

  /** @param authorization value of the header of that name, where the server asks for one */
  PrometheusApi(URI address, Optional<String> authorization) {
    this.server = AskedServer.at(
        address, "a Prometheus, Thanos or Mimir", "prometheus.token-file", authorization.isPresent());
    this.query = HttpUrl.get(address).newBuilder().addPathSegments(QUERY.substring(1)).build();
    this.authorization = authorization;
  }

  /**
   * The raw samples of a range selector such as {@code up[1m]}, with the times at which they were scraped.
   *
   * @throws IOException when there is no answer, or none that can be used; the message says which
   */
  List<Series> samples(String selector) throws IOException {
    Request.Builder request = new Request.Builder().url(query)
        .post(new FormBody.Builder().add("query", selector).add("timeout", CALL.toSeconds() + "s").build());
    authorization.ifPresent(value -> request.header("Authorization", value));
    Optional<byte[]> body;
    int status;
    try (Response response = http.newCall(request.build()).execute()) {
      status = response.code();
      body = read(response.body().source());
    } catch (IOException e) {
      throw new IOException(server.noAnswer(e), e);
    }
    JsonNode answer = body.map(this::parsed).orElseGet(json::missingNode);
    if (status != 200) {
      throw new IOException(server.refused(QUERY, status, answer.path("error").asString(""))
          + (status == 400 || status == 422 ? ", with prometheus.matchers that it can read and that choose few series" : ""));
    }
    if (body.isEmpty()) {
      throw new IOException(server.address() + " answered " + QUERY + " with more than " + LARGEST_BODY
          + " bytes; right would be prometheus.matchers that choose fewer series");
    }
    if (!answer.path("data").path("result").isArray()) {
      throw new IOException(server.somethingElse(QUERY, "something that is no list of series"));
    }
    return series(answer);
  }

  /** Empty when there is more than can be taken. */
  private static Optional<byte[]> read(BufferedSource body) throws IOException {
    return body.request(LARGEST_BODY + 1) ? Optional.empty() : Optional.of(body.readByteArray());
  }

  private JsonNode parsed(byte[] body) {
    try {
      return json.readTree(body);
    } catch (JacksonException notJson) {
      return json.missingNode();
    }
  }

  AskedServer server() {
    return server;
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static List<Series> series(JsonNode answer) {
    List<Series> all = new ArrayList<>();
    for (JsonNode result : answer.path("data").path("result")) {
      Map<String, String> labels = new HashMap<>();
      result.path("metric").properties().forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
      List<Series.Point> points = new ArrayList<>();
      for (JsonNode value : result.path("values")) {
        point(value).ifPresent(points::add);
      }
      all.add(new Series(labels, points));
    }
    return all;
  }

  /** What is not a finite number, as after the end of a series, is no point. */
  private static Optional<Series.Point> point(JsonNode value) {
    try {
      double number = Double.parseDouble(value.path(1).asString(""));
      long millis = Math.round(value.path(0).asDouble(0) * 1000);
      return Double.isFinite(number) ? Optional.of(new Series.Point(millis, number)) : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
