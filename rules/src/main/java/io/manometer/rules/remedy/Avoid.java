package io.manometer.rules.remedy;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Levels;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.report.Level;
import io.manometer.rules.report.Remedy;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What looks right and is not, whatever the cause. */
public final class Avoid {

  private Avoid() {}

  public static List<Remedy> always(Suspect suspect, Window window, Limits limits) {
    List<Remedy> avoid = new ArrayList<>();
    List<OperatorLoad> victims =
        window.operators().stream()
            .filter(o -> Levels.of(o, limits) == Level.HIGH || Levels.of(o, limits) == Level.LOW)
            .filter(o -> window.job().downstreamOf(o.id()).contains(suspect.operator().id()))
            .toList();
    if (!victims.isEmpty()) {
      String names = victims.stream().map(o -> "\"" + o.name() + "\"").collect(Collectors.joining(", "));
      avoid.add(
          new Remedy(
              Remedy.Kind.AVOID,
              "Do not raise the parallelism of " + names + ".",
              null,
              victims.size() == 1
                  ? "It is backpressured, so it waits; more subtasks of it would wait as well."
                  : "They are backpressured, so they wait; more subtasks of them would wait as well."));
    }
    if (!suspect.isSource() && suspect.edge().isEmpty()) {
      avoid.add(
          new Remedy(
              Remedy.Kind.AVOID,
              "Do not add network buffers.",
              null,
              "They fill up within seconds and add delay; no record gets through any faster."));
    }
    return avoid;
  }

  /** More subtasks cannot help; {@code why} is a sentence. */
  public static Remedy moreParallelism(Suspect suspect, String why) {
    return new Remedy(
        Remedy.Kind.AVOID, "Do not raise the parallelism of \"" + suspect.operator().name() + "\".", null, why);
  }
}
