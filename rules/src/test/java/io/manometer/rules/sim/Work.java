package io.manometer.rules.sim;

import io.manometer.rules.model.StackReading.StackClass;
import java.util.EnumMap;
import java.util.Map;

/** What a simulated operator does while it works on a record: shares that add up to 1. */
record Work(Map<StackClass, Double> shares, String frame) {

  static Work of(StackClass kind, double share) {
    Map<StackClass, Double> shares = new EnumMap<>(StackClass.class);
    shares.merge(StackClass.ON_CPU, 1 - share, Double::sum);
    shares.merge(kind, share, Double::sum);
    return new Work(shares, "com.acme." + kind.name().toLowerCase(java.util.Locale.ROOT) + ".Step.run:42");
  }

  static Work cpu() {
    return of(StackClass.ON_CPU, 1);
  }

  static Work io() {
    return of(StackClass.SOCKET_IO, 0.9);
  }

  Work at(String elsewhere) {
    return new Work(shares, elsewhere);
  }

  /** Share of the work that uses a core. */
  double onCore() {
    return shares.getOrDefault(StackClass.ON_CPU, 0.0)
        + shares.getOrDefault(StackClass.STATE, 0.0)
        + shares.getOrDefault(StackClass.SERIALIZATION, 0.0);
  }

  StackClass sample(double at) {
    double passed = 0;
    for (Map.Entry<StackClass, Double> part : shares.entrySet()) {
      passed += part.getValue();
      if (at < passed) {
        return part.getKey();
      }
    }
    return StackClass.ON_CPU;
  }
}
