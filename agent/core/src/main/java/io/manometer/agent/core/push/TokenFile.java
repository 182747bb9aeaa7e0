package io.manometer.agent.core.push;

import io.manometer.agent.core.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** A token in a file, read again when the file changes. Its text is never logged. Threads: any. */
public final class TokenFile {

  private static final long LARGEST = 8192;

  private final Path file;
  private final Log log;
  private FileTime readAs;
  private String token;

  /** @param file null when no token is set */
  public TokenFile(Path file, Log log) {
    this.file = file;
    this.log = log;
  }

  public boolean isSet() {
    return file != null;
  }

  /** Empty when none is set, and when it cannot be read, which is logged. */
  public synchronized Optional<String> read() {
    if (file == null) {
      return Optional.empty();
    }
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      if (!changed.equals(readAs)) {
        token = readToken();
        readAs = changed;
      }
    } catch (IOException e) {
      token = null;
      readAs = null;
      log.warn("token " + file, "token file " + file + " cannot be read: " + e);
    }
    return Optional.ofNullable(token);
  }

  private String readToken() throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException("larger than " + LARGEST + " bytes");
    }
    String text = Files.readString(file).strip();
    if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IOException("is empty or holds more than one line of plain characters");
    }
    return text;
  }
}
