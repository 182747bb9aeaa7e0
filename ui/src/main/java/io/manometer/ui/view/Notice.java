package io.manometer.ui.view;

import io.manometer.rules.report.Health;
import io.manometer.rules.report.Report;
import io.manometer.ui.SourceFeed.Source;
import io.manometer.ui.text.Name;
import io.manometer.ui.text.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something to know before reading on.
 *
 * @param css {@code high} when what follows may mislead otherwise, {@code low} or {@code unknown}
 */
public record Notice(String css, String title, Name text) {

  private static final int NAMED = 5;

  static List<Notice> of(Report report, Watch watch) {
    List<Notice> notices = new ArrayList<>();
    Freshness freshness = Freshness.of(report, watch);
    if (freshness.stale()) {
      notices.add(new Notice(
          "high",
          "Stale: " + freshness.complaint() + ".",
          Name.sentence((report.health() == Health.INSUFFICIENT_DATA ? "" : "What follows is how it stood then, not how it is now. ")
              + "Its workers have ended, or what is measured there does not reach this analyzer.")));
    } else if (report.coverage().subtasksSeen() < report.coverage().subtasksKnown()) {
      notices.add(new Notice("low", "Partial: " + seen(report) + ".", silent(report)));
    }
    return notices;
  }

  /** One for each server that nothing can be had from. */
  static List<Notice> of(List<Source> sources) {
    return sources.stream()
        .filter(source -> source.trouble() != null)
        .map(source -> new Notice(
            "high", "No data from " + Name.of(source.name()).text() + ":", Name.sentence(source.trouble() + ".")))
        .toList();
  }

  static String seen(Report report) {
    return report.coverage().subtasksSeen() + " of " + report.coverage().subtasksKnown() + " subtasks seen";
  }

  private static Name silent(Report report) {
    List<String> stale = report.coverage().stale();
    if (stale.isEmpty()) {
      return Name.sentence("What the other subtasks do is not known, and is not counted as zero.");
    }
    String workers = stale.stream().limit(NAMED).map(id -> Name.of(id).text()).collect(Collectors.joining(", "));
    int more = stale.size() - NAMED;
    return Name.sentence((stale.size() == 1 ? "Silent worker: " : "Silent workers: ") + workers
        + (more > 0 ? " and " + more + " more" : "") + ". What runs there is not known, and is not counted as zero.");
  }
}
