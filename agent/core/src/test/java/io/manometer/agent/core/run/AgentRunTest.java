package io.manometer.agent.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.agent.core.weave.LoadedClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentRunTest {

  @TempDir private Path folder;

  private final LoadedClass jvm = new LoadedClass(StandInTarget.Gate.class);
  private final List<String> answers = new ArrayList<>();
  private final Properties ofTheBuild = System.getProperties();

  /** The build's own properties begin as the agent's do, and an unknown one refuses the attach. */
  @BeforeEach
  void hideTheBuildsProperties() {
    Properties others = new Properties();
    ofTheBuild.forEach((key, value) -> {
      if (!key.toString().startsWith("manometer.")) {
        others.put(key, value);
      }
    });
    System.setProperties(others);
  }

  @AfterEach
  void showTheBuildsProperties() {
    System.setProperties(ofTheBuild);
  }

  @Test
  void whereNothingCanBeWovenTheAttachIsRefusedWithTheReason() {
    jvm.refuse(new UnsupportedOperationException("retransformation is off"));

    assertThatThrownBy(this::attach)
        .hasMessageStartingWith("nothing is attached: ").hasMessageContaining("retransformation is off");
    assertThat(answers).isEmpty();
    assertThat(jvm.isAskingAnybody()).isFalse();
  }

  @Test
  void anEndThatFailsInTheMidstIsToldAndLeavesNothingElseUndone() throws Exception {
    AutoCloseable run = attach();
    assertThat(answers).containsExactly("0 tasks found");
    assertThat(threadsOfTheAgent()).contains("manometer-snapshot");
    jvm.keepTransformers(new OutOfMemoryError("heap"));

    assertThatThrownBy(run::close).isInstanceOf(IllegalStateException.class).hasMessageContaining("heap");
    assertThat(threadsOfTheAgent()).doesNotContain("manometer-snapshot");
    jvm.keepTransformers(null);
    run.close();
    assertThat(jvm.isAskingAnybody()).isFalse();
    assertThat(jvm.isWoven()).isFalse();
  }

  @Test
  void anAgentWhoseClassesKeepTheirCodeIsClosedAgainUntilTheyDoNot() throws Exception {
    AutoCloseable run = attach();
    jvm.refuse(new OutOfMemoryError("Metaspace"));

    assertThatThrownBy(run::close)
        .hasMessageContaining("classes keep code that does nothing").hasMessageContaining("Metaspace");
    assertThatThrownBy(run::close).hasMessageContaining("Metaspace");
    jvm.refuse(null);
    run.close();
    assertThat(jvm.isWoven()).isFalse();
  }

  private AutoCloseable attach() {
    String options = "listen=off,sample-hz=0,log-file=" + folder.resolve("log");
    return AgentRun.attach(options, jvm.instrumentation(), "1", answers::add);
  }

  private static List<String> threadsOfTheAgent() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
        .filter(name -> name.startsWith("manometer-")).toList();
  }
}
