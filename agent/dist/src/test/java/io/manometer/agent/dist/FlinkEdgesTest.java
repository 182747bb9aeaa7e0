package io.manometer.agent.dist;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.adapter.flink.FlinkAdapter;
import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.weave.Weaver;
import io.manometer.agent.probe.Probe;
import io.manometer.agent.probe.ProbeListener;
import io.manometer.agent.target.TaskView;
import io.manometer.agent.target.Waiting;
import io.manometer.wire.EdgeLink;
import io.manometer.wire.EdgeLink.Partitioning;
import io.manometer.wire.JobTopology;
import io.manometer.wire.OperatorNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a task of a real Flink job says of the edges that it reads from and waits at. */
class FlinkEdgesTest {

  private final FlinkAdapter adapter = new FlinkAdapter();
  private final Hearing heard = new Hearing();

  @AfterEach
  void closeDoor() {
    Probe.listen(ProbeListener.NONE);
  }

  @Test
  void onlyAnEdgeFromAllToAllTellsWhichConsumerIsWaitedFor() throws Exception {
    Probe.listen(heard);
    FlinkContractTest.runMain(FlinkEdgesHost.class, new WeavingLoader(
        new Weaver(null, List.of(adapter), new Log(System.err, Log.Level.WARN, System::nanoTime)),
        List.of("org.apache.flink.", FlinkEdgesHost.class.getName(), FlinkHost.class.getName())));

    assertThat(heard.targets.get("two")).as("pointwise").containsExactly(-1);
    assertThat(heard.targets.get("one")).as("one to two, round robin").containsAnyOf(0, 1);
    assertThat(heard.targets.get("scaled")).as("by key").contains(0, 1);
    assertThat(heard.targets.get("keyed")).as("broadcast").containsExactly(-1);
    assertThat(heard.partitionings).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
        entry("two 0", Set.of(Partitioning.UNKNOWN)), entry("two 1", Set.of(Partitioning.FORWARD)),
        entry("one 0", Set.of(Partitioning.UNKNOWN)),
        entry("scaled 0", Set.of(Partitioning.UNKNOWN)), entry("scaled 1", Set.of(Partitioning.FORWARD)),
        entry("spread 0", Set.of(Partitioning.UNKNOWN)), entry("spread 1", Set.of(Partitioning.UNKNOWN)),
        entry("keyed 0", Set.of(Partitioning.HASH)), entry("keyed 1", Set.of(Partitioning.HASH)),
        entry("Sink: sink 0", Set.of(Partitioning.UNKNOWN)), entry("Sink: sink 1", Set.of(Partitioning.UNKNOWN))));
  }

  private final class Hearing implements ProbeListener {

    private final Map<Thread, TaskView> views = new ConcurrentHashMap<>();
    private final Map<String, Set<Integer>> targets = new ConcurrentHashMap<>();
    private final Map<String, Set<Partitioning>> partitionings = new ConcurrentHashMap<>();

    @Override
    public void taskStarted(Object task) {
      TaskView view = adapter.open(task);
      views.put(Thread.currentThread(), view);
      JobTopology topology = view.topology();
      OperatorNode operator = topology.operators().get(0);
      for (EdgeLink edge : topology.edges()) {
        partitionings.computeIfAbsent(operator.name() + " " + view.identity().subtask(), n -> new TreeSet<>())
            .add(edge.partitioning());
      }
    }

    @Override
    public void taskEnded(Object task) {
      views.remove(Thread.currentThread());
    }

    @Override
    public void inputWaitBegan(Object gate) {}

    @Override
    public void outputWaitBegan(Object output, int target) {
      TaskView view = views.get(Thread.currentThread());
      waits(view, view.waitFor(output, target));
    }

    @Override
    public void waitBegan(Object place) {
      TaskView view = views.get(Thread.currentThread());
      Waiting waiting = view.waitAt(place);
      if (waiting.kind() == Waiting.Kind.OUTPUT) {
        waits(view, waiting);
      }
    }

    private void waits(TaskView view, Waiting waiting) {
      targets.computeIfAbsent(view.topology().operators().get(0).name(), n -> ConcurrentHashMap.newKeySet())
          .add(waiting.target());
    }

    @Override
    public void waitEnded() {}

    @Override
    public void adviceFailed(Throwable error) {}
  }
}
