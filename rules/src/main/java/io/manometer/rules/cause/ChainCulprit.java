package io.manometer.rules.cause;

import io.manometer.rules.limit.Limit;
import io.manometer.rules.limit.Limits;
import io.manometer.rules.locate.Suspect;
import io.manometer.rules.model.Operator.Chained;
import io.manometer.rules.window.SubtaskLoad;
import io.manometer.rules.window.SubtaskLoad.Stacks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The operator within a chain that the time goes to, where the samples vouch for it. */
public final class ChainCulprit {

  public static final Limit SHARE =
      new Limit(
          "chain.share", 0.6, 0.4, 1, "ratio",
          "A chained operator is named when it has this share of the samples that could be attributed.");
  public static final Limit ATTRIBUTED =
      new Limit(
          "chain.attributed", 0.5, 0.1, 1, "ratio",
          "Share of all samples that must be attributed before any chained operator is named.");

  private static final long LEAST_SAMPLES = 20;

  private ChainCulprit() {}

  /** Empty for a chain of one, and where no operator clearly dominates. */
  public static Optional<Chained> of(Suspect suspect, Limits limits) {
    return of(suspect.operator().operator().chain(), suspect.hot(), limits);
  }

  public static Optional<Chained> of(List<Chained> chain, List<SubtaskLoad> subtasks, Limits limits) {
    if (chain.size() < 2) {
      return Optional.empty();
    }
    Map<String, Long> counts = new TreeMap<>();
    long samples = 0;
    for (SubtaskLoad subtask : subtasks) {
      samples += subtask.stacks().map(Stacks::samples).orElse(0L);
      subtask.stacks().ifPresent(s -> s.chain().forEach((op, n) -> counts.merge(op, n, Long::sum)));
    }
    long attributed = counts.values().stream().mapToLong(Long::longValue).sum();
    if (samples < LEAST_SAMPLES || attributed < limits.of(ATTRIBUTED) * samples) {
      return Optional.empty();
    }
    return chain.stream()
        .filter(op -> counts.getOrDefault(op.id(), 0L) >= limits.of(SHARE) * attributed)
        .findFirst();
  }
}
