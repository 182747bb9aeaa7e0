package io.manometer.agent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.wire.AgentSample;
import io.manometer.wire.EdgeLink;
import io.manometer.wire.EdgeLink.Partitioning;
import io.manometer.wire.JobTopology;
import io.manometer.wire.OperatorNode;
import io.manometer.wire.OperatorNode.Role;
import io.manometer.wire.Snapshot;
import io.manometer.wire.StackProfile.ClassCount;
import io.manometer.wire.StackProfile.StackClass;
import io.manometer.wire.SubtaskSample;
import io.manometer.wire.SubtaskSample.OutputSample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real pipeline in a JVM of its own, measured by the real jar. */
class MeasuredHostIT {

  private static final int SUBTASKS = 6;
  private static final Path SCHEDSTAT = Path.of("/proc/self/schedstat");

  @TempDir private Path folder;

  @Test
  void snapshotsSayWhereTheTimeOfEachSubtaskWent() {
    try (Analyzer analyzer = new Analyzer();
        Host host = Host.command().agent(options(analyzer)).args("0", "2000").start(folder)) {
      List<Snapshot> snapshots = analyzer.await(list -> complete(list).size() >= 8 && sinkSamples(list) >= 20);

      assertThatTheGraphIsWhole(last(snapshots));
      assertThatNothingIsNegativeOrStepsBack(snapshots);
      assertThatTheSinkHoldsTheSourceBack(complete(snapshots));
      assertThat(last(snapshots).worker().id())
          .isEqualTo(last(snapshots).jobs().get(0).id() + "@" + last(snapshots).worker().host());
      assertThat(last(snapshots).worker().pid()).isEqualTo(host.pid());
      assertThat(last(snapshots).agent().state()).isEqualTo(AgentSample.State.RUNNING);
      assertThat(last(snapshots).agent().adviceErrors()).isZero();
    }
  }

  @Test
  void workersOfOneJobEachTellTheWholeGraphAndTheirOwnSubtasks() throws Exception {
    String workers = "127.0.0.1:" + AgentPages.freePort() + ",127.0.0.1:" + AgentPages.freePort();
    try (Analyzer analyzer = new Analyzer();
        Host one = Host.command().agent(options(analyzer)).args("0", "2000", "--workers", workers, "--worker", "0").start(folder);
        Host two = Host.command().agent(options(analyzer)).args("0", "2000", "--workers", workers, "--worker", "1").start(folder)) {
      List<Snapshot> snapshots = analyzer.await(list -> ofWorker(list, "worker-0@") >= 4 && ofWorker(list, "worker-1@") >= 4);

      Map<String, Snapshot> latest = new HashMap<>();
      snapshots.stream().filter(s -> !s.subtasks().isEmpty()).forEach(s -> latest.put(s.worker().id(), s));
      assertThat(latest).hasSize(2);
      assertThat(latest.values()).extracting(Snapshot::jobs).allMatch(jobs -> jobs.equals(latest.values().iterator().next().jobs()));
      assertThat(latest.values()).allMatch(s -> s.subtasks().size() == SUBTASKS / 2);
      assertThat(latest.values().stream().flatMap(s -> s.subtasks().stream()).map(MeasuredHostIT::place).distinct())
          .hasSize(SUBTASKS);
    }
  }

  @Test
  void theWovenCodeIsTakenOutAndPutInAgainAndTheTasksAreFoundAgain() throws Exception {
    int port = AgentPages.freePort();
    try (Analyzer analyzer = new Analyzer();
        Host host = Host.command()
            .agent("analyzer=" + analyzer.address() + ",interval=200ms,control=true,listen=127.0.0.1:" + port)
            .args("0", "2000").start(folder)) {
      analyzer.await(list -> complete(list).size() >= 3);
      assertThat(AgentPages.post(port, "/control/off")).isEqualTo(200);
      assertThat(AgentPages.get(port, "/status").body()).contains("\"woven\":false").contains("\"tasks\":0");
      int before = analyzer.received().size();
      assertThat(AgentPages.post(port, "/control/on")).isEqualTo(200);

      List<Snapshot> snapshots = analyzer.await(list -> list.size() >= before + 10 && complete(list).size() >= 8);
      assertThat(last(snapshots).subtasks()).hasSize(SUBTASKS);
      assertThatNothingIsNegativeOrStepsBack(snapshots);
      assertThatTheSinkHoldsTheSourceBack(complete(snapshots.subList(before + 2, snapshots.size())));
      assertThat(host.isAlive()).isTrue();
    }
  }

  @Test
  void attachedToAPipelineThatRunsItTellsWhatItTellsFromTheStart() {
    try (Analyzer analyzer = new Analyzer();
        Host host = Host.command().args("0", "2000", "--buffer-bytes", "256").start(folder)
            .awaitLine(HostPipeline.RUNS)) {
      assertThat(AttachCommand.attach(host, options(analyzer)).exit()).isZero();
      List<Snapshot> snapshots = analyzer.await(list -> complete(list).size() >= 10 && sinkSamples(list) >= 10);

      assertThatTheGraphIsWhole(last(snapshots));
      assertThatNothingIsNegativeOrStepsBack(snapshots);
      assertThatTheSinkHoldsTheSourceBack(complete(snapshots).subList(1, complete(snapshots).size()), false);
      assertThat(last(snapshots).subtasks()).filteredOn(s -> s.outPool() != null)
          .allMatch(s -> s.runQueueNanos() != null || !Files.exists(SCHEDSTAT));
      String id = last(snapshots).worker().id();
      String incarnation = last(snapshots).worker().incarnation();

      AttachCommand.detach(host);
      int before = analyzer.received().size();
      AttachCommand.attach(host, options(analyzer));
      List<Snapshot> again = analyzer.await(list -> complete(list.subList(before, list.size())).size() >= 2);
      assertThat(last(again).worker().id()).isEqualTo(id);
      assertThat(last(again).worker().incarnation()).isNotEqualTo(incarnation);
    }
  }

  @Test
  void itRunsOnTheNewestJavaToo() {
    Path newest = Path.of("/usr/lib/jvm/temurin-25-jdk-amd64");
    Assumptions.assumeTrue(Files.exists(newest), "no Java 25 on this machine");
    try (Analyzer analyzer = new Analyzer();
        Host host = Host.command().java(newest).agent(options(analyzer)).args("0", "2000").start(folder)) {
      List<Snapshot> snapshots = analyzer.await(list -> complete(list).size() >= 5);

      assertThatTheGraphIsWhole(last(snapshots));
      assertThatNothingIsNegativeOrStepsBack(snapshots);
      assertThat(last(snapshots).worker().javaVersion()).startsWith("25");
      assertThat(host.isAlive()).isTrue();
    }
  }

  private static void assertThatTheGraphIsWhole(Snapshot snapshot) {
    assertThat(snapshot.jobs()).hasSize(1);
    JobTopology job = snapshot.jobs().get(0);
    assertThat(job.name()).isEqualTo("host <script>");
    assertThat(job.operators()).extracting(OperatorNode::name).containsExactly("numbers -> scramble", "fold", "slow sink");
    assertThat(job.operators()).extracting(OperatorNode::role).containsExactly(Role.SOURCE, Role.INNER, Role.SINK);
    assertThat(job.edges()).extracting(EdgeLink::partitioning).containsExactly(Partitioning.HASH, Partitioning.REBALANCE);
    assertThat(job.operators()).allMatch(operator -> operator.parallelism() == 2);
    assertThat(snapshot.subtasks()).hasSize(SUBTASKS);
  }

  private static void assertThatNothingIsNegativeOrStepsBack(List<Snapshot> snapshots) {
    Map<String, SubtaskSample> before = new HashMap<>();
    for (Snapshot snapshot : snapshots) {
      for (SubtaskSample now : snapshot.subtasks()) {
        assertThat(busy(now)).isNotNegative();
        SubtaskSample earlier = before.put(snapshot.worker().id() + place(now), now);
        if (earlier != null) {
          assertGrows(earlier, now, SubtaskSample::ageNanos);
          assertGrows(earlier, now, SubtaskSample::idleNanos);
          assertGrows(earlier, now, SubtaskSample::backpressuredNanos);
          assertGrows(earlier, now, MeasuredHostIT::busy);
          assertGrows(earlier, now, s -> s.cpuNanos() == null ? 0 : s.cpuNanos());
          assertGrows(earlier, now, s -> s.recordsIn() == null ? 0 : s.recordsIn());
          assertGrows(earlier, now, s -> s.recordsOut() == null ? 0 : s.recordsOut());
        }
      }
    }
  }

  private static void assertThatTheSinkHoldsTheSourceBack(List<Snapshot> snapshots) {
    assertThatTheSinkHoldsTheSourceBack(snapshots, true);
  }

  /**
   * The sink sleeps for each record; the source could send as fast as it likes. Whose turn it is in a wait that began
   * before the agent came is not known.
   */
  private static void assertThatTheSinkHoldsTheSourceBack(List<Snapshot> snapshots, boolean fromTheStart) {
    Snapshot first = snapshots.get(0);
    Snapshot last = last(snapshots);
    for (SubtaskSample now : last.subtasks()) {
      SubtaskSample then = first.subtasks().stream().filter(s -> place(s).equals(place(now))).findFirst().orElseThrow();
      double age = now.ageNanos() - then.ageNanos();
      double backpressured = (now.backpressuredNanos() - then.backpressuredNanos()) / age;
      double busy = (busy(now) - busy(then)) / age;
      if (now.outPool() == null) {
        assertThat(busy).as("busy of " + place(now)).isGreaterThan(0.8);
        assertThat(now.inExclusive().used()).isEqualTo(now.inExclusive().size());
      } else {
        assertThat(backpressured).as("backpressured of " + place(now)).isGreaterThan(0.8);
        OutputSample output = now.outputs().get(0);
        assertThat(output.blockedNanos()).isEqualTo(now.backpressuredNanos());
        assertThat(output.blockedByTarget().stream().mapToLong(Long::longValue).sum())
            .isBetween(fromTheStart ? 1L : 0L, output.blockedNanos());
        assertThat(now.outPool().used()).isGreaterThanOrEqualTo(now.outPool().size() * 8 / 10);
      }
    }
  }

  private static long sinkSamples(List<Snapshot> snapshots) {
    if (complete(snapshots).isEmpty()) {
      return 0;
    }
    return last(snapshots).subtasks().stream().filter(s -> s.outPool() == null)
        .flatMap(s -> s.stacks().classes().stream()).filter(c -> c.kind() == StackClass.SLEEP)
        .mapToLong(ClassCount::count).sum();
  }

  private static List<Snapshot> complete(List<Snapshot> snapshots) {
    return snapshots.stream().filter(s -> s.subtasks().size() == SUBTASKS).toList();
  }

  private static long ofWorker(List<Snapshot> snapshots, String name) {
    return snapshots.stream().filter(s -> s.worker().id().startsWith(name) && s.subtasks().size() == SUBTASKS / 2).count();
  }

  private static void assertGrows(SubtaskSample then, SubtaskSample now, ToLongFunction<SubtaskSample> value) {
    assertThat(value.applyAsLong(now)).isGreaterThanOrEqualTo(value.applyAsLong(then));
  }

  private static long busy(SubtaskSample sample) {
    return sample.ageNanos() - sample.idleNanos() - sample.backpressuredNanos();
  }

  private static String place(SubtaskSample sample) {
    return sample.job() + "/" + sample.operator() + "/" + sample.subtask();
  }

  private static Snapshot last(List<Snapshot> snapshots) {
    return snapshots.get(snapshots.size() - 1);
  }

  private static String options(Analyzer analyzer) {
    return "listen=off,interval=200ms,analyzer=" + analyzer.address();
  }
}
