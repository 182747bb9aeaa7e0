package io.manometer.analyzer.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what troubles sources: once when it begins, once when it becomes another trouble, and once when it ends.
 *
 * <p>Threads: one.
 */
public final class TroubleLog {

  private static final Logger LOG = LoggerFactory.getLogger(TroubleLog.class);

  private final Map<String, String> troubled = new HashMap<>();

  /** How a source stands now. */
  public void heard(String source, Optional<String> trouble) {
    String before = trouble.isPresent() ? troubled.put(source, trouble.get()) : troubled.remove(source);
    if (trouble.isPresent() && !trouble.get().equals(before)) {
      LOG.warn("No data from {}: {}", source, trouble.get());
    } else if (trouble.isEmpty() && before != null) {
      LOG.info("Data from {} can be read again", source);
    }
  }
}
