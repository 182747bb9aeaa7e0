/** The program behind {@code ./demo}. */
package io.manometer.scenarios.cli;
