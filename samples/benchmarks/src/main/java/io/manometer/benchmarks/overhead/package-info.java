/** What the agent costs a saturated pipeline: throughput with it against throughput without, with an interval. */
package io.manometer.benchmarks.overhead;
