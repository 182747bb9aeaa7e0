package io.manometer.analyzer;

import io.manometer.analyzer.settings.ServiceAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real analyzer on a free port, and a client that talks to it over HTTP. */
public final class RunningAnalyzer implements AutoCloseable {

  private static final MediaType JSON = MediaType.get("application/json");

  private final ConfigurableApplicationContext context;
  private final OkHttpClient client = new OkHttpClient.Builder()
      .followRedirects(false).readTimeout(30, TimeUnit.SECONDS).build();
  private final String address;

  private RunningAnalyzer(ConfigurableApplicationContext context) {
    this.context = context;
    this.address = "http://127.0.0.1:" + context.getBean(ServiceAddress.class).port();
  }

  /** One after the other: what binds Spring's settings is set up at its first use, and that is not made for two at once. */
  public static synchronized RunningAnalyzer start(Path dataDir, String... arguments) {
    List<String> all = new ArrayList<>(List.of("port=0", "data-dir=" + dataDir));
    all.addAll(List.of(arguments));
    return new RunningAnalyzer(AnalyzerService.start(all, new Properties(), Map.of()));
  }

  /** An answer, read whole. */
  public record Answer(int status, okhttp3.Headers headers, byte[] body) {
    public String text() {
      return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }

  public String address() {
    return address;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** GET with headers as name, value, name, value. */
  public Answer get(String path, String... headers) {
    return send(request(path, headers));
  }

  public Answer post(String path, byte[] body, String... headers) {
    return send(request(path, headers).post(RequestBody.create(body, null)));
  }

  public Answer push(byte[] json) {
    return push(json, new String[0]);
  }

  public Answer push(byte[] json, String... headers) {
    return send(request("/api/v1/snapshots", headers).post(RequestBody.create(json, JSON)));
  }

  public Answer send(Request.Builder request) {
    try (Response response = client.newCall(request.build()).execute()) {
      return new Answer(response.code(), response.headers(), response.body().bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Request.Builder request(String path, String... headers) {
    Request.Builder request = new Request.Builder().url(address + path);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  public static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Asks again and again until the answer is yes; a bound on waiting for a cycle, which comes once a second. */
  public static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come true within 30 s");
      }
      java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  @Override
  public void close() {
    context.close();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
