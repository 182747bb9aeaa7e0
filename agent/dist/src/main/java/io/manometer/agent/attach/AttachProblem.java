package io.manometer.agent.attach;

/** Why an order could not be given or was not obeyed, in words for the one who gave it. */
final class AttachProblem extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private AttachProblem(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The agent in the process said no. */
  static AttachProblem refused(String why) {
    return new AttachProblem(1, why);
  }

  /** The process is not there, or does not take orders. */
  static AttachProblem unreachable(String why) {
    return new AttachProblem(3, why);
  }

  int exitCode() {
    return exitCode;
  }
}
