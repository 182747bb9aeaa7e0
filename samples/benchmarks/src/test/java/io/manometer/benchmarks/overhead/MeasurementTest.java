package io.manometer.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeasurementTest {

  private static final Timing TIMING = new Timing(1, 2, 3, 4, 5);

  private final List<String> happened = new CopyOnWriteArrayList<>();
  private final List<String> told = new ArrayList<>();
  private HttpServer agent;

  @BeforeEach
  void agentListens() throws IOException {
    agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    agent.createContext("/control/", exchange -> {
      happened.add(exchange.getRequestURI().getPath().substring("/control/".length()));
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    agent.start();
  }

  @AfterEach
  void agentEnds() {
    agent.stop(0);
  }

  @Test
  void stretchesAlternateAfterOneSwitchThatCountsForNoneAndTheTimeAfterASwitchIsThrownAway() throws Exception {
    Rates rates = new Measurement(Counting::new, TIMING, told::add).stretches(2);

    assertThat(happened).containsExactly("start MANOMETER", "wait 1", "3", "off", "wait 2", "3", "on", "wait 2",
        "on", "wait 2", "3", "off", "wait 2", "3", "off", "wait 2", "3", "on", "wait 2", "3", "close");
    assertThat(rates).isEqualTo(new Rates(List.of(300.0, 600.0), List.of(400.0, 500.0)));
    assertThat(told).contains("  as started 100, after the first switch 200 records/s");
  }

  @Test
  void launchesTakeTurnsAndOneHasEndedBeforeTheNextBegins() throws Exception {
    Map<Companion, List<Double>> rates = new Measurement(Counting::new, TIMING, told::add)
        .launches(List.of(Companion.MANOMETER, Companion.NONE), 2);

    assertThat(happened).containsExactly(
        "start MANOMETER", "wait 4", "5", "close", "start NONE", "wait 4", "5", "close",
        "start MANOMETER", "wait 4", "5", "close", "start NONE", "wait 4", "5", "close");
    assertThat(rates).isEqualTo(
        Map.of(Companion.MANOMETER, List.of(100.0, 100.0), Companion.NONE, List.of(100.0, 100.0)));
  }

  /** Does a hundred more a second each time that it is asked. */
  private final class Counting implements Measured {

    private double rate;

    Counting(Companion companion) {
      happened.add("start " + companion);
    }

    @Override
    public void letRun(long millis) {
      happened.add("wait " + millis);
    }

    @Override
    public double perSecondFor(long millis) {
      happened.add(Long.toString(millis));
      return rate += 100;
    }

    @Override
    public Progress progress() {
      throw new AssertionError("not asked");
    }

    @Override
    public void failIfEnded() {}

    @Override
    public AgentSwitch agent() {
      return new AgentSwitch(agent.getAddress().getPort());
    }

    @Override
    public void close() {
      happened.add("close");
    }
  }
}
