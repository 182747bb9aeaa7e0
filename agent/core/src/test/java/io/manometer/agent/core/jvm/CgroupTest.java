package io.manometer.agent.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {

  @TempDir private Path folder;
  private Path mount;

  @BeforeEach
  void makeMount() throws IOException {
    mount = Files.createDirectories(folder.resolve("cgroup"));
  }

  @Test
  void theTightestQuotaOnTheWayToTheRootHolds() throws IOException {
    write("cgroup.controllers", "cpu memory");
    write("pods/cpu.max", "150000 100000");
    write("pods/one/cpu.max", "max 100000");
    write("pods/one/cpu.stat", "usage_usec 5\nnr_throttled 3\nthrottled_usec 250\n");

    Cgroup cgroup = Cgroup.of(mount, membership("0::/pods/one")).orElseThrow();

    assertThat(cgroup.quota()).contains(1.5);
    assertThat(cgroup.throttledNanos()).contains(250_000L);
  }

  @Test
  void insideAContainerWhereThePathIsTheHostsTheMountIsTheGroup() throws IOException {
    write("cgroup.controllers", "cpu");
    write("cpu.max", "50000 100000");
    write("cpu.stat", "throttled_usec 7");

    Cgroup cgroup = Cgroup.of(mount, membership("0::/../../docker/abc")).orElseThrow();

    assertThat(cgroup.quota()).contains(0.5);
    assertThat(cgroup.throttledNanos()).contains(7_000L);
  }

  @Test
  void versionOneIsReadToo() throws IOException {
    write("cpu/job/cpu.cfs_quota_us", "200000");
    write("cpu/job/cpu.cfs_period_us", "100000");
    write("cpu/job/cpu.stat", "nr_periods 1\nthrottled_time 99");

    Cgroup cgroup = Cgroup.of(mount, membership("4:cpu,cpuacct:/job", "3:memory:/job")).orElseThrow();

    assertThat(cgroup.quota()).contains(2.0);
    assertThat(cgroup.throttledNanos()).contains(99L);
  }

  @Test
  void noQuotaIsNoQuota() throws IOException {
    write("cgroup.controllers", "cpu");
    write("cpu.max", "max 100000");
    write("cpu/cpu.cfs_quota_us", "-1");

    assertThat(Cgroup.of(mount, membership("0::/")).orElseThrow().quota()).isEmpty();
    assertThat(Cgroup.of(mount, membership("4:cpu:/")).orElseThrow().quota()).isEmpty();
  }

  @Test
  void whereThereAreNoGroupsNothingIsTold() {
    assertThat(Cgroup.of(mount, folder.resolve("no such file"))).isEmpty();
  }

  private void write(String path, String text) throws IOException {
    Path file = mount.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Path membership(String... lines) throws IOException {
    return Files.write(folder.resolve("membership"), java.util.List.of(lines));
  }
}
