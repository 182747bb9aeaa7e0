package io.manometer.scenarios.worker;

import java.util.List;

/**
 * What a worker is to run; comes as one line of JSON on its standard input, so that its command line tells nothing.
 *
 * @param fixed whether to run the pipeline with its fix
 * @param workers addresses of all workers, {@code host:port}
 * @param databaseUrl null without a database
 */
public record Assignment(
    String scenario, boolean fixed, String job, int worker, int attempt, List<String> workers, String databaseUrl) {}
