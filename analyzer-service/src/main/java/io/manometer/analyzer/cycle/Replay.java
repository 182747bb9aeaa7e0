package io.manometer.analyzer.cycle;

import io.manometer.analyzer.source.Recording;
import io.manometer.rules.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes the reports of a recording again, offline and as fast as it can be read. */
public final class Replay {

  private final Analyst analyst;
  private Analyst.Step last = new Analyst.Step(Analyst.Known.NOTHING, List.of(), List.of(), 0);

  private Replay(Analyst analyst) {
    this.analyst = analyst;
  }

  /**
   * The report of each job as it stood at the end of the recording.
   *
   * @throws IOException when the file cannot be read as a recording
   */
  public static List<Report> lastReports(Path recording, Analyst analyst) throws IOException {
    Replay replay = new Replay(analyst);
    Recording.replay(recording, cycle ->
        replay.last = replay.analyst.step(replay.last.known(), cycle.observations(), cycle.at()));
    return replay.last.reports();
  }
}
