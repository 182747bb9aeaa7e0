package io.manometer.flink.parts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A price service over HTTP that answers after the time its own upstream takes, as many requests at once as come.
 *
 * <p>Prints {@code url http://...} when it listens, and ends when its standard input does.
 */
public final class QuoteMain {

  private static final long MARKET_MICROS = 20_000;
  private static final long SCREENING_MICROS = 1_000;
  private static final long CLEARING_MICROS = 2_500;

  private final ScheduledExecutorService upstream = Executors.newSingleThreadScheduledExecutor();

  private QuoteMain() {}

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    QuoteMain quotes = new QuoteMain();
    server.createContext("/market", exchange -> quotes.answerAfter(MARKET_MICROS, exchange));
    server.createContext("/screening", exchange -> quotes.answerAfter(SCREENING_MICROS, exchange));
    server.createContext("/clearing", exchange -> quotes.answerAfter(CLEARING_MICROS, exchange));
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.start();
    System.out.println("url http://127.0.0.1:" + server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // nothing is expected; the launcher holds the pipe open
    }
    System.exit(0);
  }

  private void answerAfter(long micros, HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    byte[] price = (path.length() * 1.25 + "").getBytes(StandardCharsets.US_ASCII);
    upstream.schedule(() -> answer(exchange, price), micros, TimeUnit.MICROSECONDS);
  }

  private static void answer(HttpExchange exchange, byte[] price) {
    try (exchange) {
      exchange.sendResponseHeaders(200, price.length);
      exchange.getResponseBody().write(price);
    } catch (IOException clientLeft) {
      // nobody is there to be told
    }
  }
}
