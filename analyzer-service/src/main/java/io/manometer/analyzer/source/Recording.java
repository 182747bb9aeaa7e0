package io.manometer.analyzer.source;

import io.manometer.rules.model.Observation;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of what every cycle was given: gzip, one line of JSON a cycle, flushed after each, so that a process that is
 * killed loses one line at most. A disk that is full, or a file that has grown to its limit, ends the recording and nothing
 * else.
 */
public final class Recording implements ObservationLog, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recording.class);
  private static final long LARGEST = 1L << 30;

  private final Path file;
  private Writer writer;

  private Recording(Path file, Writer writer) {
    this.file = file;
    this.writer = writer;
  }

  /** Begins a new file; one that exists is not overwritten. */
  public static Recording to(Path file) throws IOException {
    return new Recording(file, new OutputStreamWriter(
        new GZIPOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), true), StandardCharsets.UTF_8));
  }

  /** Hands over the cycles of a file in order; a line that was cut off at the end is left out. */
  public static void replay(Path file, Consumer<RecordedCycle> cycle) throws IOException {
    try (BufferedReader lines = new BufferedReader(
        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        cycle.accept(RecordedCycle.ofLine(line));
      }
    } catch (EOFException e) {
      LOG.info("{} ends in the middle of a line, as after a kill; all before it was read", file);
    }
  }

  @Override
  public synchronized void heard(Instant at, List<Observation> observations) {
    if (writer == null) {
      return;
    }
    try {
      writer.write(new RecordedCycle(at, observations).toLine());
      writer.write('\n');
      writer.flush();
      if (Files.size(file) > LARGEST) {
        LOG.warn("The recording {} has grown to its limit and ends here", file);
        close();
      }
    } catch (IOException e) {
      LOG.warn("The recording {} ends here: {}", file, e.toString());
      close();
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      LOG.warn("The end of the recording {} could not be written: {}", file, e.toString());
    } finally {
      writer = null;
    }
  }
}
