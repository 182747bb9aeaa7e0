/** A source whose records arrive by the clock, whatever the job does; what waits to be read is its lag. */
package io.manometer.flink.jobs.arrivals;
