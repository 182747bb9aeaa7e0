package io.manometer.rules.locate;

import java.util.List;

/**
 * What a search for bottlenecks found.
 *
 * @param suspects most important first
 * @param unexplained sources whose demand is unmet, and nothing says by whom
 */
public record Location(List<Demand> demands, List<Suspect> suspects, List<Demand> unexplained) {

  public Location {
    demands = List.copyOf(demands);
    suspects = List.copyOf(suspects);
    unexplained = List.copyOf(unexplained);
  }
}
