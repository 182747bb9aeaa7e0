package io.manometer.benchmarks.overhead;

import java.util.ArrayList;
import java.util.List;

/** What was measured with a companion and without any, records per second of each stretch or launch. */
record Rates(List<Double> with, List<Double> without) {

  /** To be filled. */
  static Rates none() {
    return new Rates(new ArrayList<>(), new ArrayList<>());
  }

  double medianWith() {
    return median(with);
  }

  double medianWithout() {
    return median(without);
  }

  private static double median(List<Double> rates) {
    List<Double> sorted = rates.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }
}
