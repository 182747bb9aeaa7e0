package io.manometer.analyzer.cycle;

import io.manometer.rules.report.Report;
import java.time.Instant;

/**
 * Hears of every report once it is published; every bean of this type is called.
 *
 * <p>Threads: always the one thread of the analysis cycle, so an implementation must not block. Errors: what it throws
 * is caught, counted and shown on {@code /status}; neither the cycle nor another listener is affected.
 */
public interface ReportListener {

  /** Called once a second for each job; {@code at} is the instant of the cycle and equals {@code report.at()}. */
  void published(Report report, Instant at);
}
