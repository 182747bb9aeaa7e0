package io.manometer.agent.probe;

/**
 * The doorway that woven code calls: target-neutral words with JDK types only.
 *
 * <p>This class sits on the host's system class path so that every target class can see it; all that stands behind it
 * lives in the agent's own class loader. While no listener is set, each word does nothing.
 *
 * <p>Errors: nothing thrown behind the door reaches the host; it is counted by the listener's owner.
 */
public final class Probe {

  private static volatile ProbeListener listener = ProbeListener.NONE;

  private Probe() {}

  /** Opens the door; {@link ProbeListener#NONE} closes it. */
  public static void listen(ProbeListener next) {
    listener = next;
  }

  /** A task object was constructed; its thread may not have started yet. */
  public static void taskCreated(Object task) {
    listener.taskCreated(task);
  }

  /** A task has ended, on whatever path. */
  public static void taskEnded(Object task) {
    listener.taskEnded(task);
  }

  /** The calling task thread begins to wait for input of {@code gate} (a source: for its next arrival). */
  public static void inputWaitBegan(Object gate) {
    listener.inputWaitBegan(gate);
  }

  /** The calling task thread begins to wait for a buffer to write to {@code target} subtask of {@code output}; target -1: any. */
  public static void outputWaitBegan(Object output, int target) {
    listener.outputWaitBegan(output, target);
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
