package io.manometer.analyzer.settings;

import io.manometer.analyzer.AnalyzerService;
import io.manometer.analyzer.DocumentedFile;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsPageTest {

  private static final String HEAD = """
      # Settings of the analyzer

      This page is made from the code; `SettingsPageTest` fails when it is stale.

      Give them on the command line, `java -jar manometer.jar port=8085` (`--port=8085` and `--manometer.port=8085` are the
      same); as system properties, `-Dmanometer.port=8085`; in the environment, `MANOMETER_PORT=8085` (upper case, dots and
      dashes become underscores); or in a file of `key=value` lines that `config=FILE` names. What comes first in this list
      holds. A value that cannot be used stops the start with one line that says what would be right, and exit code 2; so does a
      key that is unknown, on the command line and in the file. Among system properties and in the environment unknown ones are
      not complained about, because the agent reads them too, and values that begin with `tcp://`, which Kubernetes puts there for
      a Service named manometer, are passed over. Limits whose key has a dash cannot be given in the environment.

      """;

  @Test
  void thePageListsEverySetting() throws IOException {
    DocumentedFile.at("settings.md").holds(HEAD + AnalyzerService.SECTIONS.stream()
        .map(SettingsPageTest::table).collect(Collectors.joining("\n")));
  }

  private static String table(SettingsSection<?> section) {
    return "## `" + section.prefix() + "`\n\n| setting | default | what it decides | allowed |\n|---|---|---|---|\n"
        + section.keys().stream().map(SettingsPageTest::row).collect(Collectors.joining());
  }

  private static String row(SettingsSection.Key key) {
    return "| `" + key.shortName() + (key.open() ? ".*" : "") + "` | "
        + key.standard().map(value -> "`" + value + "`").orElse(key.absent()) + " | "
        + key.meaning() + " | " + key.allowed() + " |\n";
  }
}
