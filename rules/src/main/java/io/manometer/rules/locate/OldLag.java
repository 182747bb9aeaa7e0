package io.manometer.rules.locate;

import io.manometer.rules.limit.Limits;
import io.manometer.rules.window.Bucket;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.SourceLoad;
import io.manometer.rules.window.Window;
import java.util.List;
import java.util.Optional;

/**
 * Lag that is not told anew while the source waits. Kafka's is what the last fetch said, and a source that waits fetches no
 * more; between two fetches it stands still, or falls by what is taken of the last one, whatever arrives meanwhile.
 */
final class OldLag {

  /** So many seconds it must be seen in. */
  private static final double SECONDS = 8;
  private static final double NEARLY_ALL = 0.9;
  private static final double NO_REST = 0.05;
  private static final double OFTEN = 0.5;

  /** Seconds that a window must have in which nothing is seen to arrive, and what the polls at its ends may add to that. */
  private static final double LONG = 20;
  private static final double ONE_POLL = 0.2;

  /** Seconds' worth of records that may wait where a source is about to rest. */
  private static final double NEARLY_NOTHING = 0.3;

  private OldLag() {}

  /**
   * Whether a subtask waits for output most of the time and hardly ever rests, so that it has more to hand over, while its
   * lag changes in fewer than half of the seconds, or, where readings are too rare for seconds, tells of nothing new.
   */
  static boolean isBehindAWaitingSource(OperatorLoad source, Window window, Limits limits) {
    return waiting(source, limits).stream().anyMatch(s -> {
      List<Bucket.Slice> seconds = seconds(s, window);
      return seconds.isEmpty() ? neverRestsAndHearsOfNothingNew(s) : neverRestsAndTellsNothing(seconds);
    });
  }

  /** Whether some subtasks wait for output most of the time, and none of those ever rests. */
  static boolean neverRests(OperatorLoad source, Limits limits) {
    List<SubtaskLoad> waiting = waiting(source, limits);
    return !waiting.isEmpty() && waiting.stream().allMatch(OldLag::neverRests);
  }

  private static List<SubtaskLoad> waiting(OperatorLoad source, Limits limits) {
    return source.subtasks().stream()
        .filter(s -> s.backpressured().filter(b -> b >= limits.of(LocateLimits.HIGH)).isPresent())
        .toList();
  }

  private static boolean neverRests(SubtaskLoad subtask) {
    return subtask.idle().filter(idle -> idle <= NO_REST).isPresent();
  }

  /** Its lag accounts for no arrivals, or is nearly nothing: then it would rest if that were so. */
  private static boolean neverRestsAndHearsOfNothingNew(SubtaskLoad subtask) {
    Optional<Double> growth = subtask.source().flatMap(SourceLoad::lagGrowth);
    Optional<Double> lag = subtask.source().flatMap(SourceLoad::lagRecords);
    double emitted = subtask.source().flatMap(SourceLoad::emitted).orElse(0.0);
    return neverRests(subtask) && subtask.span().toSeconds() >= LONG
        && (growth.filter(g -> g == 0 || emitted + g <= ONE_POLL * emitted).isPresent()
            || lag.filter(l -> l <= NEARLY_NOTHING * emitted).isPresent());
  }

  private static List<Bucket.Slice> seconds(SubtaskLoad subtask, Window window) {
    return window.buckets().stream()
        .flatMap(b -> Optional.ofNullable(b.subtasks().get(subtask.id())).stream())
        .filter(second -> second.lagRecords().isPresent())
        .toList();
  }

  private static boolean neverRestsAndTellsNothing(List<Bucket.Slice> seconds) {
    long restless = seconds.stream().filter(second -> second.idle() <= NO_REST).count();
    int changes = 0;
    for (int i = 1; i < seconds.size(); i++) {
      changes += seconds.get(i).lagRecords().equals(seconds.get(i - 1).lagRecords()) ? 0 : 1;
    }
    return seconds.size() >= SECONDS && restless >= NEARLY_ALL * seconds.size() && changes < OFTEN * (seconds.size() - 1);
  }
}
