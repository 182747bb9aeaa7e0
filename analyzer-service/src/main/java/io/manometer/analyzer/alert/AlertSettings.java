package io.manometer.analyzer.alert;

import io.manometer.analyzer.settings.BadSetting;
import io.manometer.analyzer.settings.Setting;
import io.manometer.analyzer.settings.SettingsSection;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** When alerts fire and who is told. {@code docs/alerts.md} says why the defaults are what they are. */
public record AlertSettings(
    @Setting(value = "For how long the busiest subtask must be above `limits.busy.warn` before the warning fires.",
        allowed = "a time of zero or more, such as 15s")
    @DefaultValue("15s") Duration warningHold,

    @Setting(value = "For how long it must be below `limits.busy.clear` before the warning ends.",
        allowed = "a time of zero or more, such as 30s")
    @DefaultValue("30s") Duration warningClearHold,

    @Setting(value = "For how long a bottleneck must stand before its alert fires.",
        allowed = "a time of zero or more, such as 10s")
    @DefaultValue("10s") Duration criticalHold,

    @Setting(value = "The same while its cause is not known: the alert is told once and should name it.",
        allowed = "a time of zero or more, such as 30s")
    @DefaultValue("30s") Duration criticalHoldCauseUnknown,

    @Setting(value = "For how long a bottleneck must be gone before its alert ends.",
        allowed = "a time of zero or more, such as 30s")
    @DefaultValue("30s") Duration criticalClearHold,

    @Setting(value = "Reports further apart than this start a hold time anew.",
        allowed = "a time of 1s or more, such as 30s")
    @DefaultValue("30s") Duration longestGap,

    @Setting(value = "Silence after which a firing alert says that its data is lost. It goes on firing.",
        allowed = "a time of 1s or more, such as 60s")
    @DefaultValue("60s") Duration dataLostAfter,

    @Setting(value = "Silence after which an alert is closed, since nobody knows any more.",
        allowed = "a time of 1s or more, such as 24h")
    @DefaultValue("24h") Duration expireAfter,

    @Setting(value = "An alert that fires this often within `alerts.flap-window` is flapping and then stays open.",
        allowed = "a number of 2 or more")
    @DefaultValue("3") int flapOpenings,

    @Setting(value = "The time in which firings are counted for that.", allowed = "a time of 1s or more, such as 30m")
    @DefaultValue("30m") Duration flapWindow,

    @Setting(value = "For how long a flapping alert must be quiet before it ends.",
        allowed = "a time of zero or more, such as 10m")
    @DefaultValue("10m") Duration flapQuiet,

    @Setting(value = "How often Alertmanager is told again of an alert that fires, which is valid there for four times"
        + " this.",
        allowed = "a time of 1s or more, such as 30s")
    @DefaultValue("30s") Duration resend,

    @Setting(value = "For how long a message that a receiver does not take is tried again.",
        allowed = "a time of 1s or more, such as 7d")
    @DefaultValue("7d") Duration retryFor,

    @Setting(value = "Time that a receiver has for one message, from the connection to the answer.",
        allowed = "a time of 1s or more, such as 10s")
    @DefaultValue("10s") Duration timeout,

    @Setting(value = "Base addresses of Alertmanagers, separated by commas; each one is told.",
        allowed = "http or https addresses, such as http://127.0.0.1:9093")
    @DefaultValue List<String> alertmanagerUrls,

    @Setting(value = "Addresses, separated by commas, that get a POST in the shape of Alertmanager's webhook,"
        + " version 4.",
        allowed = "http or https addresses, such as http://127.0.0.1:9999/hook")
    @DefaultValue List<String> webhookUrls,

    @Setting(value = "File whose first line is the key that webhook messages are signed with.",
        allowed = "a readable file whose first line is not empty")
    Path webhookSecretFile,

    @Setting(value = "Where the alerts are explained; becomes `runbook_url`.", allowed = "an http or https address",
        absent = "the analyzer's own copy of docs/alerts.md")
    URI runbookUrl) {

  public static final SettingsSection<AlertSettings> SECTION =
      new SettingsSection<>("manometer.alerts", AlertSettings.class);

  public AlertSettings {
    refuseNegative("warning-hold", warningHold);
    refuseNegative("warning-clear-hold", warningClearHold);
    refuseNegative("critical-hold", criticalHold);
    refuseNegative("critical-hold-cause-unknown", criticalHoldCauseUnknown);
    refuseNegative("critical-clear-hold", criticalClearHold);
    refuseUnderOneSecond("longest-gap", longestGap);
    refuseUnderOneSecond("data-lost-after", dataLostAfter);
    refuseUnderOneSecond("expire-after", expireAfter);
    refuseUnless(flapOpenings >= 2, "flap-openings", flapOpenings, "a number of 2 or more");
    refuseUnderOneSecond("flap-window", flapWindow);
    refuseNegative("flap-quiet", flapQuiet);
    refuseUnderOneSecond("resend", resend);
    refuseUnderOneSecond("retry-for", retryFor);
    refuseUnderOneSecond("timeout", timeout);
    alertmanagerUrls = List.copyOf(alertmanagerUrls);
    webhookUrls = List.copyOf(webhookUrls);
    alertmanagerUrls.forEach(url -> Receiver.checked("alertmanager-urls", url));
    webhookUrls.forEach(url -> Receiver.checked("webhook-urls", url));
    refuseUnless(runbookUrl == null || isWeb(runbookUrl), "runbook-url", runbookUrl, "an http or https address");
    secret(webhookSecretFile);
  }

  /** The key that webhook messages are signed with; empty when they are not. */
  byte[] webhookSecret() {
    return secret(webhookSecretFile);
  }

  private static byte[] secret(Path file) {
    if (file == null) {
      return new byte[0];
    }
    try {
      String first = Files.readString(file).lines().findFirst().orElse("").strip();
      refuseUnless(!first.isEmpty(), "webhook-secret-file", file, "a readable file whose first line is not empty");
      return first.getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw BadSetting.value("alerts.webhook-secret-file", file, "a readable file whose first line is not empty");
    }
  }

  private static boolean isWeb(URI uri) {
    return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
  }

  private static void refuseNegative(String key, Duration value) {
    refuseUnless(!value.isNegative(), key, value, "a time of zero or more, such as 15s");
  }

  private static void refuseUnderOneSecond(String key, Duration value) {
    refuseUnless(value.compareTo(Duration.ofSeconds(1)) >= 0, key, value, "a time of 1s or more");
  }

  private static void refuseUnless(boolean holds, String key, Object value, String allowed) {
    if (!holds) {
      throw BadSetting.value("alerts." + key, value, allowed);
    }
  }
}
