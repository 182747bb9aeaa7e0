package io.manometer.agent.core.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/settings-agent.md} is made of {@link Option}. */
class SettingsPageTest {

  private static final Path PAGE = Path.of("../../docs/settings-agent.md");

  @Test
  void thePageSaysWhatTheCodeSays() throws IOException {
    if (Boolean.getBoolean("manometer.write-docs")) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE))
        .as("write it anew by: mvn -pl agent/core -am test -Dtest=SettingsPageTest "
            + "-Dsurefire.failIfNoSpecifiedTests=false -Dmanometer.write-docs=true")
        .isEqualTo(page());
  }

  private static String page() {
    StringBuilder page = new StringBuilder("""
        # Settings of the agent

        This page is made from the code; `SettingsPageTest` fails when it is stale.

        Give them behind the jar, `-javaagent:manometer-agent.jar=analyzer=http://127.0.0.1:8085,worker=w1`, with commas
        between them; as system properties, `-Dmanometer.worker=w1`; in the environment, `MANOMETER_WORKER=w1` (upper case,
        dashes become underscores); or in a file of `key=value` lines that `config=FILE` names. What comes first in this
        list holds. A key that is unknown, or a value that is wrong, is one line in the log, and the default is used: the
        host starts whatever is written here, unless `fail-fast=true` asks for something else. Only `attach` refuses, and says
        why. A value with a comma in it can be given in all ways but the first. In the environment, unknown names are not complained about, because the
        analyzer reads `MANOMETER_*` too.

        The settings in effect are logged once at the start and shown on `/status`.

        | setting | default | what it decides |
        |---|---|---|
        """);
    for (Option option : Option.values()) {
      String value = option.defaultValue().isEmpty() ? "none" : "`" + option.defaultValue() + "`";
      page.append("| `").append(option.key()).append("` | ").append(value).append(" | ").append(option.meaning())
          .append(" |\n");
    }
    return page.toString();
  }
}
