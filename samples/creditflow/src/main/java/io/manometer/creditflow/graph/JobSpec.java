package io.manometer.creditflow.graph;

import java.time.Duration;
import java.util.List;

/**
 * A pipeline as declared.
 *
 * @param slaLag null when the job declares none
 * @param operators in the order of declaration, which is an order in which no operator stands before its inputs
 */
public record JobSpec(String name, Duration slaLag, int maxParallelism, List<OperatorSpec> operators) {
  public JobSpec {
    operators = List.copyOf(operators);
  }
}
