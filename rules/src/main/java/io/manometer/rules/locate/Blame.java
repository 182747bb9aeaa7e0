package io.manometer.rules.locate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the waiting of a source ends, as shares of its blocked time.
 *
 * @param operators shares by operator
 * @param edges share that ends on an edge whose consumer had nothing to do, by edge
 * @param bySecond weight by operator in each second, oldest first
 */
record Blame(
    Map<String, Double> operators, Map<String, Double> edges, List<Map<String, Double>> bySecond) {

  Blame {
    operators = Map.copyOf(operators);
    edges = Map.copyOf(edges);
    bySecond = bySecond.stream().map(Map::copyOf).toList();
  }

  double of(String operator) {
    return operators.getOrDefault(operator, 0.0);
  }

  /** How often the waiting ended first at one of the two and in the next second that counts at the other. */
  double alternation(String one, String other) {
    List<Boolean> firsts = new ArrayList<>();
    for (Map<String, Double> second : bySecond) {
      double a = second.getOrDefault(one, 0.0);
      double b = second.getOrDefault(other, 0.0);
      if (a + b > 0.05) {
        firsts.add(a > b);
      }
    }
    int turns = 0;
    for (int i = 1; i < firsts.size(); i++) {
      turns += firsts.get(i).equals(firsts.get(i - 1)) ? 0 : 1;
    }
    return firsts.size() < 2 ? 0 : (double) turns / (firsts.size() - 1);
  }
}
