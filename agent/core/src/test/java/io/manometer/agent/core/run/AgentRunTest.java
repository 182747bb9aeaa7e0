package io.manometer.agent.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.agent.core.weave.LoadedClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentRunTest {

  private static final String OPTIONS = "listen=off,sample-hz=0,log-level=error";

  private final LoadedClass jvm = new LoadedClass(StandInTarget.Gate.class);
  private final List<String> answers = new ArrayList<>();

  @Test
  void whereNothingCanBeWovenTheAttachIsRefusedWithTheReason() {
    jvm.refuse(new UnsupportedOperationException("retransformation is off"));

    assertThatThrownBy(() -> AgentRun.attach(OPTIONS, jvm.instrumentation(), "1", answers::add))
        .hasMessageStartingWith("nothing is attached: ").hasMessageContaining("retransformation is off");
    assertThat(answers).isEmpty();
    assertThat(jvm.isAskingAnybody()).isFalse();
  }
}
