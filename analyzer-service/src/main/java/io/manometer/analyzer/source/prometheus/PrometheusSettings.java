package io.manometer.analyzer.source.prometheus;

import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.settings.Setting;
import io.manometer.analyzer.settings.SettingsSection;
import io.manometer.analyzer.source.ServerAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which Prometheus to read jobs from. Absent values are null here. */
public record PrometheusSettings(
    @Setting(value = "Address of a Prometheus, Thanos or Mimir, whose jobs are followed.",
        allowed = "an http or https address, such as http://prometheus:9090")
    URI url,

    @Setting(value = "File whose first line is sent to it as bearer token.", allowed = "a readable file with one line")
    Path tokenFile,

    @Setting(value = "Label matchers that choose among its series.",
        allowed = "matchers as in a query, such as namespace=\"prod\"")
    @DefaultValue("") String matchers,

    @Setting(value = "File with the answer of Flink's `/jobs/ID`: the edges of that job, where only Flink's own reporter"
        + " tells of it. With `flink.url` the edges of all its jobs come from there.",
        allowed = "a readable file of JSON")
    Path plan) {

  public static final SettingsSection<PrometheusSettings> SECTION =
      new SettingsSection<>("manometer.prometheus", PrometheusSettings.class);

  public PrometheusSettings {
    ServerAddress.check("prometheus.url", url, "http://prometheus:9090");
    if (matchers.contains("{") || matchers.contains("}")) {
      throw BadSetting.value("prometheus.matchers", matchers, "matchers without braces, such as namespace=\"prod\"");
    }
  }

  Optional<String> authorization() {
    return ServerAddress.authorization("prometheus.token-file", tokenFile);
  }
}
