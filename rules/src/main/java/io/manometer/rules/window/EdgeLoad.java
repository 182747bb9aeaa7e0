package io.manometer.rules.window;

import io.manometer.rules.model.Edge;
import java.util.Optional;

/**
 * What passed over one edge.
 *
 * @param records per second, all subtasks together
 * @param blocked share of time that a producer waited for this edge, worst subtask
 * @param backlog buffers announced or finished and not sent yet, all subtasks together
 * @param credits granted and not used, all subtasks together
 * @param aligned share of time that a consumer's input stood blocked for barrier alignment, worst subtask
 */
public record EdgeLoad(
    Edge edge, Optional<Double> records, Optional<Double> blocked, Optional<Double> backlog,
        Optional<Double> credits, Optional<Double> aligned) {}
