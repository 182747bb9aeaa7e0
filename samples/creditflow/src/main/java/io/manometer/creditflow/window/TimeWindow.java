package io.manometer.creditflow.window;

/** A span of time: from {@code startMillis}, below {@code endMillis}, in milliseconds since the epoch. */
public record TimeWindow(long startMillis, long endMillis) {}
