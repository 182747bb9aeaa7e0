package io.manometer.flink.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Asks a price service over HTTP. Threads: one for the waiting way; the other returns at once. */
final class QuoteClient implements Serializable {

  private static final long serialVersionUID = 1;

  private final String address;
  private transient HttpClient http;

  QuoteClient(String address) {
    this.address = address;
  }

  /** The price of an article. Blocks until the service has answered. */
  double quote(int article) {
    try {
      HttpURLConnection connection = (HttpURLConnection) at(article).toURL().openConnection();
      connection.setConnectTimeout(5_000);
      connection.setReadTimeout(5_000);
      try (InputStream body = connection.getInputStream()) {
        return Double.parseDouble(new String(body.readAllBytes(), StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The price of an article, later. */
  CompletableFuture<Double> quoteLater(int article) {
    if (http == null) {
      http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
    return http.sendAsync(HttpRequest.newBuilder(at(article)).build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(answer -> Double.parseDouble(answer.body()));
  }

  private URI at(int article) {
    return URI.create(address + "/" + article);
  }
}
