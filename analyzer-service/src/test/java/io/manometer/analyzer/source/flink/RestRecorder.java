package io.manometer.analyzer.source.flink;

import io.manometer.rules.model.Operator;
import io.manometer.rules.model.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.Interceptor;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records what a real cluster answers, for {@link RecordedCluster}: run it with the address, the file to write and the
 * number of polls. The polls are those of the product; what each vertex says of its backpressure is asked for besides.
 */
final class RestRecorder {

  private final Writer out;
  private final JsonMapper json = new JsonMapper();
  private final long begun = System.nanoTime();
  private int poll;

  private RestRecorder(Writer out) {
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    try (Writer out = Files.newBufferedWriter(Path.of(args[1]), StandardCharsets.UTF_8)) {
      new RestRecorder(out).record(URI.create(args[0]), Integer.parseInt(args[2]));
    }
  }

  private void record(URI address, int polls) throws Exception {
    Set<String> vertices = new TreeSet<>();
    try (FlinkRest rest = new FlinkRest(
        address, Optional.empty(), FlinkRest.client().addInterceptor(this::kept).build())) {
      ClusterPoll cluster = new ClusterPoll(
          rest, job -> true, Optional.empty(), Clock.systemUTC(), System::nanoTime,
          time -> Thread.sleep(time.toMillis()));
      for (poll = 0; poll < polls; poll++) {
        ClusterPoll.Result result = cluster.poll();
        result.graphs().values().forEach(graph -> vertices.addAll(paths(graph)));
        for (String vertex : vertices) {
          rest.get(vertex + "/backpressure");
        }
        System.out.println("poll " + poll + ": " + result.observations().size() + " observations, "
            + result.state().jobs());
        Thread.sleep(FlinkRestSource.INTERVAL.toMillis());
      }
    }
  }

  private static Set<String> paths(Topology graph) {
    Set<String> paths = new TreeSet<>();
    for (Operator operator : graph.operators()) {
      paths.add("/jobs/" + graph.id() + "/vertices/" + operator.id());
    }
    return paths;
  }

  private Response kept(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    String query = chain.request().url().encodedQuery();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("poll", poll);
    line.put("millis", (System.nanoTime() - begun) / 1_000_000);
    line.put("path", chain.request().url().encodedPath() + (query == null ? "" : "?" + query));
    line.put("code", response.code());
    line.put("body", body(response.peekBody(16 << 20).string()));
    try {
      out.write(json.writeValueAsString(line));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return response;
  }

  private Object body(String text) {
    try {
      return json.readTree(text);
    } catch (JacksonException notJson) {
      return text;
    }
  }
}
