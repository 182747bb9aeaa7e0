package io.manometer.analyzer.source.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.Observation;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A job of ten vertices with two hundred subtasks each, on a hundred TaskManagers, as Flink would describe it. */
class LargeClusterTest {

  private static final int VERTICES = 10;
  private static final int PARALLELISM = 200;
  private static final int TASK_MANAGERS = 100;

  @Test
  void isReadWholeInOnePollAndWithinTheRequestsThatAPollMayMake() throws Exception {
    try (AnsweringJobManager cluster = new AnsweringJobManager(path -> Optional.of(body(path)));
        FlinkRest rest = cluster.client()) {
      ClusterPoll poll =
          new ClusterPoll(rest, job -> true, Optional.empty(), Clock.systemUTC(), () -> 0, time -> {});
      List<Observation> observations = poll.poll().observations();
      assertThat(observations).hasSize(TASK_MANAGERS);
      assertThat(observations.stream().mapToInt(each -> each.subtasks().size()).sum())
          .isEqualTo(VERTICES * PARALLELISM);
      assertThat(cluster.asked()).isLessThan(400);
    }
  }

  private static String body(String path) {
    if (path.endsWith("/metrics")) {
      return "[]";
    }
    if (path.startsWith("/taskmanagers/")) {
      return "{\"path\":\"pekko.tcp://flink@10.0.0.1:6122/user\",\"metrics\":{\"heapUsed\":1,\"heapMax\":2}}";
    }
    if (path.contains("/vertices/")) {
      return "{\"subtasks\":[" + each(PARALLELISM, LargeClusterTest::subtask) + "]}";
    }
    return switch (path) {
      case "/config" -> "{\"flink-version\":\"2.3.0\"}";
      case "/jobs/overview" -> "{\"jobs\":[{\"jid\":\"j\",\"name\":\"large\",\"state\":\"RUNNING\"}]}";
      case "/jobs/j" -> "{\"jid\":\"j\",\"name\":\"large\",\"vertices\":["
          + each(VERTICES, i -> "{\"id\":\"v" + i + "\",\"name\":\"step " + i + "\",\"parallelism\":" + PARALLELISM
              + ",\"status\":\"RUNNING\"}")
          + "],\"plan\":{\"nodes\":["
          + each(VERTICES, i -> "{\"id\":\"v" + i + "\",\"inputs\":[" + (i == 0 ? ""
              : "{\"num\":0,\"id\":\"v" + (i - 1) + "\",\"ship_strategy\":\"HASH\"}") + "]}")
          + "]}}";
      default -> "{}";
    };
  }

  private static String subtask(int index) {
    return "{\"subtask\":" + index + ",\"attempt\":0,\"status\":\"RUNNING\",\"taskmanager-id\":\"tm-" + index % TASK_MANAGERS
        + "\",\"metrics\":{\"read-bytes\":1,\"read-bytes-complete\":true,\"write-bytes\":1,\"write-bytes-complete\":true,"
        + "\"read-records\":1,\"read-records-complete\":true,\"write-records\":1,\"write-records-complete\":true,"
        + "\"accumulated-backpressured-time\":1,\"accumulated-idle-time\":1,\"accumulated-busy-time\":1}}";
  }

  private static String each(int count, IntFunction<String> what) {
    return IntStream.range(0, count).mapToObj(what).collect(Collectors.joining(","));
  }
}
