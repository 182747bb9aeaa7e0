package io.manometer.analyzer.alert;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.web.util.UriUtils;

/** Writes an episode as an alert, with links that a person can follow. */
final class AlertWriter {

  private static final int LONGEST_ANNOTATION = 4096;

  private final Supplier<String> analyzerUrl;
  private final URI runbookUrl;

  /**
   * @param analyzerUrl where people reach the analyzer, without a slash at the end
   * @param runbookUrl null for the analyzer's own copy
   */
  AlertWriter(Supplier<String> analyzerUrl, URI runbookUrl) {
    this.analyzerUrl = analyzerUrl;
    this.runbookUrl = runbookUrl;
  }

  Alert alert(Episode episode) {
    Incident incident = episode.incident();
    SortedMap<String, String> labels = Labels.of(incident.severity(), incident.subject());
    return new Alert(labels, annotations(episode), incident.startsAt(), incident.endsAt(), Labels.fingerprint(labels),
        analyzerUrl.get() + "/jobs/" + segment(incident.subject().job().id()));
  }

  Optional<String> reportUrl(Episode episode) {
    return Optional.ofNullable(episode.reportId()).map(id -> analyzerUrl.get() + "/reports/" + segment(id));
  }

  private Map<String, String> annotations(Episode episode) {
    Account account = episode.incident().account();
    Map<String, String> annotations = new TreeMap<>();
    annotations.put("summary", account.summary());
    annotations.put("description", account.description() + state(episode.incident()));
    annotations.put("root_cause", account.rootCause());
    annotations.put("evidence", account.evidence());
    annotations.put("remedy", account.remedy());
    annotations.replaceAll((name, text) -> Text.lines(text, LONGEST_ANNOTATION));
    annotations.values().removeIf(String::isEmpty);
    annotations.put("runbook_url", runbookUrl == null ? analyzerUrl.get() + Runbook.PATH : runbookUrl.toString());
    reportUrl(episode).ifPresent(url -> annotations.put("report_url", url));
    return annotations;
  }

  private static String state(Incident incident) {
    String flapping =
        incident.flapping() ? " It comes and goes, so it stays open until it has been quiet for long." : "";
    String lost =
        incident.dataLost() ? " No data since " + seconds(incident.lastKnown()) + "; this was the state then." : "";
    return flapping + lost + (incident.firing() ? "" : ending(incident));
  }

  private static String ending(Incident incident) {
    return switch (incident.ending()) {
      case HEALED -> " Over since " + seconds(incident.endsAt()) + ".";
      case SUBSUMED -> " Now part of the critical alert about the same operator.";
      case EXPIRED -> " Closed because there was no data for too long; nobody knows whether it healed.";
    };
  }

  private static Instant seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String segment(String id) {
    return UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
  }
}
