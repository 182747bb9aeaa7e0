package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.Observation;
import io.manometer.rules.model.SubtaskId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Against a cluster that renews its metrics as Flink does: in the background, when it is asked for some and they are older
 * than ten seconds. Time passes by requests and pauses only.
 */
class PaceTest {

  private static final long OLDEST_MILLIS = 10_000;
  private static final long RENEWAL_TAKES_MILLIS = 300;
  private static final long REQUEST_MILLIS = 60;

  private final AtomicLong now = new AtomicLong();
  private final AtomicLong renewed = new AtomicLong(-60_000);
  private final AtomicInteger renewals = new AtomicInteger();
  private RecordedCluster cluster;
  private FlinkRest rest;
  private ClusterPoll poll;

  @BeforeEach
  void start() throws IOException {
    cluster = new RecordedCluster("2.3.0/steady");
    cluster.turnTo(1);
    cluster.beforeEachAnswer(this::asked);
    rest = new FlinkRest(cluster.address(), Optional.empty());
    poll = new ClusterPoll(rest, job -> true, Optional.empty(), clock(), () -> now.get() * 1_000_000,
        time -> now.addAndGet(time.toMillis()));
  }

  @AfterEach
  void stop() {
    rest.close();
    cluster.close();
  }

  @Test
  void aPollThatBeginsSlowlyDoesNotMakeLaterOnesReadWhileMetricsAreRenewed() throws Exception {
    now.addAndGet(500);
    Set<SubtaskId> all = told(poll.poll());
    assertThat(all).hasSizeGreaterThan(3);
    for (int i = 0; i < 3; i++) {
      now.addAndGet(FlinkRestSource.INTERVAL.toMillis());
      assertThat(told(poll.poll())).isEqualTo(all);
    }
  }

  @Test
  void aRenewalThatSomebodyElseSetsOffWhileVerticesAreReadLosesNoReading() throws Exception {
    Set<SubtaskId> all = told(poll.poll());
    for (int i = 0; i < 3; i++) {
      long begin = now.addAndGet(FlinkRestSource.INTERVAL.toMillis());
      renewed.set(begin + 1_200 - OLDEST_MILLIS);
      assertThat(told(poll.poll())).isEqualTo(all);
    }
  }

  private void asked() {
    long at = now.addAndGet(REQUEST_MILLIS);
    if (at - renewed.get() > OLDEST_MILLIS) {
      renewed.set(at);
      renewals.incrementAndGet();
    }
    int visible = renewals.get() - (at - renewed.get() < RENEWAL_TAKES_MILLIS ? 1 : 0);
    cluster.turnTo(Math.min(cluster.polls() - 1, 1 + Math.max(0, visible)));
  }

  private static Set<SubtaskId> told(ClusterPoll.Result result) {
    Set<SubtaskId> told = new TreeSet<>();
    for (Observation observation : result.observations()) {
      observation.subtasks().forEach(subtask -> told.add(subtask.id()));
    }
    return told;
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return RecordedCluster.BEGUN.plus(Duration.ofMillis(now.get()));
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
