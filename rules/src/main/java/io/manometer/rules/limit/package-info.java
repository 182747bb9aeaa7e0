/** Thresholds with their defaults, ranges and meaning, and the values in force. */
package io.manometer.rules.limit;
