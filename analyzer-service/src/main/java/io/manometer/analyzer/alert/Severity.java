package io.manometer.analyzer.alert;

import java.util.Locale;

/** How urgent an incident is, and the alert name that receivers route on. */
enum Severity {
  /** Busy beyond the limit; nothing is late yet. */
  WARNING("ManometerBusy"),
  /** Demand is not met. */
  CRITICAL("ManometerBottleneck");

  private final String alertName;

  Severity(String alertName) {
    this.alertName = alertName;
  }

  String alertName() {
    return alertName;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
