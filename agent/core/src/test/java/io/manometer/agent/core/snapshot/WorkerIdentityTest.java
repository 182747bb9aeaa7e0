package io.manometer.agent.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.wire.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerIdentityTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path seats;

  @Test
  void theOptionNamesTheWorker() {
    assertThat(identity("mine").at("worker-3@db1:20000", "job", "runtime 1", null).id()).isEqualTo("mine");
    assertThat(identity("mine").at(null, null, null, null).id()).isEqualTo("mine");
  }

  @Test
  void theRuntimesOwnNameIsTakenOnceATaskIsSeenAndThenStays() {
    WorkerIdentity identity = identity(null);
    Worker before = identity.at(null, null, null, null);
    Worker settled = identity.at("worker-3@db1:20000", "job", "runtime 1", 1.5);
    Worker later = identity.at(null, null, null, null);

    assertThat(before.runtime()).isNull();
    assertThat(settled.id()).isEqualTo("worker-3@db1:20000");
    assertThat(later.id()).isEqualTo(settled.id());
    assertThat(later.runtime()).isEqualTo("runtime 1");
    assertThat(later.incarnation()).isEqualTo(before.incarnation());
    assertThat(settled.cpuQuota()).isEqualTo(1.5);
  }

  @Test
  void aLoopbackAddressIsGoodOnItsOwnHostOnly() {
    for (String address : new String[] {"127.0.0.1:20000", "localhost:20000", "[::1]:20000"}) {
      Worker worker = identity(null).at("worker-3@" + address, "job", "runtime 1", null);
      assertThat(worker.id()).isEqualTo("worker-3@" + address + "@" + worker.host());
    }
    assertThat(identity(null).at("localhost:35429-a1b2c3", "job", "runtime 1", null).id()).contains("c3@");
    assertThat(identity(null).at("worker-0@localhost.acme.com:1", "job", "runtime 1", null).id()).endsWith(":1");
  }

  @Test
  void theSameJobTwiceOnOneHostIsTwoWorkersAndAPlaceThatIsFreeIsTakenAgain() throws IOException {
    WorkerIdentity one = identity(null);
    WorkerIdentity twin = identity(null);
    String id = one.at(null, "orders-1a2b", "runtime 1", null).id();

    assertThat(id).startsWith("orders-1a2b@");
    assertThat(twin.at(null, "orders-1a2b", "runtime 1", null).id()).isEqualTo(id + "#1");
    assertThat(identity(null).at(null, "other-1a2b", "runtime 1", null).id()).startsWith("other-1a2b@").doesNotContain("#");
    one.close();
    assertThat(identity(null).at(null, "orders-1a2b", "runtime 1", null).id()).isEqualTo(id);
  }

  @Test
  void withNoFolderForLocksThePortTellsTwinsApart() {
    WorkerIdentity identity = new WorkerIdentity(null, seats.resolve("missing"), START);
    identity.listensOn(9471);

    assertThat(identity.at(null, "orders-1a2b", "runtime 1", null).id()).startsWith("orders-1a2b@").endsWith(":9471");
  }

  @Test
  void anotherStartIsAnotherIncarnation() {
    WorkerIdentity later = new WorkerIdentity("mine", seats, START.plusMillis(1));

    assertThat(later.at(null, null, null, null).incarnation())
        .isNotEqualTo(identity("mine").at(null, null, null, null).incarnation());
  }

  @Test
  void argumentsOfTheCommandWhichMayHoldSecretsAreLeftOut() {
    assertThat(WorkerIdentity.mainClass("com.acme.Job --password hunter2")).isEqualTo("com.acme.Job");
    assertThat(WorkerIdentity.mainClass("/opt/acme/job.jar --password hunter2")).isEqualTo("job.jar");
    assertThat(WorkerIdentity.mainClass("")).isEqualTo("java");
  }

  private WorkerIdentity identity(String option) {
    return new WorkerIdentity(option, seats, START);
  }
}
