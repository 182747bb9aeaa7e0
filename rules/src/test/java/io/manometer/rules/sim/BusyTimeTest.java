package io.manometer.rules.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.rules.model.StackReading.StackClass;
import io.manometer.rules.report.Cause;
import io.manometer.rules.report.Confidence;
import io.manometer.rules.report.Diagnosis;
import io.manometer.rules.report.Diagnosis.Subject;
import io.manometer.rules.report.Remedy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole diagnoses of simulated jobs by what the busy time went to. */
class BusyTimeTest extends SimulatedJob {

  @Test
  void aSinkThatWaitsForItsDatabaseIsSyncIo() {
    chain(500, 0.0002, 0.0003, 0.004).get(3).doing(Work.io());
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "op3", Cause.SYNC_IO);
    assertThat(d.remedies()).anyMatch(r -> r.kind() == Remedy.Kind.DO && r.action().contains("batches"));
    assertThat(d.remedies()).anyMatch(r -> r.kind() == Remedy.Kind.AVOID && r.action().contains("network buffers"));
  }

  @Test
  void lockStateSerializationAndAsyncAreToldApart() {
    assertThat(causeOf(Work.of(StackClass.LOCK, 0.8))).isEqualTo(Cause.LOCK_CONTENTION);
    assertThat(causeOf(Work.of(StackClass.STATE, 0.8))).isEqualTo(Cause.STATE_ACCESS);
    assertThat(causeOf(Work.of(StackClass.SERIALIZATION, 0.8))).isEqualTo(Cause.SERIALIZATION);
    assertThat(causeOf(Work.of(StackClass.ASYNC_WAIT, 0.8))).isEqualTo(Cause.ASYNC_SATURATED);
  }

  @Test
  void sleepingForNoKnownReasonIsUnknownAndShowsTheFrame() {
    chain(500, 0.0002, 0.003, 0.0002).get(2).doing(Work.of(StackClass.SLEEP, 0.9).at("com.acme.Throttle.pause:12"));
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "op2", Cause.UNKNOWN);
    assertThat(d.evidence()).anyMatch(e -> e.observed().contains("com.acme.Throttle.pause:12"));
    assertThat(d.confidence()).isNotEqualTo(Confidence.HIGH);
  }

  @Test
  void sleepingInsideADriverIsIo() {
    chain(500, 0.0002, 0.003, 0.0002).get(2)
        .doing(Work.of(StackClass.SLEEP, 0.9).at("com.acme.jdbc.RetryingDriver.call:12"));
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "op2", Cause.SYNC_IO);
    assertThat(d.confidence()).isNotEqualTo(Confidence.HIGH);
  }

  @Test
  void aLockThatSeveralSubtasksQueueForIsTheCauseThoughMostOfTheTimeIsWorkUnderIt() {
    assertThat(causeOf(Work.of(StackClass.LOCK, 0.38), 2, 1500)).isEqualTo(Cause.LOCK_CONTENTION);
    assertThat(causeOf(Work.of(StackClass.LOCK, 0.38), 1, 500)).isEqualTo(Cause.CPU_BOUND);
  }

  @Test
  void stacksOfOneOfTwoBusySubtasksNameTheCauseAndTheReportSaysOfHowMany() {
    twoCallers(1);
    model.detail = new FlowModel.Detail(false, true, false, true, true, true, true);
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "call", Cause.SYNC_IO);
    assertThat(d.confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(d.evidence()).anyMatch(e -> e.signal().equals("reservation") && e.observed().equals(
        "What its thread does was told by stacks alone, without its CPU time, and of 1 of its 2 busiest subtasks."));
  }

  @Test
  void stacksOfOneOfTwoBusySubtasksLeaveADoubtThoughTheCpuTimeOfBothIsKnown() {
    twoCallers(1);
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "call", Cause.SYNC_IO);
    assertThat(d.confidence()).isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void withoutStacksOfAnyBusySubtaskTheCauseStaysUnknown() {
    twoCallers(0);
    Watched watched = new Watched(model).run(25);
    is(watched.diagnosis(), "call", Cause.UNKNOWN);
    assertThat(watched.last().missing()).anyMatch(m -> m.contains("Stack samples"));
  }

  @Test
  void pausesInAWorkerDoNotTakeTheBlameForASinkThatWaitsForItsDatabase() {
    List<SimOperator> ops = chain(320, 0.0002, 0.0004, 0.0035);
    ops.get(1).allocating(100_000);
    ops.get(3).doing(Work.io());
    SimSettings.onOneWorker(model);
    model.gcShare[0] = 0.12;
    is(new Watched(model).run(25).diagnosis(), "op3", Cause.SYNC_IO);
  }

  @Test
  void pausesThatTakeAQuarterAreNotTheCauseWhereTheDemandWouldNotBeMetWithoutThem() {
    chain(1600, 0.0002, 0.001, 0.0001);
    SimSettings.onOneWorker(model);
    model.gcShare[0] = 0.3;
    is(new Watched(model).run(25).diagnosis(), "op2", Cause.CPU_BOUND);
  }

  @Test
  void twoThirdsAndOneThirdIsMixed() {
    chain(500, 0.0002, 0.003, 0.0002).get(2).doing(Work.of(StackClass.SOCKET_IO, 0.5));
    is(new Watched(model).run(25).diagnosis(), "op2", Cause.MIXED);
  }

  @Test
  void pausesThatTakeHalfOfTheTimeAreGcPressureOfTheAllocator() {
    List<SimOperator> ops = chain(1500, 0.0002, 0.0004, 0.0001);
    ops.get(2).allocating(100_000);
    SimSettings.onOneWorker(model);
    model.gcShare[0] = 0.55;
    model.liveSet[0] = 0.85;
    Watched watched = new Watched(model).run(25);
    Diagnosis d = watched.diagnosis();
    is(d, "op2", Cause.GC_PRESSURE);
    assertThat(d.summary()).contains("worker-0");
    assertThat(d.remedies().get(0).action()).contains("more heap");
  }

  @Test
  void theAllocatorIsNamedThoughAnotherOperatorIsTheBusiest() {
    List<SimOperator> ops = chain(1500, 0.0003, 0.0004, 0.0001);
    ops.get(1).allocating(100_000);
    SimSettings.onOneWorker(model);
    model.gcShare[0] = 0.55;
    is(new Watched(model).run(25).diagnosis(), "op1", Cause.GC_PRESSURE);
  }

  @Test
  void pausesOfAWorkerInWhichAnotherJobAllocatesAreNotLaidToAnOperatorOfThisJob() {
    List<SimOperator> ops = chain(1500, 0.0003, 0.0004, 0.0001);
    ops.get(1).allocating(100_000);
    SimSettings.onOneWorker(model);
    model.gcShare[0] = 0.55;
    model.allocatedElsewhere[0] = 900e6;
    Watched watched = new Watched(model).run(25);
    Diagnosis d = watched.diagnosis();
    is(d, "op2", Cause.GC_PRESSURE);
    assertThat(d.subject().kind()).isEqualTo(Subject.Kind.WORKER);
    assertThat(d.confidence()).isNotEqualTo(Confidence.HIGH);
    assertThat(d.evidence()).anyMatch(e -> e.signal().startsWith("allocation outside"));
    assertThat(d.remedies().get(0).action()).contains("other threads of worker \"worker-0\"");
  }

  @Test
  void aFewPausesBesideHeavyComputingAreNotTheCause() {
    chain(1500, 0.0002, 0.001, 0.0001);
    SimSettings.onOneWorker(model);
    model.gcShare[0] = 0.12;
    is(new Watched(model).run(25).diagnosis(), "op2", Cause.CPU_BOUND);
  }

  @Test
  void aSourceThatStandsInTheRunQueueLacksACoreAndNotMoreSubtasks() {
    SimOperator source = model.source("orders", 1, 0.0006).arriving(1000);
    model.edge(source, model.operator("store", 1, 0.0001));
    SimSettings.onOneWorker(model);
    model.starvedShare[0] = 0.7;
    is(new Watched(model).run(25).diagnosis(), "orders", Cause.CPU_STARVED);
  }

  @Test
  void aThreadInTheRunQueueIsStarvedAndNotWaitingForIo() {
    chain(800, 0.0002, 0.0008, 0.0001);
    SimSettings.onOneWorker(model);
    model.starvedShare[0] = 0.6;
    is(new Watched(model).run(25).diagnosis(), "op2", Cause.CPU_STARVED);
  }

  @Test
  void heavyCodeOnACrowdedHostIsCpuBoundWhenEnoughCoresWouldNotMeetTheDemand() {
    chain(1600, 0.0001, 0.0016, 0.0001);
    SimSettings.onOneWorker(model);
    model.starvedShare[0] = 0.5;
    Diagnosis d = new Watched(model).run(25).diagnosis();
    is(d, "op2", Cause.CPU_BOUND);
    assertThat(d.confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(d.evidence()).anyMatch(e -> e.signal().equals("reservation") && e.observed().contains("no core"));
  }

  @Test
  void aDatabaseThatIsWaitedForOnACrowdedHostIsStillSyncIo() {
    chain(1200, 0.0001, 0.0002, 0.002).get(3).doing(Work.io());
    SimSettings.onOneWorker(model);
    model.starvedShare[0] = 0.45;
    is(new Watched(model).run(25).diagnosis(), "op3", Cause.SYNC_IO);
  }

  /** Two subtasks that wait for a service, of which so many are looked at. */
  private void twoCallers(int lookedAt) {
    SimOperator call = model.operator("call", 2, 0.003).doing(Work.io());
    call.lookedAt = lookedAt;
    model.edge(model.source("source", 1, 0.0001).arriving(1000), call);
    model.edge(call, model.operator("store", 1, 0.0001));
  }

  private static Cause causeOf(Work work) {
    return causeOf(work, 1, 500);
  }

  private static Cause causeOf(Work work, int parallelism, double rate) {
    FlowModel fresh = new FlowModel(3, 2);
    fresh.oneWorker = true;
    SimOperator source = fresh.source("source", 1, 0.0001).arriving(rate);
    SimOperator slow = fresh.operator("slow", parallelism, 0.003).doing(work);
    fresh.edge(source, slow);
    fresh.edge(slow, fresh.operator("sink", 1, 0.0001));
    Diagnosis d = new Watched(fresh).run(20).diagnosis();
    assertThat(d.operator().name()).isEqualTo("slow");
    return d.cause();
  }
}
