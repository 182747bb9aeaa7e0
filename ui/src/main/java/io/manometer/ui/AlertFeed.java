package io.manometer.ui;

import io.manometer.rules.report.Diagnosis.OperatorRef;
import io.manometer.rules.report.Report.JobRef;
import java.time.Instant;
import java.util.List;

/** Where the page of alerts gets its alerts from; the service implements it. Reads only, from any thread, without blocking. */
public interface AlertFeed {

  /** What fired and is still remembered: firing ones first, then the newest first. */
  List<Alert> recent();

  /**
   * One episode of one alert.
   *
   * @param operator null when the alert is not about one operator
   * @param summary where and why, in one sentence
   * @param resolvedAt null while it fires
   * @param reportId id of the report kept when it fired; null when none was kept
   * @param deliveries newest last; empty when no receiver is configured
   */
  record Alert(
      String id,
      Level level,
      JobRef job,
      OperatorRef operator,
      String summary,
      Instant firedAt,
      Instant resolvedAt,
      String reportId,
      List<Delivery> deliveries) {

    public Alert {
      deliveries = List.copyOf(deliveries);
    }
  }

  /** {@code WARNING}: busy beyond the limit, nothing late yet. {@code CRITICAL}: demand is not met. */
  enum Level { WARNING, CRITICAL }

  /**
   * What became of telling one receiver about one event.
   *
   * @param receiver its name or address, without secrets
   * @param attempts tries so far
   * @param at when the last try was made; null before the first
   * @param error why the last try failed; null when it did not
   */
  record Delivery(String receiver, Event event, State state, int attempts, Instant at, String error) {

    /** What the receiver is told. */
    public enum Event { FIRED, RESOLVED }

    /** {@code FAILED}: given up. */
    public enum State { PENDING, DELIVERED, FAILED }
  }
}
