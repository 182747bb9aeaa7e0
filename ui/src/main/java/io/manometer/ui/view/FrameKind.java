package io.manometer.ui.view;

import java.util.Locale;

/** What a stack frame's class of waiting or working is called, and its colour class, the same as in the busy split. */
final class FrameKind {

  private FrameKind() {}

  static String css(String kind) {
    return switch (kind == null ? "" : kind.toUpperCase(Locale.ROOT)) {
      case "CPU", "ON_CPU" -> "split-cpu";
      case "GC" -> "split-gc";
      case "IO", "SOCKET", "FILE", "SOCKET_IO", "FILE_IO" -> "split-io";
      case "LOCK" -> "split-lock";
      case "STATE" -> "split-state";
      case "SERIALIZATION" -> "split-serialization";
      case "SLEEP" -> "split-sleep";
      case "ASYNC", "ASYNC_WAIT" -> "split-async";
      case "STARVED" -> "split-starved";
      default -> "split-other";
    };
  }

  static String word(String kind) {
    return kind.toLowerCase(Locale.ROOT).replace('_', ' ').replace("cpu", "CPU").replace(" io", " I/O");
  }
}
