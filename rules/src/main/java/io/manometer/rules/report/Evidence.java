package io.manometer.rules.report;

/**
 * One observation behind a finding, readable as a sentence.
 *
 * @param signal what was measured, such as {@code busy time}
 * @param place operator, subtask, edge or worker by name
 * @param observed with its unit, such as {@code 1000 ms/s}
 * @param limit what it is held against, such as {@code near 1000 ms/s}; null when it is no threshold
 * @param rule id of the rule that looked
 */
public record Evidence(String signal, String place, String observed, String limit, String rule) {}
