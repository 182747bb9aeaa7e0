/** The scenarios on Flink: which jobs, what is expected of them, and how they are run. */
package io.manometer.flink;
