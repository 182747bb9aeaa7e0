package io.manometer.analyzer.history;

import io.manometer.rules.report.Report;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kept reports as files, one JSON document each. A file appears whole or not at all: it is written beside its place, forced
 * to the disk, and then renamed. The id begins with the report's time, so the oldest files are the first by name.
 */
public final class ReportFolder implements KeptReports {

  private static final Logger LOG = LoggerFactory.getLogger(ReportFolder.class);
  private static final Pattern ID = Pattern.compile("[0-9]{8}T[0-9]{9}Z-[0-9a-f]{12}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
  private static final int HELD_IN_MEMORY = 20;

  private final Path folder;
  private final int most;
  private final AtomicLong failures = new AtomicLong();
  private final Map<String, Report> unwritten = new LinkedHashMap<>();

  /** Keeps the last {@code most} reports, and those still needed, in {@code folder}, which is created at the first one. */
  public ReportFolder(Path folder, int most) {
    this.folder = folder;
    this.most = most;
  }

  @Override
  public synchronized String keep(Report report, Set<String> needed) {
    byte[] json = ReportJson.write(report);
    String id = TIME.format(report.at()) + "-" + digest(json);
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file(id))) {
        write(json, file(id));
        dropOldest(needed);
      }
    } catch (IOException e) {
      failures.incrementAndGet();
      LOG.warn("Report {} could not be written to {} and is held in memory only: {}", id, folder, e.toString());
      holdInMemory(id, report);
    }
    return id;
  }

  @Override
  public Optional<Report> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ReportJson.read(Files.readAllBytes(file(id))));
    } catch (IOException e) {
      return held(id);
    } catch (RuntimeException e) {
      LOG.warn("Kept report {} cannot be read: {}", file(id), e.toString());
      return Optional.empty();
    }
  }

  /** How often the disk refused a report since the start. */
  public long failures() {
    return failures.get();
  }

  private Path file(String id) {
    return folder.resolve(id + ".json");
  }

  private void write(byte[] json, Path target) throws IOException {
    Path part = Files.createTempFile(folder, "report", ".part");
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        for (ByteBuffer rest = ByteBuffer.wrap(json); rest.hasRemaining(); ) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Leftovers of a write that was cut off go as well. */
  private void dropOldest(Set<String> needed) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.sorted().toList();
    }
    for (Path file : files) {
      if (file.getFileName().toString().endsWith(".part")) {
        Files.deleteIfExists(file);
      }
    }
    List<Path> reports =
        files.stream().filter(ReportFolder::isReport).filter(file -> !needed.contains(idOf(file))).toList();
    for (Path file : reports.subList(0, Math.max(0, reports.size() - most))) {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isReport(Path file) {
    return file.getFileName().toString().endsWith(".json") && ID.matcher(idOf(file)).matches();
  }

  private static String idOf(Path file) {
    return file.getFileName().toString().replaceFirst("\\.json$", "");
  }

  private void holdInMemory(String id, Report report) {
    unwritten.put(id, report);
    if (unwritten.size() > HELD_IN_MEMORY) {
      unwritten.remove(unwritten.keySet().iterator().next());
    }
  }

  private synchronized Optional<Report> held(String id) {
    return Optional.ofNullable(unwritten.get(id));
  }

  private static String digest(byte[] json) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
