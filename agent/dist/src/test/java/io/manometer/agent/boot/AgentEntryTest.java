package io.manometer.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void anAgentThatIsNotGoneAtOnceIsKeptAndDetachedTheNextTime() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    AgentEntry.running = () -> {
      if (tries.incrementAndGet() == 1) {
        throw new IllegalStateException("threads still live: manometer-push");
      }
    };
    assertThatThrownBy(AgentEntry::detach).hasMessageContaining("manometer-push");

    assertThat(AgentEntry.detach()).contains("threads and port are gone");
    assertThatThrownBy(AgentEntry::detach).hasMessageContaining("not in this process");
  }

  @Test
  void anAgentWhoseCodeIsMissingIsForgotten() {
    AgentEntry.running = () -> {
      throw new NoClassDefFoundError("the jar was deleted");
    };
    assertThatThrownBy(AgentEntry::detach).isInstanceOf(NoClassDefFoundError.class);

    assertThatThrownBy(AgentEntry::detach).hasMessageContaining("not in this process");
  }
}
