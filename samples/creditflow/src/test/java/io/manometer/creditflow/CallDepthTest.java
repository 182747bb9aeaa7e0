package io.manometer.creditflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.creditflow.function.Collector;
import io.manometer.creditflow.function.ProcessFunction;
import io.manometer.creditflow.operator.Operator;
import io.manometer.creditflow.serde.Serializers;
import io.manometer.creditflow.source.Source;
import io.manometer.creditflow.window.TimeWindow;
import io.manometer.creditflow.window.TumblingWindows;
import io.manometer.creditflow.window.WindowFunction;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The rule in the Javadoc of {@link Operator}: frames of operators on the stack, outermost first, are the chain. */
class CallDepthTest {

  private static final Set<String> ENTRIES = Set.of("run", "process", "watermark", "tick", "end");

  private final Map<String, Integer> operatorAt = new ConcurrentHashMap<>();

  @Test
  void theNumberOfOperatorFramesTellsWhichOperatorOfTheChainRuns() throws InterruptedException {
    Pipeline pipeline = Pipeline.named("depth");
    pipeline.source("source", Source.closedLoop(() -> n -> seen("generate", n)).limit(100), Serializers.LONG)
        .map("map", n -> seen("map", n), Serializers.LONG)
        .filter("filter", n -> seen("filter", n) >= 0)
        .flatMap("flatMap", (n, out) -> out.collect(seen("flatMap", n)), Serializers.LONG)
        .timestamps("timestamps", n -> seen("timestamps", n), Duration.ZERO)
        .process("process", AtEnd::new, Serializers.LONG)
        .map("last", n -> seen(n < 0 ? "last, from end" : "last", n), Serializers.LONG)
        .keyBy(n -> n)
        .window("window", TumblingWindows.ofEventTime(Duration.ofMillis(10)), new Last(), Serializers.LONG)
        .sink("sink", () -> n -> seen("sink", n));

    CreditFlow.run(pipeline);

    assertThat(operatorAt).containsExactlyInAnyOrderEntriesOf(Map.of(
        "generate", 0, "map", 1, "filter", 2, "flatMap", 3, "timestamps", 4, "process.end", 5, "last", 6,
        "last, from end", 6, "add", 0, "sink", 1));
  }

  private long seen(String function, long record) {
    long frames = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).walk(stack -> stack
        .filter(frame -> frame.getDeclaringClass().getPackage() == Operator.class.getPackage())
        .filter(frame -> ENTRIES.contains(frame.getMethodName()))
        .count());
    int depth = (int) frames - 1;
    Integer before = operatorAt.put(function, depth);
    assertThat(before == null ? depth : before).isEqualTo(depth);
    return record;
  }

  private final class AtEnd implements ProcessFunction<Long, Long> {
    @Override
    public void process(Long record, Collector<? super Long> out) {
      out.collect(record);
    }

    @Override
    public void end(Collector<? super Long> out) {
      out.collect(seen("process.end", -1));
    }
  }

  private final class Last implements WindowFunction<Long, Long, Long, Long> {
    @Override
    public Long create() {
      return 0L;
    }

    @Override
    public Long add(Long accumulator, Long record) {
      return seen("add", record);
    }

    @Override
    public Long result(Long key, TimeWindow window, Long accumulator) {
      return accumulator;
    }
  }
}
