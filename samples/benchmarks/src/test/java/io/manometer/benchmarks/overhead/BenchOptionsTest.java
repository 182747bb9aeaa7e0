package io.manometer.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.manometer.benchmarks.overhead.BenchOptions.WrongUsage;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

  @Test
  void withoutATargetNoJobOfFlinkIsMeasured() {
    assertThat(parse().jobs()).isEmpty();
    assertThat(parse("--target", "creditflow").jobs()).isEmpty();
  }

  @Test
  void onFlinkBothJobsAreMeasuredUnlessOneIsNamed() {
    assertThat(parse("--target", "flink").jobs()).containsExactly(FlinkJob.KEYED, FlinkJob.ROCKSDB);
    assertThat(parse("--target", "flink", "--job", "both").jobs()).containsExactly(FlinkJob.KEYED, FlinkJob.ROCKSDB);
    assertThat(parse("--job", "rocksdb", "--target", "flink").jobs()).containsExactly(FlinkJob.ROCKSDB);
  }

  @Test
  void whatCannotBeUnderstoodIsAnsweredWithWhatWouldBeRight() {
    refused("creditflow or flink", "--target", "spark");
    refused("keyed, rocksdb or both", "--target", "flink", "--job", "heap");
    refused("--target flink", "--job", "keyed");
    refused("--pairs needs a value", "--pairs");
    refused("from 2 to 9999", "--launches", "1");
    refused("unknown option '--speed'", "--speed", "9");
  }

  private static void refused(String message, String... arguments) {
    assertThatExceptionOfType(WrongUsage.class).isThrownBy(() -> parse(arguments)).withMessageContaining(message);
  }

  /** Any file that is there passes for the agent's jar. */
  private static BenchOptions parse(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--agent";
    all[1] = "pom.xml";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return BenchOptions.parse(all);
  }
}
