package io.manometer.agent.probe;

/**
 * Who hears the words of {@link Probe}. Threads: as {@link Probe} says.
 * Implementations return fast, never block and never throw.
 */
public interface ProbeListener {

  /** Hears nothing. */
  ProbeListener NONE = new ProbeListener() {
    @Override
    public void taskStarted(Object task) {}

    @Override
    public void taskEnded(Object task) {}

    @Override
    public void inputWaitBegan(Object gate) {}

    @Override
    public void outputWaitBegan(Object output, int target) {}

    @Override
    public void waitBegan(Object place) {}

    @Override
    public void waitEnded() {}

    @Override
    public void adviceFailed(Throwable error) {}
  };

  void taskStarted(Object task);

  void taskEnded(Object task);

  void inputWaitBegan(Object gate);

  void outputWaitBegan(Object output, int target);

  void waitBegan(Object place);

  void waitEnded();

  void adviceFailed(Throwable error);
}
