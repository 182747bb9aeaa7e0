package io.manometer.agent.core.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The CPU quota that a Linux container puts on this process, and how long it was held back for it. Reads version 2 and
 * version 1 of the control groups; empty where there is no quota or nothing can be read.
 */
final class Cgroup {

  private final Path root;
  private final String group;
  private final boolean second;

  private Cgroup(Path root, String group, boolean second) {
    this.root = root;
    this.group = group;
    this.second = second;
  }

  /**
   * @param mount where the control groups are mounted, usually {@code /sys/fs/cgroup}
   * @param membership usually {@code /proc/self/cgroup}
   */
  static Optional<Cgroup> of(Path mount, Path membership) {
    try {
      for (String line : Files.readAllLines(membership)) {
        String[] parts = line.split(":", 3);
        if (parts.length == 3 && parts[0].equals("0") && parts[1].isEmpty()
            && Files.exists(mount.resolve("cgroup.controllers"))) {
          return Optional.of(new Cgroup(mount, parts[2], true));
        }
        if (parts.length == 3 && (parts[1].equals("cpu") || parts[1].startsWith("cpu,") || parts[1].endsWith(",cpu"))) {
          return Optional.of(new Cgroup(mount.resolve("cpu"), parts[2], false));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Cores that the tightest quota on the way to the root grants. */
  Optional<Double> quota() {
    Double tightest = null;
    for (Path folder = folder(); folder.startsWith(root); folder = folder.getParent()) {
      Optional<Double> here = second ? quotaOfVersion2(folder) : quotaOfVersion1(folder);
      if (here.isPresent() && (tightest == null || here.get() < tightest)) {
        tightest = here.get();
      }
    }
    return Optional.ofNullable(tightest);
  }

  /** Time that the quota held this group back, in all. */
  Optional<Long> throttledNanos() {
    return second
        ? field(folder().resolve("cpu.stat"), "throttled_usec").map(TimeUnit.MICROSECONDS::toNanos)
        : field(folder().resolve("cpu.stat"), "throttled_time");
  }

  /** Inside a container the path of the host is not visible, and the mount itself is the group. */
  private Path folder() {
    Path folder = root.resolve(group.substring(1)).normalize();
    return folder.startsWith(root) && Files.exists(folder.resolve("cpu.stat")) ? folder : root;
  }

  private static Optional<Double> quotaOfVersion2(Path folder) {
    return line(folder.resolve("cpu.max")).map(text -> text.split(" "))
        .filter(parts -> parts.length == 2 && !parts[0].equals("max"))
        .flatMap(parts -> ratio(parts[0], parts[1]));
  }

  private static Optional<Double> quotaOfVersion1(Path folder) {
    return line(folder.resolve("cpu.cfs_quota_us")).filter(quota -> !quota.startsWith("-"))
        .flatMap(quota -> line(folder.resolve("cpu.cfs_period_us")).flatMap(period -> ratio(quota, period)));
  }

  private static Optional<Double> ratio(String quota, String period) {
    try {
      return Optional.of(Double.parseDouble(quota) / Double.parseDouble(period)).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> field(Path file, String name) {
    try {
      return Files.readAllLines(file).stream().filter(line -> line.startsWith(name + " "))
          .map(line -> Long.valueOf(line.substring(name.length() + 1).strip())).findFirst();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> line(Path file) {
    try {
      return Files.readAllLines(file).stream().findFirst().map(String::strip);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
