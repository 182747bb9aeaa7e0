package io.manometer.ui.view;

import io.manometer.rules.report.OperatorView.BusySplit;
import io.manometer.ui.text.Figure;
import java.util.ArrayList;
import java.util.List;

/** What busy time went to, as a bar over wall-clock time and a legend with the figures. */
public record BusySplitView(Bar bar, List<Entry> entries) {

  /** One class of busy time. */
  public record Entry(String css, String word, String meaning, Figure share) {}

  private record Kind(String css, String word, String meaning, Double share) {}

  /** Null where nothing of it was measured. */
  static BusySplitView of(BusySplit split) {
    if (split == null) {
      return null;
    }
    List<Kind> kinds = List.of(
        new Kind("cpu", "CPU", "running user code", split.cpu()),
        new Kind("gc", "GC", "stopped by the garbage collector", split.gc()),
        new Kind("io", "I/O", "waiting for a socket or a file", split.io()),
        new Kind("lock", "Lock", "waiting for a monitor or a lock", split.lock()),
        new Kind("state", "State", "reading or writing keyed state", split.state()),
        new Kind("serialization", "Serialization", "turning records into bytes and back", split.serialization()),
        new Kind("sleep", "Sleep", "asleep on purpose", split.sleep()),
        new Kind("async", "Async wait", "waiting for outstanding async requests", split.asyncWait()),
        new Kind("starved", "Starved", "runnable, but not on a core", split.starved()),
        new Kind("other", "Other", "busy time that none of the others explains", split.other()));
    List<Bar.Part> parts = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (Kind kind : kinds) {
      parts.add(new Bar.Part("split-" + kind.css(), kind.share()));
      entries.add(new Entry("split-" + kind.css(), kind.word(), kind.meaning(), Figure.timeShare(kind.share())));
    }
    return new BusySplitView(Bar.stacked(parts), entries);
  }

  /** The same for one subtask, without the legend. */
  static Bar bar(BusySplit split) {
    BusySplitView view = of(split);
    return view == null ? null : view.bar();
  }
}
