package io.manometer.agent.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.meter.TaskRegistry;
import io.manometer.agent.core.meter.Trouble;
import io.manometer.agent.core.options.Options;
import io.manometer.agent.core.weave.LoadedClass;
import io.manometer.agent.core.weave.Module;
import io.manometer.agent.core.weave.Weaver;
import io.manometer.agent.probe.Probe;
import io.manometer.agent.probe.ProbeListener;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeasuringTest {

  private final Log silent = new Log(new PrintStream(OutputStream.nullOutputStream()), Log.Level.INFO, System::nanoTime);
  private final LoadedClass jvm = new LoadedClass(StandInTarget.Gate.class);
  private final Weaver weaver = new Weaver(jvm.instrumentation(), List.of(new StandInTarget()), silent);
  private final Trouble trouble = new Trouble(silent, System::nanoTime, () -> {});
  private final TaskRegistry tasks = new TaskRegistry(weaver, trouble, silent, System::nanoTime);
  private final Measuring measuring = new Measuring(Options.ofProcess("listen=off,sample-hz=0"), "1", weaver,
      new TaskSearch(new LiveThreads(jvm.instrumentation()), weaver, tasks), tasks, trouble, new OwnThreads(silent),
      silent, System.nanoTime());

  @AfterEach
  void closeDoor() {
    Probe.listen(ProbeListener.NONE);
  }

  @Test
  void switchedOnWhereNothingCanBeWovenItStaysOffAndTellsWhy() {
    weaver.install();
    measuring.off();
    jvm.refuse(new OutOfMemoryError("Metaspace"));

    assertThat(measuring.on()).hasValueSatisfying(why -> assertThat(why).contains("Metaspace"));
    assertThat(weaver.modules().get(0).state()).isEqualTo(Module.State.OFF);
    jvm.refuse(null);
    assertThat(measuring.on()).isEmpty();
    assertThat(weaver.modules().get(0).state()).isEqualTo(Module.State.ON);
    assertThat(jvm.isWoven()).isTrue();
  }

  @Test
  void onceTheAgentLeavesNothingIsSwitchedOnAgain() {
    measuring.off();
    measuring.staysOff();

    assertThat(measuring.on()).contains("the agent is being detached");
    assertThat(jvm.isAskingAnybody()).isFalse();
  }

  @Test
  void whatIsBeingSwitchedOnAsTheAgentLeavesIsTakenOutAgain() {
    measuring.off();
    jvm.whenAskedToChange(measuring::staysOff);

    assertThat(measuring.on()).contains("the agent is being detached");
    assertThat(jvm.isAskingAnybody()).isFalse();
    assertThat(jvm.isWoven()).isFalse();
    Probe.taskStarted(new StandInTarget.Gate());
    assertThat(trouble.errors()).as("heard").isZero();
  }

  @Test
  void whatNeverStartedIsStoppedWithoutAWord() {
    assertThatCode(measuring::stop).doesNotThrowAnyException();
  }
}
