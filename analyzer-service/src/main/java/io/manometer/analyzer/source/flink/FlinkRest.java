package io.manometer.analyzer.source.flink;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GET requests to one JobManager, each bounded in time and size; redirects are not followed. Threads: any. */
final class FlinkRest implements AutoCloseable {

  private static final Duration CALL = Duration.ofSeconds(5);
  private static final long LARGEST_BODY = 16L << 20;

  private final HttpUrl base;
  private final Optional<String> authorization;
  private final JsonMapper json = new JsonMapper();
  private final OkHttpClient http;

  /**
   * @param address such as {@code http://jobmanager:8081}; a path is kept, for a JobManager behind a proxy
   * @param authorization value of the header of that name, where the proxy asks for one
   */
  FlinkRest(URI address, Optional<String> authorization) {
    this(address, authorization, client().build());
  }

  FlinkRest(URI address, Optional<String> authorization, OkHttpClient http) {
    HttpUrl parsed = HttpUrl.get(address);
    if (parsed == null) {
      throw new IllegalArgumentException(address + " is no http or https address");
    }
    this.base = parsed;
    this.authorization = authorization;
    this.http = http;
  }

  /** A client that is bounded as said above. */
  static OkHttpClient.Builder client() {
    return new OkHttpClient.Builder().callTimeout(CALL).followRedirects(false).followSslRedirects(false);
  }

  /**
   * The answer to a GET.
   *
   * @param path below the address, with its query, encoded
   * @return empty when Flink answered but not with JSON and 200, as it does for tasks that have no metrics yet
   * @throws Unreachable when nothing answered in time
   */
  Optional<JsonNode> get(String path) throws Unreachable {
    Request.Builder request = new Request.Builder().url(at(path)).header("Accept", "application/json");
    authorization.ifPresent(value -> request.header("Authorization", value));
    try (Response response = http.newCall(request.build()).execute()) {
      BufferedSource body = response.body().source();
      if (response.code() != 200 || body.request(LARGEST_BODY + 1)) {
        return Optional.empty();
      }
      return Optional.of(json.readTree(body.readByteArray()));
    } catch (IOException e) {
      throw new Unreachable("no answer from " + base + ": " + e.getMessage(), e);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private String at(String path) {
    String root = base.toString();
    return (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path;
  }
}
