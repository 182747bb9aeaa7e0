package io.manometer.creditflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.creditflow.function.SinkFunction;
import io.manometer.creditflow.graph.KeyGroups;
import io.manometer.creditflow.serde.BinaryOutput;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Source;
import io.manometer.creditflow.window.TimeWindow;
import io.manometer.creditflow.window.TumblingWindows;
import io.manometer.creditflow.window.WindowFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Pipelines of finite input whose whole output is known: run in one JVM and in several. The source has two subtasks;
 * each line of output is a record as the sink got it, in the order in which one sink subtask got it.
 */
enum DeliveryCase {

  FORWARD_CHAINED {
    @Override
    void declare(Pipeline pipeline, Supplier<SinkFunction<String>> sink) {
      numbers(pipeline, 0).map("text", n -> "" + n, Serializers.STRING).parallelism(2).sink("out", sink).parallelism(2);
    }

    @Override
    void check(Map<Integer, List<String>> delivered) {
      everyNumberOnce(delivered);
      orderedByOrigin(delivered);
      delivered.forEach((subtask, lines) ->
          lines.forEach(n -> assertThat(Long.parseLong(n) % 2).isEqualTo((long) subtask)));
    }
  },

  FORWARD_UNCHAINED {
    @Override
    void declare(Pipeline pipeline, Supplier<SinkFunction<String>> sink) {
      numbers(pipeline, 0)
          .map("text", n -> "" + n, Serializers.STRING).parallelism(2).startNewChain()
          .filter("all", n -> true).parallelism(2).disableChaining()
          .sink("out", sink).parallelism(2);
    }

    @Override
    void check(Map<Integer, List<String>> delivered) {
      FORWARD_CHAINED.check(delivered);
    }
  },

  REBALANCE {
    @Override
    void declare(Pipeline pipeline, Supplier<SinkFunction<String>> sink) {
      texts(pipeline).rebalance().sink("out", sink).parallelism(3);
    }

    @Override
    void check(Map<Integer, List<String>> delivered) {
      everyNumberOnce(delivered);
      orderedByOrigin(delivered);
      delivered.values().forEach(lines -> assertThat(lines.size()).isBetween(RECORDS / 3 - 2, RECORDS / 3 + 2));
    }
  },

  HASH {
    @Override
    void declare(Pipeline pipeline, Supplier<SinkFunction<String>> sink) {
      texts(pipeline).keyBy(text -> Long.parseLong(text) % 100).sink("out", sink).parallelism(3);
    }

    @Override
    void check(Map<Integer, List<String>> delivered) {
      everyNumberOnce(delivered);
      orderedByOrigin(delivered);
      delivered.forEach((subtask, lines) -> lines.forEach(n ->
          assertThat(KeyGroups.subtask(KeyGroups.of(Long.parseLong(n) % 100, 128), 128, 3)).isEqualTo(subtask)));
    }
  },

  BROADCAST {
    @Override
    void declare(Pipeline pipeline, Supplier<SinkFunction<String>> sink) {
      texts(pipeline).broadcast().sink("out", sink).parallelism(3);
    }

    @Override
    void check(Map<Integer, List<String>> delivered) {
      assertThat(delivered).hasSize(3);
      delivered.forEach((subtask, lines) -> everyNumberOnce(Map.of(subtask, lines)));
      orderedByOrigin(delivered);
    }
  },

  CUSTOM {
    @Override
    void declare(Pipeline pipeline, Supplier<SinkFunction<String>> sink) {
      texts(pipeline)
          .partition((text, targets) -> (int) (Long.parseLong(text) / 7 % targets))
          .sink("out", sink).parallelism(3);
    }

    @Override
    void check(Map<Integer, List<String>> delivered) {
      everyNumberOnce(delivered);
      orderedByOrigin(delivered);
      delivered.forEach((subtask, lines) ->
          lines.forEach(n -> assertThat((int) (Long.parseLong(n) / 7 % 3)).isEqualTo(subtask)));
    }
  },

  UNION_OF_THREE_WITH_FAN_OUT {
    @Override
    void declare(Pipeline pipeline, Supplier<SinkFunction<String>> sink) {
      OperatorStream<Long> all = numbers(pipeline, 0);
      Stream<Long> small = all.filter("small", n -> n < RECORDS / 3).parallelism(2);
      Stream<Long> large = all.filter("large", n -> n >= RECORDS / 2).parallelism(1);
      Stream<Long> others = numbers(pipeline, RECORDS).filter("middle", n -> n - RECORDS >= RECORDS / 3
          && n - RECORDS < RECORDS / 2).parallelism(2).map("back", n -> n - RECORDS, Serializers.LONG).parallelism(2);
      small.union(large, others).map("text", n -> "" + n, Serializers.STRING).sink("out", sink);
    }

    @Override
    void check(Map<Integer, List<String>> delivered) {
      everyNumberOnce(delivered);
      orderedByOrigin(delivered);
    }
  },

  RECORDS_LARGER_THAN_BUFFERS {
    @Override
    void declare(Pipeline pipeline, Supplier<SinkFunction<String>> sink) {
      pipeline.source("numbers", Source.closedLoop(() -> n -> n).limit(BIG_RECORDS), Serializers.LONG).parallelism(2)
          .map("grow", DeliveryCase::bigRecord, Serializers.BYTES).parallelism(2)
          .rebalance()
          .map("shrink", DeliveryCase::numberOf, Serializers.STRING).parallelism(2)
          .rebalance()
          .sink("out", sink);
    }

    @Override
    void check(Map<Integer, List<String>> delivered) {
      assertThat(numbersIn(delivered)).isEqualTo(LongStream.range(0, BIG_RECORDS).boxed().toList());
    }
  },

  FLAT_MAP_AND_PROCESS {
    @Override
    void declare(Pipeline pipeline, Supplier<SinkFunction<String>> sink) {
      pipeline.source("pairs", Source.closedLoop(() -> n -> n).limit(RECORDS / 2), Serializers.LONG).parallelism(2)
          .flatMap("split", (n, out) -> {
            out.collect(2 * n);
            out.collect(2 * n + 1);
          }, Serializers.LONG).parallelism(3)
          .<String>process("text", () -> (n, out) -> out.collect("" + n), Serializers.STRING).parallelism(3)
          .rebalance()
          .sink("out", sink).parallelism(2);
    }

    @Override
    void check(Map<Integer, List<String>> delivered) {
      everyNumberOnce(delivered);
    }
  },

  EVENT_TIME_WINDOWS {
    @Override
    void declare(Pipeline pipeline, Supplier<SinkFunction<String>> sink) {
      numbers(pipeline, 0)
          .timestamps("time", n -> n * 10, Duration.ofSeconds(1)).parallelism(2)
          .keyBy(n -> n % 7)
          .window("count", TumblingWindows.ofEventTime(Duration.ofSeconds(10)), new CountPerKey(), Serializers.STRING)
          .parallelism(2)
          .rebalance()
          .sink("out", sink);
    }

    @Override
    void check(Map<Integer, List<String>> delivered) {
      Map<String, Long> expected = new HashMap<>();
      LongStream.range(0, RECORDS).forEach(n -> expected.merge(n * 10 / 10_000 * 10_000 + " " + n % 7, 1L, Long::sum));
      List<String> lines = new ArrayList<>();
      expected.forEach((window, count) -> lines.add(window + " " + count));
      assertThat(all(delivered)).containsExactlyInAnyOrderElementsOf(lines);
    }
  },

  PROCESSING_TIME_WINDOWS {
    @Override
    void declare(Pipeline pipeline, Supplier<SinkFunction<String>> sink) {
      numbers(pipeline, 0)
          .keyBy(n -> n % 7)
          .window(TumblingWindows.ofProcessingTime(Duration.ofMillis(50)), new CountPerKey(), Serializers.STRING)
          .parallelism(2)
          .rebalance()
          .sink("out", sink);
    }

    @Override
    void check(Map<Integer, List<String>> delivered) {
      Map<Long, Long> counts = new TreeMap<>();
      all(delivered).forEach(line -> {
        String[] parts = line.split(" ");
        counts.merge(Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long::sum);
      });
      assertThat(counts).hasSize(7);
      counts.forEach((key, count) -> assertThat(count).isEqualTo((RECORDS - key + 6) / 7));
    }
  };

  static final int RECORDS = 60_000;
  static final int BIG_RECORDS = 60;

  abstract void declare(Pipeline pipeline, Supplier<SinkFunction<String>> sink);

  /**
   * Fails unless the output is right.
   *
   * @param delivered lines by sink subtask, in order
   */
  abstract void check(Map<Integer, List<String>> delivered);

  private static OperatorStream<Long> numbers(Pipeline pipeline, long first) {
    return pipeline.source(Source.closedLoop(() -> n -> first + n).limit(RECORDS), Serializers.LONG).parallelism(2);
  }

  private static Stream<String> texts(Pipeline pipeline) {
    return numbers(pipeline, 0).map("text", n -> "" + n, Serializers.STRING).parallelism(2);
  }

  private static byte[] bigRecord(long number) {
    BinaryOutput bytes = new BinaryOutput();
    for (int i = 0; i < 10_000 + number * 1_000; i++) {
      bytes.writeLong(number);
    }
    return Arrays.copyOf(bytes.array(), bytes.size());
  }

  private static String numberOf(byte[] record) {
    byte number = record[7];
    assertThat(record).hasSize(8 * (10_000 + number * 1_000)).isEqualTo(bigRecord(number));
    return "" + number;
  }

  private static List<String> all(Map<Integer, List<String>> delivered) {
    return delivered.values().stream().flatMap(List::stream).toList();
  }

  private static List<Long> numbersIn(Map<Integer, List<String>> delivered) {
    return all(delivered).stream().map(Long::valueOf).sorted().toList();
  }

  private static void everyNumberOnce(Map<Integer, List<String>> delivered) {
    assertThat(numbersIn(delivered)).isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
  }

  /** Each path from a source subtask is a chain of channels, so what comes over it must be in order. */
  private static void orderedByOrigin(Map<Integer, List<String>> delivered) {
    delivered.values().forEach(lines -> {
      List<Long> numbers = lines.stream().map(Long::valueOf).toList();
      for (int origin = 0; origin < 2; origin++) {
        int subtask = origin;
        for (List<Long> path : paths(numbers.stream().filter(n -> n % 2 == subtask).toList())) {
          assertThat(path).isSorted();
        }
      }
    });
  }

  /** In the pipeline with the union, the parts of the numbers take different paths. */
  private static List<List<Long>> paths(List<Long> numbers) {
    List<List<Long>> paths = new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    numbers.forEach(n -> paths.get(n < RECORDS / 3 ? 0 : n < RECORDS / 2 ? 1 : 2).add(n));
    return Collections.unmodifiableList(paths);
  }

  private static final class CountPerKey implements WindowFunction<Long, Long, Long, String> {
    @Override
    public Long create() {
      return 0L;
    }

    @Override
    public Long add(Long count, Long record) {
      return count + 1;
    }

    @Override
    public String result(Long key, TimeWindow window, Long count) {
      return window.startMillis() + " " + key + " " + count;
    }
  }
}
