package io.manometer.creditflow.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.creditflow.window.TimeWindow;
import io.manometer.creditflow.window.TumblingWindows;
import io.manometer.creditflow.window.WindowFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowOperatorTest {

  private final List<String> emitted = new ArrayList<>();
  private final WindowOperator<String, String, Integer, String> operator =
      window(TumblingWindows.ofEventTime(Duration.ofMillis(10)));

  @Test
  void aWindowIsEmittedWhenTheWatermarkHasPassedItsEnd() throws Exception {
    operator.process("a", 3);
    operator.process("a", 9);
    operator.process("b", 9);
    operator.process("a", 10);

    operator.watermark(8);
    assertThat(emitted).containsExactly("watermark 8");

    operator.watermark(9);
    assertThat(emitted).containsExactlyInAnyOrder("watermark 8", "a 0..10: 2 at 9", "b 0..10: 1 at 9", "watermark 9");
    assertThat(emitted).endsWith("watermark 9");
  }

  @Test
  void aRecordBehindTheWatermarkIsDroppedAndCounted() throws Exception {
    operator.watermark(9);

    operator.process("a", 9);
    operator.process("a", 10);
    operator.end();

    assertThat(operator.lateRecords()).isEqualTo(1);
    assertThat(emitted).containsExactly("watermark 9", "a 10..20: 1 at 19", "end");
  }

  @Test
  void openWindowsAreEmittedInOrderWhenTheInputEnds() throws Exception {
    operator.process("a", 25);
    operator.process("a", 5);
    operator.process("a", -5);

    operator.end();

    assertThat(emitted).containsExactly("a -10..0: 1 at -1", "a 0..10: 1 at 9", "a 20..30: 1 at 29", "end");
  }

  @Test
  void aRecordWithoutEventTimeIsRefused() {
    assertThatThrownBy(() -> operator.process("a", Receiver.NO_TIMESTAMP)).hasMessageContaining("call timestamps(...)");
  }

  @Test
  void aProcessingTimeWindowIsEmittedByTheClock() throws Exception {
    WindowOperator<String, String, Integer, String> byClock =
        window(TumblingWindows.ofProcessingTime(Duration.ofDays(1)));
    byClock.process("a", Receiver.NO_TIMESTAMP);

    byClock.tick(System.currentTimeMillis());
    assertThat(emitted).noneMatch(line -> line.startsWith("a "));
    byClock.tick(System.currentTimeMillis() + Duration.ofDays(1).toMillis());

    assertThat(emitted).anyMatch(line -> line.startsWith("a ") && line.contains(": 1 at "));
  }

  private WindowOperator<String, String, Integer, String> window(TumblingWindows windows) {
    WindowOperator<String, String, Integer, String> made = new WindowOperator<>(windows, record -> record, new Count());
    made.connect(new Receiver<>() {
      @Override
      public void process(String record, long timestamp) {
        emitted.add(record + " at " + timestamp);
      }

      @Override
      public void watermark(long timestamp) {
        emitted.add("watermark " + timestamp);
      }

      @Override
      public void tick(long nowMillis) {
        emitted.add("tick");
      }

      @Override
      public void end() {
        emitted.add("end");
      }
    });
    return made;
  }

  private static final class Count implements WindowFunction<String, String, Integer, String> {
    @Override
    public Integer create() {
      return 0;
    }

    @Override
    public Integer add(Integer count, String record) {
      return count + 1;
    }

    @Override
    public String result(String key, TimeWindow window, Integer count) {
      return key + " " + window.startMillis() + ".." + window.endMillis() + ": " + count;
    }
  }
}
