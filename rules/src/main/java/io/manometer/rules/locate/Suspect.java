package io.manometer.rules.locate;

import io.manometer.rules.model.Edge;
import io.manometer.rules.window.OperatorLoad;
import io.manometer.rules.window.SubtaskLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where demand is held back, before anything is said about why.
 *
 * @param operator the operator to look at first
 * @param together all operators that bind at practically the same rate, {@code operator} first; usually one
 * @param edge where the waiting ends on an edge whose consumer has nothing to do
 * @param hot the subtasks of {@code operator} that have no time left
 * @param blame share of the sources' blocked time that ends at {@code together}; 1 for a source itself
 * @param takesTurnsWith operator with which it alternates from second to second
 * @param demands of the sources it holds back
 * @param next the operator that binds once all of {@code together} are out of the way
 * @param gain throughput then, as a factor of today's, at the demand seen; empty where neither that nor another
 *     operator is known to bound it
 * @param gainBound what bounds the gain
 */
public record Suspect(
    OperatorLoad operator,
    List<OperatorLoad> together,
    Optional<Edge> edge,
    List<SubtaskLoad> hot,
    double blame,
    Optional<OperatorLoad> takesTurnsWith,
    List<Demand> demands,
    Optional<OperatorLoad> next,
    Optional<Double> gain,
    GainBound gainBound) {

  private static final double HOT = 0.9;
  private static final double STEP = 2;

  /** What keeps throughput from growing further once the bottleneck is gone. */
  public enum GainBound { DEMAND, NEXT_OPERATOR, UNKNOWN }

  public Suspect {
    together = List.copyOf(together);
    hot = List.copyOf(hot);
    demands = List.copyOf(demands);
  }

  /** The source itself is too slow; nothing holds it back. */
  public boolean isSource() {
    return demands.stream().anyMatch(d -> d.state() == Demand.State.SOURCE_TOO_SLOW
        && d.source().id().equals(operator.id()));
  }

  /**
   * Whether what arrives would be handled if the operator had {@code share} of its busy time back; empty where demand
   * has no known bound.
   */
  public Optional<Boolean> demandMetWithout(double share) {
    return wanted().map(factor -> factor * (1 - share) <= 1);
  }

  /** By what factor throughput must rise to meet what arrives; empty where nobody knows. */
  public Optional<Double> wanted() {
    return Demand.factor(demands);
  }

  /** The same to plan by: where nobody knows, no more than a doubling, to look again from. */
  public double wantedOrAStep() {
    return wanted().orElse(Math.min(STEP, gain.orElse(STEP)));
  }

  /** The same, with another of those that bind together to look at first. */
  public Suspect ledBy(String id) {
    return together.stream()
        .filter(o -> o.id().equals(id) && !id.equals(operator.id()))
        .findFirst()
        .map(
            lead -> {
              List<OperatorLoad> reordered = new ArrayList<>(together);
              reordered.remove(lead);
              reordered.add(0, lead);
              return new Suspect(
                  lead, reordered, edge, hotOf(lead), blame, takesTurnsWith, demands, next, gain, gainBound);
            })
        .orElse(this);
  }

  static List<SubtaskLoad> hotOf(OperatorLoad operator) {
    double busy = operator.busyMax().orElse(0.0);
    return operator.subtasks().stream().filter(s -> busy > 0 && s.busy().orElse(0.0) >= HOT * busy).toList();
  }

  public double busy() {
    return operator.busyMax().orElse(0.0);
  }
}
