package io.manometer.analyzer;

import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.settings.ServiceAddress;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** The command line: {@code java -jar manometer.jar [key=value ...]} serves, {@code replay FILE} prints a report. */
public final class Manometer {

  private static final int BAD_USE = 2;

  private Manometer() {}

  public static void main(String[] arguments) {
    try {
      ApplicationContext context =
          AnalyzerService.start(List.of(arguments), System.getProperties(), System.getenv());
      System.out.println("Manometer is at " + context.getBean(ServiceAddress.class).base());
    } catch (BadSetting e) {
      System.err.println("manometer: " + e.getMessage());
      System.exit(BAD_USE);
    }
  }
}
