package io.manometer.benchmarks.overhead;

/** What comes along with the pipeline in a measured JVM. */
enum Companion {
  MANOMETER("with"),
  NONE("without"),
  OPEN_TELEMETRY("OpenTelemetry"),
  FLIGHT_RECORDER("JFR profile");

  private final String label;

  Companion(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
