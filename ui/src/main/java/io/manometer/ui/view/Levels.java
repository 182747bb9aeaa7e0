package io.manometer.ui.view;

/**
 * The limits between the levels of backpressure, as shares of time.
 *
 * @param low from here on it is LOW
 * @param high beyond this it is HIGH
 */
public record Levels(double low, double high) {}
