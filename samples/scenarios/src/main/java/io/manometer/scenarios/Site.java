package io.manometer.scenarios;

import java.util.concurrent.atomic.LongAdder;

/**
 * Where a pipeline runs.
 *
 * @param job name of the job, the same before and after a fix
 * @param databaseUrl JDBC address of the database of this run
 * @param delivered counts the records that this worker's sinks have dealt with
 */
public record Site(String job, String databaseUrl, LongAdder delivered) {}
