/**
 * A standalone Flink cluster on loopback, put together from the jars of Maven Central: one JobManager and TaskManagers,
 * each a JVM of its own, started with the memory flags that Flink's own scripts would compute.
 */
package io.manometer.flink.cluster;
