package io.manometer.agent.probe;

/**
 * The doorway that woven code calls: target-neutral words with JDK types only.
 *
 * <p>This class sits on the host's system class path so that every target class can see it; all that stands behind it
 * lives in the agent's own class loader. While no listener is set, each word does nothing.
 *
 * <p>All words but {@link #adviceFailed} come from the task's own thread. Waits may lie inside one another; each began
 * is followed by one ended.
 */
public final class Probe {

  private static volatile ProbeListener listener = ProbeListener.NONE;

  private Probe() {}

  /** Opens the door; {@link ProbeListener#NONE} closes it. */
  public static void listen(ProbeListener next) {
    listener = next;
  }

  /** The calling thread begins to run a task; all its time until {@link #taskEnded} is the task's. */
  public static void taskStarted(Object task) {
    listener.taskStarted(task);
  }

  /** The task that the calling thread ran has ended, on whatever path. */
  public static void taskEnded(Object task) {
    listener.taskEnded(task);
  }

  /** The calling task thread begins to wait for input of {@code gate} (a source: for its next arrival). */
  public static void inputWaitBegan(Object gate) {
    listener.inputWaitBegan(gate);
  }

  /**
   * The calling task thread begins to wait for a buffer.
   *
   * @param output what it wants to write to; null: any of its outputs
   * @param target the consuming subtask it wants to write to; -1: any of them, or not known
   */
  public static void outputWaitBegan(Object output, int target) {
    listener.outputWaitBegan(output, target);
  }

  /** The calling task thread begins to wait at a place that serves waits of several kinds; the target's view says which. */
  public static void waitBegan(Object place) {
    listener.waitBegan(place);
  }

  /** The wait that the calling thread began last is over. */
  public static void waitEnded() {
    listener.waitEnded();
  }

  /** Woven code threw; called by the advice's exception handler. */
  public static void adviceFailed(Throwable error) {
    listener.adviceFailed(error);
  }
}
