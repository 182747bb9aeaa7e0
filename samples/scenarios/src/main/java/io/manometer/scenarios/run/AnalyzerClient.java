package io.manometer.scenarios.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads the analyzer's JSON API as any user would. An answer that does not come is empty, not an error. */
public final class AnalyzerClient {

  private final HttpUrl base;
  private final OkHttpClient http = new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(5)).build();
  private final ObjectMapper json = new ObjectMapper();

  AnalyzerClient(String address) {
    this.base = HttpUrl.get(address);
  }

  boolean ready() {
    return get(base.newBuilder().addPathSegments("-/ready").build()).isPresent();
  }

  /** The id of the job of that name; the agent chooses ids. */
  Optional<String> jobId(String name) {
    return get(base.newBuilder().addPathSegments("api/v1/jobs").build()).flatMap(body -> {
      for (JsonNode job : json.readTree(body)) {
        if (job.path("name").asString().equals(name)) {
          return Optional.of(job.path("id").asString());
        }
      }
      return Optional.empty();
    });
  }

  /** The latest report of a job. */
  public Optional<JsonNode> report(String jobId) {
    HttpUrl.Builder url = base.newBuilder().addPathSegments("api/v1/jobs").addPathSegment(jobId);
    return get(url.addPathSegment("report").build()).map(json::readTree);
  }

  /** The address of the job's page, for people. */
  String page(String jobId) {
    return base.newBuilder().addPathSegment("jobs").addPathSegment(jobId).build().toString();
  }

  private Optional<String> get(HttpUrl url) {
    try (Response response = http.newCall(new Request.Builder().url(url).build()).execute()) {
      return response.isSuccessful() ? Optional.of(response.body().string()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
