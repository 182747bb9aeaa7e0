/**
 * Flink jobs of an order desk: real work behind neutral names. They are compiled against Flink 2.3 and use only what
 * 1.20 has as well, so one jar runs on both.
 */
package io.manometer.flink.jobs;
