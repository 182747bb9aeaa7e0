package io.manometer.agent.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.wire.Worker;
import org.junit.jupiter.api.Test;

class WorkerIdentityTest {

  @Test
  void theOptionNamesTheWorker() {
    assertThat(new WorkerIdentity("mine").at("worker-3", "runtime 1", null).id()).isEqualTo("mine");
  }

  @Test
  void theRuntimesOwnNameWithHostAndPortIsTakenOnceATaskIsSeenAndThenStays() {
    WorkerIdentity identity = new WorkerIdentity(null);
    identity.listensOn(9470);
    Worker before = identity.at(null, null, null);
    Worker settled = identity.at("worker-3", "runtime 1", 1.5);
    Worker later = identity.at(null, null, null);

    assertThat(before.runtime()).isNull();
    assertThat(settled.id()).isEqualTo("worker-3@" + settled.host() + ":9470");
    assertThat(later.id()).isEqualTo(settled.id());
    assertThat(later.runtime()).isEqualTo("runtime 1");
    assertThat(later.incarnation()).isEqualTo(before.incarnation());
    assertThat(settled.cpuQuota()).isEqualTo(1.5);
  }

  @Test
  void argumentsOfTheCommandWhichMayHoldSecretsAreLeftOut() {
    assertThat(WorkerIdentity.mainClass("com.acme.Job --password hunter2")).isEqualTo("com.acme.Job");
    assertThat(WorkerIdentity.mainClass("/opt/acme/job.jar --password hunter2")).isEqualTo("job.jar");
    assertThat(WorkerIdentity.mainClass("")).isEqualTo("java");
  }
}
