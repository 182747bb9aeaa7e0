package io.manometer.benchmarks.overhead;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Takes the agent's woven code out of a measured JVM or puts it back; returns when that is done. */
record AgentSwitch(int port) {

  void set(boolean on) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + "/control/" + (on ? "on" : "off")))
        .POST(HttpRequest.BodyPublishers.noBody()).build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the agent's switch answered " + answer.statusCode() + ": " + answer.body());
    }
  }
}
