package io.manometer.analyzer.source.flink;

import io.manometer.analyzer.source.AskedServer;
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
  private static final String TOKEN_FILE = "flink.token-file (--token-file of diagnose)";
  private static final long LARGEST_BODY = 16L << 20;

  private final HttpUrl base;
  private final AskedServer server;
  private final Optional<String> authorization;
  private final JsonMapper json = new JsonMapper();
  private final OkHttpClient http;

  /**
   * @param address such as {@code http://jobmanager:8081}; a path is kept, for a JobManager behind a proxy, and
   *     what follows it is not, as the place in Flink's own page that its address ends with
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
    this.base = parsed.newBuilder().query(null).fragment(null).build();
    this.server = AskedServer.at(address, "a JobManager's REST API", TOKEN_FILE, authorization.isPresent());
    this.authorization = authorization;
    this.http = http;
  }

  /** What was answered; {@code json} is missing where that was not 200 or not JSON. */
  private record Reply(int status, JsonNode json) {}

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
    return Optional.of(ask(path).json()).filter(json -> !json.isMissingNode());
  }

  /**
   * A list that every JobManager answers with.
   *
   * @param name of the field that holds it
   * @throws Unreachable when there is none
   */
  JsonNode list(String path, String name) throws Unreachable {
    Reply reply = ask(path);
    if (reply.status() != 200) {
      throw new Unreachable(server.refused(path, reply.status(), ""));
    }
    JsonNode list = reply.json().path(name);
    if (!list.isArray()) {
      throw new Unreachable(server.somethingElse(path, "something that is no list of " + name));
    }
    return list;
  }

  private Reply ask(String path) throws Unreachable {
    Request.Builder request = new Request.Builder().url(at(path)).header("Accept", "application/json");
    authorization.ifPresent(value -> request.header("Authorization", value));
    try (Response response = http.newCall(request.build()).execute()) {
      BufferedSource body = response.body().source();
      boolean taken = response.code() == 200 && !body.request(LARGEST_BODY + 1);
      return new Reply(response.code(), taken ? parsed(body.readByteArray()) : json.missingNode());
    } catch (IOException e) {
      throw new Unreachable(server.noAnswer(e), e);
    }
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

  private String at(String path) {
    String root = base.toString();
    return (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path;
  }
}
