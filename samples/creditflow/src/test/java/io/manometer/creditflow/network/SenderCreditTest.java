package io.manometer.creditflow.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.creditflow.serde.Serializers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Grants, sends and flushes at once, from threads of their own. */
@Timeout(60)
class SenderCreditTest {

  private static final int BUFFERS = 20_000;

  private final OutputGate output = ChannelFixture.output(ChannelFixture.edge(Serializers.LONG), BUFFERS, 13);
  private final Subpartition sender = output.subpartitions()[0];
  private final List<Long> sequences = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger granted = new AtomicInteger();
  private final CyclicBarrier start = new CyclicBarrier(4);

  @Test
  void whoeverGrantsAndSendsNoFrameGoesOutTwiceOrWithoutCredit() throws Exception {
    sender.connect(ignored -> {});
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Void>> ends = threads.invokeAll(List.of(this::write, this::grant, this::send, this::send));
      for (Future<Void> end : ends) {
        end.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(sequences).containsExactlyElementsOf(LongStream.range(0, BUFFERS).boxed().toList());
    assertThat(sender.drained()).isTrue();
    assertThat(output.pool().requested()).isZero();
  }

  private Void write() throws Exception {
    start.await();
    for (int i = 0; i < BUFFERS; i++) {
      sender.append(new byte[13], 13, 1);
      output.flush();
    }
    sender.end();
    return null;
  }

  private Void grant() throws Exception {
    start.await();
    while (granted.get() < BUFFERS) {
      granted.incrementAndGet();
      sender.grant(1);
      if (granted.get() % 100 == 0) {
        Thread.yield();
      }
    }
    return null;
  }

  private Void send() throws Exception {
    start.await();
    while (!sender.drained()) {
      boolean sent = sender.sendNext((header, memory, offset, length) -> {
        sequences.add(header.sequence());
        assertThat(header.sequence()).isLessThan(granted.get());
        assertThat(header.firstRecord()).isEqualTo(header.sequence());
      });
      if (!sent) {
        Thread.yield();
      }
    }
    return null;
  }
}
