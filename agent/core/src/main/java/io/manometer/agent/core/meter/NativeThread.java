package io.manometer.agent.core.meter;

import java.nio.file.Files;
import java.nio.file.Path;

/** The operating system's id of the calling thread, from Linux's {@code /proc/thread-self}. */
final class NativeThread {

  private static final Path SELF = Path.of("/proc/thread-self");

  private NativeThread() {}

  /** Null off Linux, or where {@code /proc} cannot be read. */
  static Long idOfCaller() {
    try {
      return Long.valueOf(Files.readSymbolicLink(SELF).getFileName().toString());
    } catch (Exception e) {
      return null;
    }
  }
}
