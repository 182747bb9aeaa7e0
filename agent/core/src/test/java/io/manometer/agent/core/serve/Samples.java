package io.manometer.agent.core.serve;

import io.manometer.wire.AgentSample;
import io.manometer.wire.EdgeLink;
import io.manometer.wire.EdgeLink.Partitioning;
import io.manometer.wire.JobTopology;
import io.manometer.wire.JvmSample;
import io.manometer.wire.OperatorNode;
import io.manometer.wire.OperatorNode.ChainedOperator;
import io.manometer.wire.OperatorNode.Role;
import io.manometer.wire.Snapshot;
import io.manometer.wire.StackProfile;
import io.manometer.wire.StackProfile.ClassCount;
import io.manometer.wire.StackProfile.StackClass;
import io.manometer.wire.SubtaskSample;
import io.manometer.wire.SubtaskSample.InputSample;
import io.manometer.wire.SubtaskSample.OutputSample;
import io.manometer.wire.SubtaskSample.Pool;
import io.manometer.wire.SubtaskSample.SourceSample;
import io.manometer.wire.SubtaskSample.Wait;
import io.manometer.wire.Worker;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A snapshot in which everything is measured, with names that somebody chose to do harm. */
final class Samples {

  static final String HOSTILE = "<script>alert(1)</script> ${jndi:x} \"quoted\" \\ \n end";

  private Samples() {}

  static Snapshot snapshot(int subtasks) {
    JobTopology job = new JobTopology("job-1", HOSTILE, "rt 1",
        List.of(new OperatorNode("a", HOSTILE, subtasks, 128, Role.SOURCE,
            List.of(new ChainedOperator("a", "read"), new ChainedOperator("a2", "parse")))),
        List.of(new EdgeLink("a->b#0", "a", "b", Partitioning.HASH)), 5000L);
    return new Snapshot(Snapshot.SCHEMA, new Worker("w1", "i", "h", 1, "rt 1", 2, 1.5, "17"), 1, 2, 3,
        new JvmSample(1500L, 3L, 10L, 5L, 20L, 640L, 4_000_000_000L, 1_000_000_000L, "G1"), List.of(job),
        IntStream.range(0, subtasks).mapToObj(Samples::subtask).toList(),
        new AgentSample("1", AgentSample.State.RUNNING, 5, 0, 0, 7, 9, List.of()));
  }

  static SubtaskSample subtask(int index) {
    return new SubtaskSample("job-1", "a", index, 0, 10_000_000_000L, 1_000_000_000L, 2_500_000_000L,
        new Wait(Wait.Kind.OUTPUT, "a->b#0", 500_000_000L), 3_000_000_000L, 250_000_000L, 4096L, 100L, 200L, 1000L, 2000L,
        new Pool(9, 10), new Pool(1, 2), new Pool(2, 8), new SourceSample(true, 150L, 120L, 30L),
        List.of(new InputSample("x->a#0", 100L, 1000L, 3L, 4L, 5L, 6_000_000L)),
        List.of(new OutputSample("a->b#0", 200L, 2000L, 2_500_000_000L, List.of(), 7L)),
        new StackProfile(8, List.of(new ClassCount(StackClass.SOCKET_IO, 8)), List.of(), List.of()), 12_000L, 350L);
  }

  static AgentReport report() {
    return new AgentReport(new AgentSample("1", AgentSample.State.RUNNING, 5, 0, 0, 7, 9, List.of()), "w1", true,
        List.of(new AgentReport.ModuleReport("rt", "ON", "1", null)), 1, 3L, 1L, 0, null, Map.of("interval", "1s"));
  }
}
