package io.manometer.scenarios.run;

import java.nio.file.Path;

/**
 * What a run is started with.
 *
 * @param agentJar attached to each worker
 * @param port of the analyzer; 0 for a free one
 * @param folder for the logs of the processes and the analyzer's data; created when missing
 */
public record Launch(Path agentJar, Path analyzerJar, int port, Path folder) {}
