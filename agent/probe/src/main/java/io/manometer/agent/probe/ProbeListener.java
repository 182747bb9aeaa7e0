package io.manometer.agent.probe;

/**
 * Who hears the words of {@link Probe}. Threads: the wait words come from the task's own thread, the others from any.
 * Implementations return fast, never block and never throw.
 */
public interface ProbeListener {

  /** Hears nothing. */
  ProbeListener NONE = new ProbeListener() {
    @Override
    public void taskCreated(Object task) {}

    @Override
    public void taskEnded(Object task) {}

    @Override
    public void inputWaitBegan(Object gate) {}

    @Override
    public void outputWaitBegan(Object output, int target) {}

    @Override
    public void waitEnded() {}

    @Override
    public void adviceFailed(Throwable error) {}
  };

  void taskCreated(Object task);

  void taskEnded(Object task);

  void inputWaitBegan(Object gate);

  void outputWaitBegan(Object output, int target);

  void waitEnded();

  void adviceFailed(Throwable error);
}
