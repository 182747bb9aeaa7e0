package io.manometer.agent.target;

/**
 * What a task waits for.
 *
 * @param edge id of the edge waited for; null for input, and where it is not known
 * @param target the consuming subtask whose turn is waited for; -1 where it is not known
 */
public record Waiting(Kind kind, String edge, int target) {

  /** {@code NOTHING}: the thread stands still within its work, which counts as busy. */
  public enum Kind { INPUT, OUTPUT, NOTHING }

  public static final Waiting NOTHING = new Waiting(Kind.NOTHING, null, -1);
  public static final Waiting FOR_INPUT = new Waiting(Kind.INPUT, null, -1);

  public static Waiting forOutput(String edge, int target) {
    return new Waiting(Kind.OUTPUT, edge, target);
  }
}
