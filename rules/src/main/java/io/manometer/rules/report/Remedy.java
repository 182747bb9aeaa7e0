package io.manometer.rules.report;

/**
 * Something to change, or to leave alone.
 *
 * @param kind whether to do it
 * @param action one imperative sentence
 * @param how the code or setting to change; null when the action says it all
 * @param why one sentence
 */
public record Remedy(Kind kind, String action, String how, String why) {
  /** {@code AVOID}: looks right and is not. */
  public enum Kind { DO, AVOID }
}
