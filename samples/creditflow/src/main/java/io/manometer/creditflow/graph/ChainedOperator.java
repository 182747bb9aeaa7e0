package io.manometer.creditflow.graph;

/**
 * One operator of a vertex.
 *
 * @param id hash of the operator's place in the pipeline; the name has no part in it
 */
public record ChainedOperator(String id, String name, OperatorSpec spec) {}
