package io.manometer.analyzer.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.RunningAnalyzer;
import io.manometer.analyzer.RunningAnalyzer.Answer;
import io.manometer.analyzer.TestAgent;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import okhttp3.FormBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

  private static final String TOKEN = "correct-horse-battery-staple";
  private static final String BEARER = "Bearer " + TOKEN;

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnLoopbackWithoutToken {

    RunningAnalyzer analyzer;

    @BeforeAll
    void start(@TempDir Path folder) {
      analyzer = RunningAnalyzer.start(folder, "public-url=https://watch.example.org/");
    }

    @AfterAll
    void stop() {
      analyzer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs/none", "/alerts", "/api/v1/jobs", "/status", "/-/healthy", "/nowhere", "/api/nowhere"})
    void everyAnswerForbidsForeignCodeAndGuessing(String path) {
      Answer answer = analyzer.get(path);
      assertThat(answer.headers().values("Content-Security-Policy")).singleElement().asString()
          .contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'", "connect-src 'self'",
              "form-action", "base-uri 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe", "*", "http");
      assertThat(answer.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.headers().get("X-Frame-Options")).isEqualTo("DENY");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET /<script> HTTP/1.1\r\nHost: localhost", "GET /%zz HTTP/1.1\r\nHost: localhost", "GET / HTTP/1.1",
        "GET / HTTP/1.1\r\nHost: a b", "GET /../../etc HTTP/1.1\r\nHost: localhost"})
    void whatTheServerItselfRefusesIsForbiddenThatAsWellAndToldNothing(String request) throws IOException {
      String answer = raw(request);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("Content-Security-Policy: default-src 'none'")
          .contains("X-Content-Type-Options: nosniff", "X-Frame-Options: DENY")
          .endsWith("\r\n\r\n400: the request is malformed\n")
          .doesNotContainIgnoringCase("tomcat", "<html", "Exception");
    }

    private String raw(String request) throws IOException {
      URI address = URI.create(analyzer.address());
      try (Socket socket = new Socket(address.getHost(), address.getPort())) {
        socket.getOutputStream().write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    @Test
    void answersOfTheApiAreNotStored() {
      assertThat(analyzer.get("/api/v1/jobs").headers().get("Cache-Control")).isEqualTo("no-store");
      assertThat(analyzer.get("/api/v1/jobs/none/report").headers().get("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:9", "127.9.9.9", "[::1]:80", "LOCALHOST", "watch.example.org"})
    void theHostMayBeAnyNameOfThisMachineOrThePublicOne(String host) {
      assertThat(analyzer.get("/api/v1/jobs", "Host", host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0", "10.0.0.1"})
    void aHostThatWasReboundIsTurnedAway(String host) {
      Answer answer = analyzer.get("/", "Host", host);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.json().get("error").asString()).contains("public-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost", "https://127.0.0.1:1", "::"})
    void aPostFromAPageOfAnotherOriginIsTurnedAway(String origin) {
      assertThat(analyzer.push(snapshot(), "Origin", origin).status()).isEqualTo(403);
    }

    @Test
    void aPostThatTheBrowserCallsCrossSiteIsTurnedAway() {
      assertThat(analyzer.push(snapshot(), "Sec-Fetch-Site", "cross-site").status()).isEqualTo(403);
      assertThat(analyzer.push(snapshot(), "Sec-Fetch-Site", "same-origin", "Origin", analyzer.address()).status())
          .isEqualTo(202);
      assertThat(analyzer.push(snapshot(), "Origin", "https://watch.example.org").status()).isEqualTo(202);
    }

    @Test
    void thereIsNoLoginWhereThereIsNoToken() {
      assertThat(analyzer.get("/login").status()).isEqualTo(404);
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class WithToken {

    RunningAnalyzer analyzer;

    @BeforeAll
    void start(@TempDir Path folder) {
      analyzer = RunningAnalyzer.start(folder, "listen=0.0.0.0", "token=" + TOKEN);
    }

    @AfterAll
    void stop() {
      analyzer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/jobs", "/api/v1/jobs/x/report", "/api/v1/reports/x", "/status", "/alerts", "/", "/nowhere"})
    void withoutTheTokenNothingIsToldNotEvenWhatExists(String path) {
      Answer answer = analyzer.get(path);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.headers().get("WWW-Authenticate")).startsWith("Bearer");
      assertThat(analyzer.get(path, "Authorization", "Bearer wrong-but-long-enough").status()).isEqualTo(401);
      assertThat(analyzer.get(path, "Authorization", TOKEN).status()).isEqualTo(401);
      assertThat(analyzer.get(path, "Authorization", BEARER).status()).isNotEqualTo(401);
    }

    @Test
    void agentsNeedTheTokenToPush() {
      assertThat(analyzer.push(snapshot()).status()).isEqualTo(401);
      assertThat(analyzer.push(snapshot(), "Authorization", BEARER + "x").status()).isEqualTo(401);
      assertThat(analyzer.push(snapshot(), "Authorization", BEARER).status()).isEqualTo(202);
      assertThat(analyzer.push(snapshot(), "Authorization", "bearer " + TOKEN).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/-/healthy", "/login"})
    void livenessAndTheFormAreOpen(String path) {
      assertThat(analyzer.get(path).status()).isEqualTo(200);
    }

    @Test
    void aBrowserIsLedToTheFormAndBackAndItsCookieHoldsNoToken() {
      Answer turned = analyzer.get("/jobs/a%2Fb?x=1", "Accept", "text/html,*/*");
      assertThat(turned.status()).isEqualTo(303);
      assertThat(turned.headers().get("Location")).isEqualTo("/login?next=%2Fjobs%2Fa%252Fb%3Fx%3D1");
      assertThat(analyzer.get(turned.headers().get("Location")).text()).contains("value=\"/jobs/a%2Fb?x=1\"");

      Answer entered = login(TOKEN, "/jobs/a%2Fb?x=1");
      assertThat(entered.status()).isEqualTo(303);
      assertThat(entered.headers().get("Location")).endsWith("/jobs/a%2Fb?x=1");
      String setCookie = entered.headers().get("Set-Cookie");
      assertThat(setCookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain(TOKEN);
      String cookie = setCookie.substring(0, setCookie.indexOf(';'));
      assertThat(analyzer.get("/api/v1/jobs", "Cookie", cookie).status()).isEqualTo(200);
      assertThat(analyzer.get("/alerts", "Cookie", cookie).status()).isEqualTo(200);

      assertThat(analyzer.push(snapshot(), "Cookie", cookie).status()).as("a cookie changes nothing").isEqualTo(401);

      analyzer.send(analyzer.request("/logout", "Cookie", cookie).post(new FormBody.Builder().build()));
      assertThat(analyzer.get("/api/v1/jobs", "Cookie", cookie).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\r\nX: y", ""})
    void theFormLeadsNowhereElse(String next) {
      assertThat(login(TOKEN, next).headers().get("Location")).isEqualTo("/");
      assertThat(analyzer.get("/login?next=%22%3E%3Cscript%3E").text()).doesNotContain("<script>");
    }

    @Test
    void aWrongTokenIsToldAndAPageOfAnotherOriginCannotTry() {
      Answer wrong = login("wrong", "/");
      assertThat(wrong.status()).isEqualTo(403);
      assertThat(wrong.text()).contains("not the token");
      assertThat(wrong.headers().get("Set-Cookie")).isNull();
      assertThat(analyzer.send(analyzer.request("/login", "Origin", "http://evil.example")
          .post(new FormBody.Builder().add("token", TOKEN).build())).status()).isEqualTo(403);
    }

    @Test
    void madeUpSessionsAreNoSessions() {
      assertThat(analyzer.get("/api/v1/jobs", "Cookie", "manometer_session=").status()).isEqualTo(401);
      assertThat(analyzer.get("/api/v1/jobs", "Cookie", "manometer_session=" + "0".repeat(64)).status()).isEqualTo(401);
      assertThat(analyzer.get("/api/v1/jobs", "Cookie", "manometer_session=" + TOKEN).status()).isEqualTo(401);
    }

    private Answer login(String token, String next) {
      return analyzer.send(analyzer.request("/login")
          .post(new FormBody.Builder().add("token", token).add("next", next).build()));
    }
  }

  private static byte[] snapshot() {
    return TestAgent.withBottleneck("w", "access").nextJson();
  }
}
