package io.manometer.agent.core.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.core.meter.MeterReading;
import io.manometer.agent.core.meter.SubtaskMeter;
import io.manometer.agent.core.meter.TrackedTask;
import io.manometer.agent.target.JoinPoint;
import io.manometer.agent.target.TargetLine;
import io.manometer.agent.target.TaskView;
import io.manometer.wire.StackProfile.ClassCount;
import io.manometer.wire.StackProfile.StackClass;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looks at a real thread that stands in a method of this class; its meter is written by the test. */
@Timeout(60)
class StackSamplerTest {

  private static final String HERE = StackSamplerTest.class.getName();

  private final SubtaskMeter meter = new SubtaskMeter(System::nanoTime, MeterReading.ZERO);
  private final StackTally tally = new StackTally();
  private final Object monitor = new Object();
  private final CountDownLatch over = new CountDownLatch(1);
  private Runnable duringTheLook = () -> {};
  private Thread thread;

  @AfterEach
  void endThread() throws InterruptedException {
    over.countDown();
    thread.join();
  }

  @Test
  void workIsCountedHoweverManyWaitsBeganAndEndedAroundTheLook() throws Exception {
    standIn(this::work);
    duringTheLook = () -> {
      meter.inputWaitBegan();
      meter.waitEnded();
    };

    look();

    assertThat(tally.read().samples()).isEqualTo(1);
  }

  @Test
  void aThreadThatHasBegunToWaitWhenTheLookComesIsNotCounted() throws Exception {
    standIn(this::awaitInput);
    duringTheLook = meter::inputWaitBegan;

    look();

    assertThat(tally.read().samples()).isZero();
  }

  @Test
  void aThreadAtTheVeryEdgeOfAWaitIsNotCounted() throws Exception {
    standIn(this::awaitInput);

    look();

    assertThat(tally.read().samples()).isZero();
  }

  @Test
  void whereAllAreHeardWaitingNoneIsLookedAt() throws Exception {
    standIn(this::work);
    meter.inputWaitBegan();

    StackSampler sampler = look();

    assertThat(tally.read().samples()).isZero();
    assertThat(sampler.pauses()).isZero();
  }

  @Test
  void aThreadThatWaitsBrieflyAndOftenIsJudgedByItsStackToo() throws Exception {
    standIn(this::work);
    meter.inputWaitBegan();
    SubtaskMeter busy = new SubtaskMeter(System::nanoTime, MeterReading.ZERO);
    StackSampler sampler = sampler(List.of(task(meter, tally), task(busy, new StackTally())));

    sampler.lookAndThenWaitNanos();
    assertThat(tally.read().samples()).isEqualTo(1);
    sampler.lookAndThenWaitNanos();
    assertThat(tally.read().samples()).as("it has only waited since").isEqualTo(1);
    meter.waitEnded();
    meter.inputWaitBegan();
    sampler.lookAndThenWaitNanos();
    assertThat(tally.read().samples()).isEqualTo(2);
    assertThat(sampler.pauses()).isEqualTo(3);
  }

  @Test
  void atAPlaceOfSeveralKindsTheMeterDecides() throws Exception {
    standIn(this::take);
    meter.noWaitBegan();
    look();
    assertThat(tally.read().samples()).isEqualTo(1);

    duringTheLook = () -> {
      meter.waitEnded();
      meter.inputWaitBegan();
    };
    look();
    assertThat(tally.read().samples()).isEqualTo(1);
  }

  @Test
  void aMonitorThatNoTaskHoldsIsNoLockThatSubtasksShare() throws Exception {
    blockedBehindThisThread(() -> sampler(List.of(task(meter, tally))).lookAndThenWaitNanos());
    assertThat(tally.read().classes()).containsExactly(new ClassCount(StackClass.OTHER, 1));
  }

  @Test
  void oneThatAnotherTaskHoldsIs() throws Exception {
    blockedBehindThisThread(() -> {
      SubtaskMeter idle = new SubtaskMeter(System::nanoTime, MeterReading.ZERO);
      idle.inputWaitBegan();
      TrackedTask holder = task(Thread.currentThread(), idle, new StackTally());
      sampler(List.of(task(meter, tally), holder)).lookAndThenWaitNanos();
    });
    assertThat(tally.read().classes()).containsExactly(new ClassCount(StackClass.LOCK, 1));
  }

  private void blockedBehindThisThread(Runnable look) throws InterruptedException {
    synchronized (monitor) {
      standIn(this::enter, Thread.State.BLOCKED);
      look.run();
    }
  }

  private StackSampler look() {
    StackSampler sampler = sampler(List.of(task(meter, tally)));
    sampler.lookAndThenWaitNanos();
    return sampler;
  }

  private StackSampler sampler(List<TrackedTask> tasks) {
    return new StackSampler(threads(), () -> tasks, 20);
  }

  private TrackedTask task(SubtaskMeter itsMeter, StackTally itsTally) {
    return task(thread, itsMeter, itsTally);
  }

  private TrackedTask task(Thread itsThread, SubtaskMeter itsMeter, StackTally itsTally) {
    TargetLine line = new TargetLine("1", List.of(), List.of(
        new JoinPoint(JoinPoint.Kind.INPUT_WAIT, HERE, "awaitInput", List.of(), Object.class),
        new JoinPoint(JoinPoint.Kind.WAIT, HERE, "take", List.of(), Object.class)));
    TaskView view = (TaskView) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {TaskView.class}, (proxy, method, args) -> Optional.empty());
    return new TrackedTask("test", view, itsThread, null, null, itsMeter, null,
        new StackClassifier(List.of(), new WaitPlaces(List.of(line))), itsTally);
  }

  private ThreadMXBean threads() {
    ThreadMXBean real = ManagementFactory.getThreadMXBean();
    return (ThreadMXBean) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {ThreadMXBean.class}, (proxy, method, args) -> {
          ThreadInfo[] infos = real.getThreadInfo((long[]) args[0], (int) args[1]);
          duringTheLook.run();
          return infos;
        });
  }

  private void standIn(Runnable place) throws InterruptedException {
    standIn(place, Thread.State.WAITING);
  }

  private void standIn(Runnable place, Thread.State state) throws InterruptedException {
    thread = new Thread(place);
    thread.start();
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
  }

  private void enter() {
    synchronized (monitor) {
      awaitOver();
    }
  }

  private void work() {
    awaitOver();
  }

  private void awaitInput() {
    awaitOver();
  }

  private void take() {
    awaitOver();
  }

  private void awaitOver() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
