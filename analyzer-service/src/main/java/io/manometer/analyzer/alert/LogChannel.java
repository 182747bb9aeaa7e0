package io.manometer.analyzer.alert;

import io.manometer.analyzer.alert.Delivery.Event;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the analyzer's own log, so that alerts are seen before any receiver is set up. */
final class LogChannel implements AlertChannel {

  private static final Logger LOG = LoggerFactory.getLogger("io.manometer.alerts");

  @Override
  public String id() {
    return "log";
  }

  @Override
  public String shown() {
    return "log";
  }

  @Override
  public boolean forgetful() {
    return false;
  }

  @Override
  public void tell(Alert alert, Event event, Instant now) {
    String summary = Text.line(alert.annotations().get("summary"), 500);
    String name = alert.labels().get("alertname");
    if (event == Event.FIRED) {
      LOG.warn("Alert {} {} since {}: {}", name, alert.fingerprint(), alert.startsAt(), summary);
    } else {
      LOG.info("Alert {} {} resolved at {}: {}", name, alert.fingerprint(), alert.endsAt(), summary);
    }
  }
}
