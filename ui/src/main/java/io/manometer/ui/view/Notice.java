package io.manometer.ui.view;

import io.manometer.rules.report.Report;
import io.manometer.ui.text.Name;
import io.manometer.ui.text.Span;
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

  static List<Notice> of(Report report, Watch watch) {
    List<Notice> notices = new ArrayList<>();
    Freshness freshness = Freshness.of(report, watch);
    if (freshness.stale()) {
      notices.add(new Notice(
          "high",
          "Stale: no fresh data for " + Span.words(freshness.age()),
          Name.sentence("What follows is how it stood then, not how it is now. The workers have ended, or they cannot reach this analyzer.")));
    } else if (report.coverage().subtasksSeen() < report.coverage().subtasksKnown()) {
      notices.add(new Notice("low", "Partial: " + seen(report), silent(report)));
    }
    return notices;
  }

  static String seen(Report report) {
    return report.coverage().subtasksSeen() + " of " + report.coverage().subtasksKnown() + " subtasks seen";
  }

  private static Name silent(Report report) {
    List<String> stale = report.coverage().stale();
    String workers = stale.stream().limit(5).map(id -> Name.of(id).text()).collect(Collectors.joining(", "));
    return Name.sentence(stale.isEmpty()
        ? "What the others do is not known, and is not counted as zero."
        : (stale.size() == 1 ? "Silent worker: " : "Silent workers: ") + workers
            + (stale.size() > 5 ? " and " + (stale.size() - 5) + " more" : "") + ". What they do is not known, and is not counted as zero.");
  }
}
