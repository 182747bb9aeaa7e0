package io.manometer.flink.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Submits, watches and cancels jobs by the JobManager's REST API. Threads: any. */
public final class JobRest implements AutoCloseable {

  private static final MediaType JAR = MediaType.get("application/x-java-archive");
  private static final MediaType JSON = MediaType.get("application/json");

  private final String address;
  private final OkHttpClient http = new OkHttpClient.Builder()
      .callTimeout(Duration.ofSeconds(60))
      .readTimeout(Duration.ofSeconds(60))
      .build();
  private final JsonMapper json = new JsonMapper();

  public JobRest(String address) {
    this.address = address;
  }

  public String address() {
    return address;
  }

  /** Registered TaskManagers; 0 while the JobManager does not answer, or answers that it is not ready. */
  public int taskManagers() {
    try {
      return get("/overview").path("taskmanagers").asInt(0);
    } catch (UncheckedIOException | IllegalStateException e) {
      return 0;
    }
  }

  /** Uploads the jar and returns the id to run it by. */
  public String upload(Path jar) {
    RequestBody body = new MultipartBody.Builder()
        .setType(MultipartBody.FORM)
        .addFormDataPart("jarfile", jar.getFileName().toString(), RequestBody.create(jar.toFile(), JAR))
        .build();
    String stored = send(request("/jars/upload").post(body).build()).path("filename").asString();
    return stored.substring(stored.lastIndexOf('/') + 1);
  }

  /** Runs a main class of an uploaded jar and returns the id of the job that it submitted. */
  public String run(String jarId, String mainClass, List<String> arguments) {
    String body = json.writeValueAsString(Map.of("entryClass", mainClass, "programArgsList", arguments));
    return send(request("/jars/" + jarId + "/run").post(RequestBody.create(body, JSON)).build())
        .path("jobid").asString();
  }

  /** Waits until each subtask of the job runs, or has done so and read all its input. */
  public void awaitRunning(String job, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!allRun(get("/jobs/" + job))) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("job " + job + " does not run after " + limit.toSeconds() + " s: "
            + get("/jobs/" + job + "/exceptions").path("root-exception").asString("no exception told"));
      }
      Thread.sleep(100);
    }
  }

  /** State of a job, such as {@code RUNNING} or {@code FINISHED}. */
  public String state(String job) {
    return get("/jobs/" + job).path("state").asString();
  }

  /** Asks for the job to be cancelled; it ends a moment later. */
  public void cancel(String job) {
    send(request("/jobs/" + job + "?mode=cancel").patch(RequestBody.create("", null)).build());
  }

  /** Asks for other parallelisms, by vertex; the cluster must run the adaptive scheduler, which starts the job anew. */
  public void rescale(String job, Map<String, Integer> parallelism) {
    Map<String, Object> wanted = new TreeMap<>();
    parallelism.forEach((vertex, most) ->
        wanted.put(vertex, Map.of("parallelism", Map.of("lowerBound", 1, "upperBound", most))));
    RequestBody body = RequestBody.create(json.writeValueAsString(wanted), JSON);
    send(request("/jobs/" + job + "/resource-requirements").put(body).build());
  }

  /** The answer to a GET. */
  public JsonNode get(String path) {
    return send(request(path).build());
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static boolean allRun(JsonNode job) {
    if (!job.path("state").asString("").equals("RUNNING")) {
      return false;
    }
    for (JsonNode vertex : job.path("vertices")) {
      JsonNode tasks = vertex.path("tasks");
      int began = tasks.path("RUNNING").asInt(0) + tasks.path("FINISHED").asInt(0);
      if (began != vertex.path("parallelism").asInt(-1)) {
        return false;
      }
    }
    return true;
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(address + path);
  }

  private JsonNode send(Request request) {
    try (Response response = http.newCall(request).execute()) {
      String body = response.body().string();
      if (!response.isSuccessful()) {
        throw new IllegalStateException(request.method() + " " + request.url() + ": " + response.code() + " " + body);
      }
      return json.readTree(body.isEmpty() ? "{}" : body);
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.url(), e);
    }
  }
}
