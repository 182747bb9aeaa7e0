/** Join points and views for Apache Flink, 2.x and 1.20. Its classes are named here and never linked. */
package io.manometer.agent.adapter.flink;
