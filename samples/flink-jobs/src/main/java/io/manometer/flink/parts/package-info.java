/** What the jobs talk to: a price service and a Kafka broker with a feeder, each a JVM of its own. */
package io.manometer.flink.parts;
