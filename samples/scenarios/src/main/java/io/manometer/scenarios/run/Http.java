package io.manometer.scenarios.run;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the programs of a run. */
final class Http {

  private static final OkHttpClient CLIENT = new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(10)).build();

  private Http() {}

  /** The answer's text; empty where none comes or it is no success. */
  static Optional<String> get(String url) {
    try (Response response = CLIENT.newCall(new Request.Builder().url(url).build()).execute()) {
      return response.isSuccessful() ? Optional.of(response.body().string()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static JsonNode json(String url) {
    return JsonMapper.shared().readTree(get(url).orElseThrow(() -> new EnvironmentFault(url + " has no answer")));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
