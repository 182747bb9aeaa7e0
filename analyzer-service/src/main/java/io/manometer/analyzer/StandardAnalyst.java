package io.manometer.analyzer;

import io.manometer.analyzer.cycle.Analyst;
import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.settings.Settings;
import io.manometer.rules.engine.DiagnosisEngine;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.window.WindowLimits;

/** The analyst as the settings want it, the same for serving and for replaying. */
final class StandardAnalyst {

  private StandardAnalyst() {}

  static Analyst with(Settings settings) {
    DiagnosisEngine engine = DiagnosisEngine.standard();
    try {
      return new Analyst(engine, Limits.of(settings.limits(), WindowLimits.ALL), settings.forgetAfter());
    } catch (IllegalArgumentException e) {
      throw new BadSetting("limits: " + e.getMessage());
    }
  }
}
