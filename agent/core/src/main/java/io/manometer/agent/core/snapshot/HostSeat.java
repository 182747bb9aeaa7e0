package io.manometer.agent.core.snapshot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A number that tells a process from others of the same name which run on this host at the same time: the lowest that is
 * free. It is held by a lock on an empty file, which the operating system gives back however the process ends.
 */
final class HostSeat implements AutoCloseable {

  private static final int MOST_SEATS = 100;
  private static final Set<? extends java.nio.file.OpenOption> WRITE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final int number;
  private final FileChannel lockedFile;

  private HostSeat(int number, FileChannel lockedFile) {
    this.number = number;
    this.lockedFile = lockedFile;
  }

  /** Takes the lowest free seat; empty where the folder cannot be written or too many are taken. */
  static Optional<HostSeat> take(Path folder, String name) {
    String hash = UUID.nameUUIDFromBytes((System.getProperty("user.name") + '\n' + name).getBytes(StandardCharsets.UTF_8))
        .toString();
    try {
      for (int number = 0; number < MOST_SEATS; number++) {
        FileChannel file = FileChannel.open(folder.resolve("manometer-" + hash + "-" + number + ".lock"), WRITE);
        if (locked(file)) {
          return Optional.of(new HostSeat(number, file));
        }
        file.close();
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  int number() {
    return number;
  }

  /** Gives the seat back. */
  @Override
  public void close() throws IOException {
    lockedFile.close();
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }
}
