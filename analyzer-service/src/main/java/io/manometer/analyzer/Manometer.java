package io.manometer.analyzer;

import io.manometer.analyzer.cycle.Replay;
import io.manometer.analyzer.diagnose.Diagnose;
import io.manometer.analyzer.history.ReportJson;
import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.settings.ServiceAddress;
import io.manometer.analyzer.settings.Settings;
import io.manometer.analyzer.settings.SettingsReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.springframework.context.ApplicationContext;
import tools.jackson.core.JacksonException;

/**
 * The command line: {@code java -jar manometer.jar [key=value ...]} serves; {@code replay FILE [key=value ...]} prints the
 * last report of each job in a recording as JSON; {@code diagnose http://jobmanager:8081} looks at a Flink cluster without
 * an agent.
 */
public final class Manometer {

  private static final int FAILED = 1;
  private static final int BAD_USE = 2;

  /** Codes up to 3 are answers of {@code diagnose}. */
  private static final int BAD_DIAGNOSE_USE = 64;
  private static final int DIAGNOSE_FAILED = 70;

  private Manometer() {}

  public static void main(String[] arguments) {
    try {
      List<String> given = List.of(arguments);
      if (!given.isEmpty() && given.get(0).equals("replay")) {
        replay(given.subList(1, given.size()));
      } else if (!given.isEmpty() && given.get(0).equals("diagnose")) {
        diagnose(given.subList(1, given.size()));
      } else {
        serve(given);
      }
    } catch (BadSetting e) {
      System.err.println("manometer: " + e.getMessage());
      System.exit(BAD_USE);
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(FAILED);
    }
  }

  private static void serve(List<String> arguments) {
    ApplicationContext context = AnalyzerService.start(arguments, System.getProperties(), System.getenv());
    System.out.println("Manometer is at " + context.getBean(ServiceAddress.class).base());
    if (context.getBean(Settings.class).endWithInput()) {
      endWithInput();
    }
  }

  private static void endWithInput() {
    Thread watch = new Thread(() -> {
      try {
        System.in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException closed) {
        // the same as its end
      }
      System.exit(0);
    }, "end-of-input");
    watch.setDaemon(true);
    watch.start();
  }

  private static void diagnose(List<String> arguments) {
    try {
      System.exit(Diagnose.run(arguments, System.out, System.err));
    } catch (BadSetting e) {
      System.err.println("manometer: " + e.getMessage());
      System.exit(BAD_DIAGNOSE_USE);
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      System.exit(DIAGNOSE_FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void replay(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new BadSetting("replay needs a file; right would be: replay FILE, a file made with record=FILE");
    }
    Path file = Path.of(arguments.get(0));
    Settings settings = new SettingsReader(
        AnalyzerService.SECTIONS, arguments.subList(1, arguments.size()), System.getProperties(), System.getenv())
        .read(Settings.SECTION);
    try {
      System.out.println(ReportJson.mapper().writerWithDefaultPrettyPrinter()
          .writeValueAsString(Replay.lastReports(file, StandardAnalyst.with(settings))));
    } catch (IOException | JacksonException e) {
      throw new BadSetting("replay " + file + " failed (" + e.getMessage() + "); right would be a file made with record=FILE");
    }
  }
}
