package io.manometer.analyzer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.analyzer.TestAgent;
import io.manometer.analyzer.api.IngestController;
import io.manometer.rules.model.Observation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

class AgentPushSourceTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final AgentPushSource source = new AgentPushSource();

  @Test
  void whatWasPushedIsFetchedOnceWithTheTimeItCame() throws Exception {
    push(TestAgent.withBottleneck("w", "a"));
    assertThat(source.fetch(NOW.plusSeconds(1))).singleElement().extracting(Observation::at).isEqualTo(NOW);
    assertThat(source.fetch(NOW.plusSeconds(2))).isEmpty();
  }

  @Test
  void aFullQueueTurnsAwayUntilTheNextCycleHasFetched() throws Exception {
    TestAgent agent = new TestAgent("w", "a", "a").operator("only", "only", 1, 0, 0, 1);
    byte[] json = agent.nextJson();
    for (int i = 0; i < 2_000; i++) {
      source.accept(new ByteArrayInputStream(json), null, NOW);
    }
    ResponseEntity<byte[]> answer = new IngestController(source, Clock.systemUTC()).push(request(json));
    assertThat(answer.getStatusCode().value()).isEqualTo(429);
    assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("1");
    assertThat(source.counters().turnedAway()).isEqualTo(1);
    assertThat(source.counters().heldBytes()).isEqualTo(2_000L * json.length);

    assertThat(source.fetch(NOW)).hasSize(2_000);
    assertThat(source.counters().heldBytes()).isZero();
    assertThat(new IngestController(source, Clock.systemUTC()).push(request(json)).getStatusCode().value()).isEqualTo(202);
  }

  @Test
  void memoryForBodiesIsBoundedOverAllSendersAndGivenBack() {
    MemoryBudget memory = new MemoryBudget(100_000);
    assertThatThrownBy(() -> BodyLimits.STANDARD.read(new ByteArrayInputStream(new byte[200_000]), null, memory, System::nanoTime))
        .isInstanceOf(Overloaded.class);
    assertThat(memory.used()).isZero();
    assertThatThrownBy(() -> BodyLimits.STANDARD.read(brokenAfter(50_000), null, memory, System::nanoTime))
        .isInstanceOf(IOException.class);
    assertThat(memory.used()).isZero();
  }

  @Test
  void aBodyThatDripsInIsGivenUp() {
    AtomicLong nanos = new AtomicLong();
    InputStream drip = new InputStream() {
      @Override
      public int read() {
        return ' ';
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        target[offset] = ' ';
        return 1;
      }
    };
    MemoryBudget memory = new MemoryBudget(1 << 20);
    assertThatThrownBy(() -> BodyLimits.STANDARD.read(drip, null, memory, nanos::get))
        .isInstanceOfSatisfying(BadSnapshot.class, e -> assertThat(e.status()).isEqualTo(408));
    assertThat(memory.used()).isZero();
  }

  private void push(TestAgent agent) throws Exception {
    source.accept(new ByteArrayInputStream(agent.nextJson()), null, NOW);
  }

  private static MockHttpServletRequest request(byte[] json) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/snapshots");
    request.setContentType("application/json");
    request.setContent(json);
    return request;
  }

  private static InputStream brokenAfter(int bytes) {
    return new InputStream() {
      private int left = bytes;

      @Override
      public int read() throws IOException {
        if (left-- <= 0) {
          throw new IOException("connection reset");
        }
        return ' ';
      }
    };
  }
}
