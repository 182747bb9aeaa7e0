package io.manometer.analyzer;

import io.manometer.analyzer.cycle.Analyst;
import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.settings.Settings;
import io.manometer.rules.engine.DiagnosisEngine;
import io.manometer.rules.engine.StandardRules;
import io.manometer.rules.limit.Limits;

/** The analyst as the settings want it, the same for serving and for replaying. */
final class StandardAnalyst {

  private StandardAnalyst() {}

  static Analyst with(Settings settings) {
    return new Analyst(DiagnosisEngine.standard(), limits(settings), settings.forgetAfter(), settings.acceptedLags()::of);
  }

  static Limits limits(Settings settings) {
    try {
      return Limits.of(settings.limits(), StandardRules.limits());
    } catch (IllegalArgumentException e) {
      throw new BadSetting("limits: " + e.getMessage());
    }
  }
}
