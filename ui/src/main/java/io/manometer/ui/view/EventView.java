package io.manometer.ui.view;

import io.manometer.rules.report.Report;
import io.manometer.ui.text.Name;
import io.manometer.ui.text.Watch;
import io.manometer.ui.text.Watch.Moment;
import java.util.List;

/** Something that happened to the job, and when. */
public record EventView(Moment at, Name summary) {

  static List<EventView> of(Report report, Watch watch) {
    return report.events().stream()
        .map(event -> new EventView(watch.read(event.at()), Name.sentence(event.summary())))
        .toList();
  }
}
