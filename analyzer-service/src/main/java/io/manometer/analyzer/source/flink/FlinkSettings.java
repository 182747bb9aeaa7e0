package io.manometer.analyzer.source.flink;

import io.manometer.analyzer.settings.Setting;
import io.manometer.analyzer.settings.SettingsSection;
import io.manometer.analyzer.source.ServerAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which Flink cluster to follow by REST, without an agent. Absent values are null here. */
public record FlinkSettings(
    @Setting(value = "Address of a JobManager's REST API, whose running jobs are followed without an agent.",
        allowed = "an http or https address, such as http://jobmanager:8081")
    URI url,

    @Setting(value = "File whose first line is sent to it as bearer token, where a proxy before Flink asks for one.",
        allowed = "a readable file with one line")
    Path tokenFile,

    @Setting(value = "Whether Flink's flame graphs are asked what a bottleneck's thread does where nothing else tells. They"
        + " take samples for some seconds each minute, and only where the cluster has `rest.flamegraph.enabled: true`.",
        allowed = "true or false")
    @DefaultValue("false") boolean flameGraphs) {

  public static final SettingsSection<FlinkSettings> SECTION =
      new SettingsSection<>("manometer.flink", FlinkSettings.class);

  public FlinkSettings {
    ServerAddress.check("flink.url", url, "http://jobmanager:8081");
  }

  Optional<String> authorization() {
    return ServerAddress.authorization("flink.token-file", tokenFile);
  }
}
