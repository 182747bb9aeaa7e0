package io.manometer.analyzer.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Posts JSON to a receiver, carefully: one attempt, bounded in time from connecting to the answer, redirects not
 * followed, the answer's body not read, link-local addresses (where clouds keep their metadata) refused after the name
 * is resolved. Loopback and private addresses are allowed: the address comes from the settings, never from a request.
 */
final class HttpPost {

  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient client;

  HttpPost(Duration timeout) {
    this.client = new OkHttpClient.Builder()
        .callTimeout(timeout)
        .connectTimeout(timeout)
        .readTimeout(timeout)
        .writeTimeout(timeout)
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(false)
        .dns(HttpPost::resolved)
        .build();
  }

  /** Returns when the receiver answered 2xx. */
  void send(HttpUrl url, byte[] body, Map<String, String> headers) throws DeliveryFailed {
    Request.Builder request = new Request.Builder().url(url).post(RequestBody.create(body, JSON));
    headers.forEach(request::header);
    try (Response response = client.newCall(request.build()).execute()) {
      if (!response.isSuccessful()) {
        throw DeliveryFailed.refused("answered " + response.code());
      }
    } catch (IOException e) {
      throw DeliveryFailed.unreachable(reason(e));
    }
  }

  private static List<InetAddress> resolved(String host) throws UnknownHostException {
    List<InetAddress> addresses = Dns.SYSTEM.lookup(host);
    for (InetAddress address : addresses) {
      if (address.isLinkLocalAddress() || address.isMulticastAddress()) {
        throw new UnknownHostException(host + " is a link-local or multicast address, which alerts are not sent to");
      }
    }
    return addresses;
  }

  private static String reason(IOException e) {
    String message = e.getMessage() == null ? "" : ": " + Text.line(e.getMessage(), 200);
    return e.getClass().getSimpleName() + message;
  }
}
