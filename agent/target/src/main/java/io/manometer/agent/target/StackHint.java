package io.manometer.agent.target;

/**
 * What a frame of a busy task thread says about the time spent in it and above it.
 *
 * @param classPrefix binary name of a class, or a package with its dot; matched from the start of the frame's class name
 * @param method name of the method; null for every method
 */
public record StackHint(String classPrefix, String method, Kind kind) {

  /** What the frame stands for. */
  public enum Kind {
    /** Reads or writes operator state. */
    STATE,
    /** Turns records into bytes or back. */
    SERIALIZATION,
    /** Talks to another process; decides only when the thread stands still. */
    CLIENT_IO,
    /** Takes a lock. */
    LOCK,
    /** Waits for something that another thread completes. */
    ASYNC_WAIT,
    /** The runtime calls an operator: what lies below belongs to operators before it. */
    OPERATOR_CALL,
    /** The runtime's own machinery: never shown as the user's hot frame. */
    RUNTIME
  }

  public static StackHint of(String classPrefix, Kind kind) {
    return new StackHint(classPrefix, null, kind);
  }

  /** Whether the hint speaks of this frame. */
  public boolean matches(StackTraceElement frame) {
    return frame.getClassName().startsWith(classPrefix) && (method == null || method.equals(frame.getMethodName()));
  }
}
