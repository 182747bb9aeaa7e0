/** The program that each worker JVM of a scenario runs. */
package io.manometer.scenarios.worker;
