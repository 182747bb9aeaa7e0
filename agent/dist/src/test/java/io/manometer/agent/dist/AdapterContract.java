package io.manometer.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.weave.Module;
import io.manometer.agent.core.weave.Weaver;
import io.manometer.agent.probe.Probe;
import io.manometer.agent.probe.ProbeListener;
import io.manometer.agent.target.JoinPoint;
import io.manometer.agent.target.TargetAdapter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What each adapter owes the agent: every join point of the line that fits resolves and is woven, and every word of the
 * probe is heard when the target runs, in pairs. One subclass for each adapter.
 */
abstract class AdapterContract {

  private final Log log = new Log(System.err, Log.Level.WARN, System::nanoTime);

  @AfterEach
  void closeDoor() {
    Probe.listen(ProbeListener.NONE);
  }

  abstract TargetAdapter adapter();

  /** Packages of the target and of what runs it here, which are loaded anew and woven. */
  abstract List<String> packages();

  /** Runs some work on the target that makes tasks wait for input and for output, and returns when all is over. */
  abstract void run(ClassLoader loader) throws Exception;

  @Test
  void everyJoinPointIsWovenAndEveryWordIsHeard() throws Exception {
    Weaver weaver = new Weaver(null, List.of(adapter()), log);
    Hearing hearing = new Hearing();
    Probe.listen(hearing);

    WeavingLoader loader = new WeavingLoader(weaver, packages());
    run(loader);

    Module module = weaver.modules().get(0);
    assertThat(module.problem()).isNull();
    assertThat(module.state()).isEqualTo(Module.State.ON);
    List<JoinPoint> joinPoints = adapter().lines().stream().filter(line -> line.name().equals(module.line()))
        .flatMap(line -> line.joinPoints().stream()).toList();
    assertThat(loader.woven()).containsExactlyInAnyOrderElementsOf(
        joinPoints.stream().map(JoinPoint::className).distinct().toList());
    assertThat(hearing.started).isNotEmpty();
    assertThat(hearing.ended).containsExactlyInAnyOrderElementsOf(hearing.started);
    assertThat(joinPoints).extracting(JoinPoint::kind).allSatisfy(
        kind -> assertThat(hearing.count(kind)).as(kind.toString()).isPositive());
    assertThat(hearing.waitEnds).hasValue(
        hearing.inputWaits.get() + hearing.outputWaits.get() + hearing.placeWaits.get());
    assertThat(hearing.errors).isEmpty();
  }

  private static final class Hearing implements ProbeListener {
    private final AtomicInteger inputWaits = new AtomicInteger();
    private final AtomicInteger outputWaits = new AtomicInteger();
    private final AtomicInteger placeWaits = new AtomicInteger();
    private final AtomicInteger waitEnds = new AtomicInteger();
    private final Set<Object> started = ConcurrentHashMap.newKeySet();
    private final Set<Object> ended = ConcurrentHashMap.newKeySet();
    private final Set<String> errors = ConcurrentHashMap.newKeySet();

    int count(JoinPoint.Kind kind) {
      return switch (kind) {
        case TASK -> started.size();
        case INPUT_WAIT -> inputWaits.get();
        case OUTPUT_WAIT -> outputWaits.get();
        case WAIT -> placeWaits.get();
      };
    }

    @Override
    public void taskStarted(Object task) {
      started.add(task);
    }

    @Override
    public void taskEnded(Object task) {
      ended.add(task);
    }

    @Override
    public void inputWaitBegan(Object gate) {
      inputWaits.incrementAndGet();
    }

    @Override
    public void outputWaitBegan(Object output, int target) {
      outputWaits.incrementAndGet();
      if (target < 0) {
        errors.add("no target");
      }
    }

    @Override
    public void waitBegan(Object place) {
      placeWaits.incrementAndGet();
    }

    @Override
    public void waitEnded() {
      waitEnds.incrementAndGet();
    }

    @Override
    public void adviceFailed(Throwable error) {
      errors.add(error.toString());
    }
  }
}
