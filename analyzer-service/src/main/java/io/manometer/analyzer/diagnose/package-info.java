/** The command {@code diagnose}: one look at a Flink cluster that has no agent, told in the terminal. */
package io.manometer.analyzer.diagnose;
