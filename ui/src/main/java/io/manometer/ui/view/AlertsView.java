package io.manometer.ui.view;

import io.manometer.ui.AlertFeed.Alert;
import io.manometer.ui.AlertFeed.Delivery;
import io.manometer.ui.AlertFeed.Level;
import io.manometer.ui.text.Name;
import io.manometer.ui.text.Span;
import io.manometer.ui.text.Watch;
import io.manometer.ui.text.Watch.Moment;
import java.time.Duration;
import java.util.List;

/** What fired, and what became of telling about it. */
public record AlertsView(Shell shell, String summary, List<Row> alerts) {

  /**
   * One episode.
   *
   * @param id an anchor on the page
   * @param resolvedAt null while it fires
   * @param lasted how long it fired, or has been firing
   * @param reportUrl the report kept when it fired; null when none was
   */
  public record Row(
      String id,
      Badge level,
      Badge status,
      Name job,
      String jobUrl,
      Name operator,
      Name summary,
      Moment firedAt,
      Moment resolvedAt,
      String lasted,
      String reportUrl,
      List<DeliveryRow> deliveries) {}

  /** What became of telling one receiver about one event. */
  public record DeliveryRow(Name receiver, String event, Badge state, int attempts, Moment at, Name error) {}

  /** In the order of the alerts. */
  public static AlertsView of(List<Alert> alerts, Watch watch, Shell.Assets assets) {
    String summary = summary(alerts);
    return new AlertsView(
        new Shell("Alerts", "alerts", true, summary, watch.read(watch.now()), assets),
        summary,
        alerts.stream().map(alert -> row(alert, watch)).toList());
  }

  private static String summary(List<Alert> alerts) {
    long firing = alerts.stream().filter(alert -> alert.resolvedAt() == null).count();
    return alerts.isEmpty() ? "No alert has fired" : firing + " firing, " + (alerts.size() - firing) + " resolved";
  }

  private static Row row(Alert alert, Watch watch) {
    boolean firing = alert.resolvedAt() == null;
    return new Row(
        "alert-" + Links.segment(alert.id()),
        alert.level() == Level.CRITICAL
            ? Badge.high("Critical", "demand is not met")
            : Badge.low("Warning", "busy beyond the limit; nothing is late yet"),
        firing ? new Badge("Firing", "◉", "firing", null) : new Badge("Resolved", "✓", "resolved", null),
        Name.of(alert.job().name()),
        Links.ofJob(alert.job().id()).report(),
        alert.operator() == null ? null : Name.of(alert.operator().name()),
        Name.sentence(alert.summary()),
        watch.read(alert.firedAt()),
        watch.read(alert.resolvedAt()),
        Span.words(firing ? watch.since(alert.firedAt()).withNanos(0) : Duration.between(alert.firedAt(), alert.resolvedAt())),
        alert.reportId() == null ? null : Links.ofKept(alert.reportId()).report(),
        alert.deliveries().stream().map(delivery -> delivery(delivery, watch)).toList());
  }

  private static DeliveryRow delivery(Delivery delivery, Watch watch) {
    return new DeliveryRow(
        Name.of(delivery.receiver()),
        delivery.event() == Delivery.Event.FIRED ? "fired" : "resolved",
        switch (delivery.state()) {
          case DELIVERED -> Badge.ok("Delivered", null);
          case PENDING -> delivery.attempts() == 0 ? Badge.unknown("Waiting", null) : Badge.low("Retrying", "the last try failed; it goes on");
          case FAILED -> Badge.high("Failed", "given up");
        },
        delivery.attempts(),
        watch.read(delivery.at()),
        Name.sentence(delivery.error()));
  }
}
