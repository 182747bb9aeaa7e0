package io.manometer.agent.target;

import java.lang.invoke.MethodHandle;

/**
 * One member of a target, for places that read it so often that looking it up each time would be felt. Immutable. Threads:
 * any.
 */
public final class Member {

  private final Symbol symbol;
  private final MethodHandle handle;

  /** @param handle takes the target, and behind it an array of arguments where there are any; all are objects */
  Member(Symbol symbol, MethodHandle handle) {
    this.symbol = symbol;
    this.handle = handle;
  }

  /** The value of a field, or what a method without parameters returns. */
  public Object of(Object target) {
    try {
      return handle.invokeExact(target);
    } catch (Throwable t) {
      throw unreadable(t);
    }
  }

  /** What a method with parameters returns. */
  Object call(Object target, Object... arguments) {
    try {
      return handle.invokeExact(target, arguments);
    } catch (Throwable t) {
      throw unreadable(t);
    }
  }

  private IllegalStateException unreadable(Throwable why) {
    return new IllegalStateException(symbol + " cannot be read: " + why, why);
  }
}
