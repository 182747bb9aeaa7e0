package io.manometer.analyzer.source.prometheus;

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
  private static final int LONGEST_ERROR = 200;

  private final HttpUrl query;
  private final Optional<String> authorization;
  private final JsonMapper json = new JsonMapper();
  private final OkHttpClient http = new OkHttpClient.Builder()
      .callTimeout(CALL).followRedirects(false).followSslRedirects(false).build();

  /** @param authorization value of the header of that name, where the server asks for one */
  PrometheusApi(URI address, Optional<String> authorization) {
    this.query = HttpUrl.get(address).newBuilder().addPathSegments("api/v1/query").build();
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
    try (Response response = http.newCall(request.build()).execute()) {
      BufferedSource body = response.body().source();
      if (body.request(LARGEST_BODY + 1)) {
        throw new IOException(query + " answered with more than " + LARGEST_BODY + " bytes");
      }
      return series(response.code(), json.readTree(body.readByteArray()));
    } catch (JacksonException e) {
      throw new IOException(query + " answered with something that is not JSON", e);
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private List<Series> series(int code, JsonNode answer) throws IOException {
    if (code != 200 || !answer.path("status").asString("").equals("success")) {
      String error = answer.path("error").asString("no reason told");
      throw new IOException(query + " answered " + code + ": "
          + error.substring(0, Math.min(LONGEST_ERROR, error.length())));
    }
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
