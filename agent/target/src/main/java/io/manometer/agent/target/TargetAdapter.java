package io.manometer.agent.target;

import java.util.List;
import java.util.Optional;

/**
 * One target runtime: where its slow paths are, what must exist for that knowledge to hold, and how to read its tasks.
 *
 * <p>Found by {@link java.util.ServiceLoader}. Threads: any; an adapter holds no lock that the runtime also takes while
 * it calls back. Errors: whatever a method throws turns this module off, is named on {@code /status}, and reaches
 * nobody else.
 */
public interface TargetAdapter {

  /** The module's name in the log and on {@code /status}, such as the runtime's own name in lower case. */
  String name();

  /**
   * The lines of the runtime that this adapter knows, most recent first. When a class of a join point is about to be
   * defined, the core weaves the first line whose fingerprint fits the classes that the same loader offers.
   */
  List<TargetLine> lines();

  /** Frames of this runtime that say what a thread does; the core knows those of the JDK and of common libraries. */
  List<StackHint> stackHints();

  /**
   * A view on one task of this runtime.
   *
   * @param task what the advice gave to the probe as a task, or what {@link #taskOf} found; its thread or another calls
   */
  TaskView open(Object task);

  /**
   * The task that a thread runs, for tasks that began before the agent saw them (attach to a running process, or the
   * transformation switched off for a while).
   *
   * @param runnable what the thread was made to run; null when the JVM does not tell
   */
  Optional<Object> taskOf(Thread thread, Object runnable);
}
