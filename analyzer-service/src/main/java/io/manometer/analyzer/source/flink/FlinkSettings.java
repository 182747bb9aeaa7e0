package io.manometer.analyzer.source.flink;

import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.settings.Setting;
import io.manometer.analyzer.settings.SettingsSection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which Flink cluster to follow by REST, without an agent. Absent values are null here. */
public record FlinkSettings(
    @Setting(value = "Address of a JobManager's REST API, whose running jobs are followed without an agent.",
        allowed = "an http or https address, such as http://jobmanager:8081")
    URI url,

    @Setting(value = "File whose first line is sent to it as bearer token, where a proxy before Flink asks for one.",
        allowed = "a readable file with one line")
    Path tokenFile) {

  public static final SettingsSection<FlinkSettings> SECTION =
      new SettingsSection<>("manometer.flink", FlinkSettings.class);

  public FlinkSettings {
    boolean web = url == null
        || url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    if (!web) {
      throw BadSetting.value("flink.url", url, "an http or https address, such as http://jobmanager:8081");
    }
  }

  Optional<String> authorization() {
    if (tokenFile == null) {
      return Optional.empty();
    }
    try (var lines = Files.lines(tokenFile)) {
      return Optional.of("Bearer " + lines.findFirst().orElse("").strip());
    } catch (IOException e) {
      throw BadSetting.value("flink.token-file", tokenFile, "a readable file with one line");
    }
  }
}
