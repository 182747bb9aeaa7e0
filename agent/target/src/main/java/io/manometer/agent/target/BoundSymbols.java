package io.manometer.agent.target;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The members of a target that an adapter reads, found once by the same symbols that its fingerprint names; private ones
 * too. Immutable. Threads: any.
 */
public final class BoundSymbols {

  private final Map<Symbol, MethodHandle> handles;

  private BoundSymbols(Map<Symbol, MethodHandle> handles) {
    this.handles = handles;
  }

  /**
   * Finds fields and instance methods in the classes of a loader.
   *
   * @throws IllegalStateException naming the first symbol that is not there
   */
  public static BoundSymbols bind(Collection<Symbol> symbols, ClassLoader loader) {
    Map<Symbol, MethodHandle> handles = new HashMap<>();
    for (Symbol symbol : symbols) {
      if (symbol.kind() != Symbol.Kind.CLASS) {
        handles.put(symbol, find(symbol, loader));
      }
    }
    return new BoundSymbols(handles);
  }

  /** The value of a field, or what a method without parameters returns. */
  public Object read(Symbol symbol, Object target) {
    try {
      return handles.get(symbol).invokeExact(target, (Object[]) null);
    } catch (Throwable t) {
      throw new IllegalStateException(symbol + " cannot be read: " + t, t);
    }
  }

  /** The same for whole numbers of any width. */
  public long number(Symbol symbol, Object target) {
    return ((Number) read(symbol, target)).longValue();
  }

  /** What a method returns. */
  public Object call(Symbol symbol, Object target, Object... arguments) {
    try {
      return handles.get(symbol).invokeExact(target, arguments);
    } catch (Throwable t) {
      throw new IllegalStateException(symbol + " cannot be called: " + t, t);
    }
  }

  private static MethodHandle find(Symbol symbol, ClassLoader loader) {
    try {
      Class<?> owner = Class.forName(symbol.owner(), false, loader);
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
      MethodHandle handle = symbol.kind() == Symbol.Kind.FIELD
          ? lookup.findGetter(owner, symbol.name(), typeOf(symbol.descriptor(), loader))
          : lookup.findVirtual(owner, symbol.name(), MethodType.fromMethodDescriptorString(symbol.descriptor(), loader));
      return handle.asSpreader(Object[].class, handle.type().parameterCount() - 1)
          .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(symbol + " is not there: " + e, e);
    }
  }

  private static Class<?> typeOf(String descriptor, ClassLoader loader) {
    return MethodType.fromMethodDescriptorString("()" + descriptor, loader).returnType();
  }
}
