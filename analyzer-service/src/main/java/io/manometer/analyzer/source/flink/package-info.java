/**
 * Observations of Flink jobs without an agent, from the JobManager's REST API. Flink renews its metrics every ten seconds
 * at most, so that is the pace here; what REST does not tell (CPU time, stacks, edges waited for) stays empty.
 */
package io.manometer.analyzer.source.flink;
