package io.manometer.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentEntryTest {

  @Test
  void aJvmThatIsTooOldIsToldSo() {
    assertThat(AgentEntry.tooOld("1.8"))
        .isEqualTo("needs Java 17 or newer and this is Java 8; the host runs on without the agent");
    assertThat(AgentEntry.tooOld("16")).contains("this is Java 16");
    assertThat(AgentEntry.tooOld("17")).isNull();
    assertThat(AgentEntry.tooOld("25")).isNull();
  }
}
