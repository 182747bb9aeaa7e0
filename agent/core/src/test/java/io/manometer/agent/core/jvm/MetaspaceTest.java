package io.manometer.agent.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetaspaceTest {

  private static final long MB = 1 << 20;

  @Test
  void withLessThan32MegabytesLeftTheAgentDoesNotFitIn() {
    assertThat(new Metaspace(225 * MB, 256 * MB).shortage()).hasValueSatisfying(why -> assertThat(why)
        .startsWith("225 MB of 256 MB metaspace are used").contains("32 MB").contains("-XX:MaxMetaspaceSize"));
    assertThat(new Metaspace(224 * MB, 256 * MB).shortage()).isEmpty();
  }

  @Test
  void withoutALimitItAlwaysDoes() {
    assertThat(new Metaspace(10_000 * MB, -1).shortage()).isEmpty();
  }

  @Test
  void theJvmTellsWhatItUses() {
    assertThat(Metaspace.now().usedBytes()).isPositive();
  }
}
