package io.manometer.agent.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.stacks.StackClassifier;
import io.manometer.agent.core.stacks.WaitPlaces;
import io.manometer.agent.target.TaskIdentity;
import io.manometer.agent.target.TaskReadings;
import io.manometer.agent.target.TaskView;
import io.manometer.agent.target.Waiting;
import io.manometer.wire.JobTopology;
import io.manometer.wire.SubtaskSample.Wait;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TaskRegistryTest {

  private final AtomicLong clock = new AtomicLong();
  private final Log silent = new Log(new PrintStream(OutputStream.nullOutputStream()), Log.Level.INFO, clock::get);
  private final Trouble trouble = new Trouble(silent, clock::get, () -> {});
  private Optional<Wait.Kind> waitOnStack = Optional.empty();
  private Thread openedFor;
  private int looksAtStacks;
  private final TaskRegistry registry = registry(task -> task instanceof String name
      ? Optional.of(new TaskRegistry.Views.Opened("test", new View(name), new StackClassifier(List.of(), WaitPlaces.NONE)))
      : Optional.empty());

  @Test
  void waitsOfATaskAreThoseOfItsThread() throws Exception {
    registry.taskStarted("mine");
    onAnotherThread(() -> {
      registry.inputWaitBegan("gate");
      clock.addAndGet(100);
      registry.waitEnded();
    });
    registry.outputWaitBegan("output", 3);
    clock.addAndGet(20);
    registry.waitEnded();

    MeterReading reading = only(registry.running()).time().read();
    assertThat(reading.idleNanos()).isZero();
    assertThat(reading.backpressuredNanos()).isEqualTo(20);
    assertThat(reading.blocked()).extracting(MeterReading.EdgeBlocked::edge).containsExactly("edge of output");
  }

  @Test
  void aTaskIsGoneWhenItEndsAndWhenItsThreadDiesWithoutAWord() throws Exception {
    registry.taskStarted("mine");
    onAnotherThread(() -> registry.taskStarted("dies silently"));
    assertThat(registry.running()).extracting(task -> task.view().identity().job()).containsExactly("mine");

    registry.taskEnded("mine");

    assertThat(registry.running()).isEmpty();
  }

  @Test
  void anObjectOfNoKnownTargetIsNotWatched() {
    registry.taskStarted(42);

    assertThat(registry.running()).isEmpty();
    assertThat(trouble.errors()).isZero();
  }

  @Test
  void aWaitCountsEvenWhereTheAdapterFailsToNameItsEdge() {
    registry.taskStarted("mine");
    registry.outputWaitBegan("broken", 0);
    clock.addAndGet(20);
    registry.waitEnded();

    assertThat(only(registry.running()).time().read().backpressuredNanos()).isEqualTo(20);
    assertThat(trouble.errors()).isEqualTo(1);
  }

  @Test
  void whatIsWaitedForAtAPlaceOfSeveralKindsIsWhatTheViewSays() {
    registry.taskStarted("mine");
    waitAt("for input", 100);
    waitAt("for output", 20);
    waitAt("within work", 3);
    waitAt("unknown to the adapter", 7);
    waitAt("for input", 1000);

    MeterReading reading = only(registry.running()).time().read();
    assertThat(reading.idleNanos()).isEqualTo(1100);
    assertThat(reading.backpressuredNanos()).isEqualTo(20);
    assertThat(reading.ageNanos()).isEqualTo(1130);
    assertThat(reading.blocked()).extracting(MeterReading.EdgeBlocked::edge).containsExactly("edge");
    assertThat(trouble.errors()).isEqualTo(1);
  }

  private void waitAt(String place, long nanos) {
    registry.waitBegan(place);
    clock.addAndGet(nanos);
    registry.waitEnded();
  }

  @Test
  void anAdapterThatThrowsIsHeldBackFromTheHostAndCounted() {
    TaskRegistry broken = registry(task -> {
      throw new NoSuchFieldError("recordsRead");
    });

    broken.taskStarted("mine");
    broken.inputWaitBegan("gate");
    broken.waitEnded();
    broken.taskEnded("mine");
    assertThat(trouble.errors()).isEqualTo(1);

    broken.found("late", Thread.currentThread());
    assertThat(trouble.errors()).isEqualTo(2);
  }

  @Test
  void timeStandsStillWhileTheAgentIsOff() {
    registry.taskStarted("mine");
    registry.inputWaitBegan("gate");
    clock.addAndGet(10);
    Collection<TaskRegistry.Paused> paused = registry.pause();
    assertThat(registry.running()).isEmpty();
    clock.addAndGet(1_000_000);

    registry.resume(paused);
    registry.waitEnded();
    clock.addAndGet(5);

    MeterReading reading = only(registry.running()).time().read();
    assertThat(reading.ageNanos()).isEqualTo(15);
    assertThat(reading.idleNanos()).isEqualTo(10);
    registry.found("mine", Thread.currentThread());
    assertThat(only(registry.running()).time().read().ageNanos()).isEqualTo(15);
  }

  @Test
  void aTaskFoundLaterCountsFromThen() {
    clock.addAndGet(1_000);

    registry.found("late", Thread.currentThread());
    clock.addAndGet(7);

    assertThat(only(registry.running()).time().read().ageNanos()).isEqualTo(7);
  }

  @Test
  void theAdapterIsToldTheThreadThatRunsTheTaskWhoeverFoundIt() {
    Thread runs = new Thread(() -> {});

    registry.found("late", runs);
    assertThat(openedFor).isSameAs(runs);

    registry.taskStarted("mine");
    assertThat(openedFor).isSameAs(Thread.currentThread());
  }

  @Test
  void aTaskFoundInTheMidstOfAWaitWaitsAndTheEndOfItIsHeard() {
    waitOnStack = Optional.of(Wait.Kind.OUTPUT);
    registry.found("late", Thread.currentThread());
    clock.addAndGet(30);
    registry.waitEnded();
    clock.addAndGet(4);

    MeterReading reading = only(registry.running()).time().read();
    assertThat(reading.backpressuredNanos()).isEqualTo(30);
    assertThat(reading.busyNanos()).isEqualTo(4);
  }

  @Test
  void whereTheEndOfAnAssumedWaitGoesUnheardTheNextLookOrTheNextWordEndsIt() {
    waitOnStack = Optional.of(Wait.Kind.INPUT);
    registry.found("late", Thread.currentThread());
    clock.addAndGet(30);
    registry.checkAssumedWaits();
    clock.addAndGet(5);
    waitOnStack = Optional.empty();
    registry.checkAssumedWaits();
    clock.addAndGet(100);
    assertThat(only(registry.running()).time().read().idleNanos()).isEqualTo(35);
    assertThat(only(registry.running()).time().read().busyNanos()).isEqualTo(100);

    registry.taskEnded("late");
    waitOnStack = Optional.of(Wait.Kind.INPUT);
    registry.found("later", Thread.currentThread());
    registry.outputWaitBegan("output", 0);
    clock.addAndGet(7);
    registry.waitEnded();
    clock.addAndGet(9);
    assertThat(only(registry.running()).time().read().backpressuredNanos()).isEqualTo(7);
    assertThat(only(registry.running()).time().read().busyNanos()).isEqualTo(9);
  }

  @Test
  void theStackOfAnAssumedWaitIsNotLookedAtAgainBeforeItsThreadHasMoved() throws Exception {
    Semaphore turns = new Semaphore(0);
    Thread waits = new Thread(() -> turns.acquireUninterruptibly(2));
    waits.start();
    long begun = waitsBegunOnceMoreThan(0, waits);
    waitOnStack = Optional.of(Wait.Kind.INPUT);
    registry.found("late", waits);
    registry.checkAssumedWaits();
    int looks = looksAtStacks;
    registry.checkAssumedWaits();
    registry.checkAssumedWaits();
    assertThat(looksAtStacks).isEqualTo(looks);

    LockSupport.unpark(waits); // it sees that nothing has come and waits again
    waitsBegunOnceMoreThan(begun, waits);
    registry.checkAssumedWaits();
    assertThat(looksAtStacks).isEqualTo(looks + 1);

    turns.release(2);
    waits.join();
    registry.checkAssumedWaits();
    assertThat(registry.running()).isEmpty();
  }

  private static long waitsBegunOnceMoreThan(long before, Thread thread) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    while (true) {
      ThreadInfo info = threads.getThreadInfo(thread.getId());
      if (info.getThreadState() == Thread.State.WAITING && info.getLockInfo() != null && info.getWaitedCount() > before) {
        return info.getWaitedCount();
      }
    }
  }

  private TaskRegistry registry(Function<Object, Optional<TaskRegistry.Views.Opened>> open) {
    TaskRegistry.Views views = new TaskRegistry.Views() {
      @Override
      public Optional<Opened> open(Object task, Thread thread) {
        openedFor = thread;
        return open.apply(task);
      }

      @Override
      public Optional<Wait.Kind> waitIn(StackTraceElement[] stack, TaskView view) {
        looksAtStacks++;
        return waitOnStack;
      }
    };
    return new TaskRegistry(views, trouble, silent, clock::get);
  }

  private static TrackedTask only(Collection<TrackedTask> tasks) {
    assertThat(tasks).hasSize(1);
    return tasks.iterator().next();
  }

  private static void onAnotherThread(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work);
    thread.start();
    thread.join();
  }

  private record View(String job) implements TaskView {
    @Override
    public TaskIdentity identity() {
      return new TaskIdentity(job, "operator", 0, 0, null);
    }

    @Override
    public JobTopology topology() {
      return new JobTopology(job, job, "test", List.of(), List.of(), null);
    }

    @Override
    public TaskReadings read() {
      return TaskReadings.NONE;
    }

    @Override
    public Waiting waitFor(Object output, int target) {
      if (output.equals("broken")) {
        throw new IllegalStateException("no such field");
      }
      return Waiting.forOutput("edge of " + output, target);
    }

    @Override
    public Waiting waitAt(Object place) {
      return switch ((String) place) {
        case "for input" -> Waiting.FOR_INPUT;
        case "for output" -> Waiting.forOutput("edge", 1);
        case "within work" -> Waiting.NOTHING;
        default -> throw new IllegalStateException("no such place");
      };
    }

    @Override
    public Optional<String> chainedOperatorOf(StackTraceElement[] stack) {
      return Optional.empty();
    }
  }
}
