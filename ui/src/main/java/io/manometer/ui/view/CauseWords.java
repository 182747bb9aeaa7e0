package io.manometer.ui.view;

import io.manometer.rules.report.Cause;

/** Causes by the names that people use for them. */
final class CauseWords {

  private CauseWords() {}

  static String of(Cause cause) {
    return switch (cause) {
      case CPU_BOUND -> "CPU-bound";
      case SYNC_IO -> "Synchronous I/O";
      case STATE_ACCESS -> "State access";
      case KEY_SKEW -> "Skewed keys";
      case EXPENSIVE_KEY -> "One expensive key";
      case KEY_GROUP_ROUNDING -> "Uneven key groups";
      case PARTITION_SKEW -> "Skewed partitions";
      case SLOW_HOST -> "Slow host";
      case GC_PRESSURE -> "Garbage collection";
      case LOCK_CONTENTION -> "Lock contention";
      case ASYNC_SATURATED -> "Async requests saturated";
      case EXTERNAL_LIMIT -> "Limit of an external system";
      case SERIALIZATION -> "Serialization";
      case NETWORK -> "Network";
      case ALIGNMENT -> "Barrier alignment";
      case ORDERED_INPUT -> "Ordered input";
      case AMPLIFICATION -> "Record amplification";
      case WINDOW_BURST -> "Window bursts";
      case CHECKPOINT_SYNC -> "Synchronous part of checkpoints";
      case CPU_STARVED -> "Starved of CPU";
      case INSUFFICIENT_SLOTS -> "Too few slots";
      case SOURCE_BOUND -> "Source-bound";
      case IDLE_INPUT -> "Idle input";
      case MIXED -> "Several causes";
      case UNKNOWN -> "Cause not known";
    };
  }
}
