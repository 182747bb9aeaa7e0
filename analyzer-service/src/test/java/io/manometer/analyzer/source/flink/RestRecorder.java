package io.manometer.analyzer.source.flink;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import okhttp3.Interceptor;
import okhttp3.Response;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records what a real cluster answers, for {@link RecordedCluster}: run it with the address, the file to write and the
 * number of polls. The polls are those of the product.
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
    try (Writer out = new OutputStreamWriter(
        new GZIPOutputStream(Files.newOutputStream(Path.of(args[1]))), StandardCharsets.UTF_8)) {
      new RestRecorder(out).record(URI.create(args[0]), Integer.parseInt(args[2]));
    }
  }

  private void record(URI address, int polls) throws Exception {
    try (FlinkRest rest = new FlinkRest(
        address, Optional.empty(), FlinkRest.client().addInterceptor(this::kept).build())) {
      ClusterPoll cluster = new ClusterPoll(
          rest, job -> true, Clock.systemUTC(), System::nanoTime, time -> Thread.sleep(time.toMillis()));
      for (poll = 0; poll < polls; poll++) {
        long next = System.nanoTime() + FlinkRestSource.INTERVAL.toNanos();
        int observations = cluster.poll().observations().size();
        System.out.println("poll " + poll + ": " + observations + " observations");
        Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
      }
    }
  }

  private Response kept(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    String body = response.peekBody(16 << 20).string();
    String query = chain.request().url().encodedQuery();
    try {
      out.write(json.writeValueAsString(Map.of(
          "poll", poll,
          "millis", (System.nanoTime() - begun) / 1_000_000,
          "path", chain.request().url().encodedPath() + (query == null ? "" : "?" + query),
          "code", response.code(),
          "body", body)));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return response;
  }
}
