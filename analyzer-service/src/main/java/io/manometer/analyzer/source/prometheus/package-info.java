/**
 * Observations of jobs out of a Prometheus, or whatever speaks its HTTP API: from what the agent serves there, or from
 * what Flink's own reporter does.
 */
package io.manometer.analyzer.source.prometheus;
