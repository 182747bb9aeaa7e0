/** A worker's life: subtasks are made, wired, run, and ended or failed together. */
package io.manometer.creditflow.runtime;
