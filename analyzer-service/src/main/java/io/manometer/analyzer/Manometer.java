package io.manometer.analyzer;

import io.manometer.analyzer.settings.BadSetting;
import java.util.List;
import java.util.Properties;

/** The command line: {@code java -jar manometer.jar [key=value ...]} serves, {@code replay FILE} prints a report. */
public final class Manometer {

  private static final int BAD_USE = 2;

  private Manometer() {}

  public static void main(String[] arguments) {
    try {
      AnalyzerService.start(List.of(arguments), System.getProperties(), System.getenv());
    } catch (BadSetting e) {
      System.err.println("manometer: " + e.getMessage());
      System.exit(BAD_USE);
    }
  }
}
