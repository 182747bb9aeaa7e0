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

  private final Map<Symbol, Member> members;

  private BoundSymbols(Map<Symbol, Member> members) {
    this.members = members;
  }

  /**
   * Finds fields and instance methods in the classes of a loader.
   *
   * @throws IllegalStateException naming the first symbol that is not there
   */
  public static BoundSymbols bind(Collection<Symbol> symbols, ClassLoader loader) {
    Map<Symbol, Member> members = new HashMap<>();
    for (Symbol symbol : symbols) {
      if (symbol.kind() != Symbol.Kind.CLASS) {
        members.put(symbol, new Member(symbol, find(symbol, loader)));
      }
    }
    return new BoundSymbols(members);
  }

  /** The member that a symbol names, for whoever reads it often. */
  public Member member(Symbol symbol) {
    return members.get(symbol);
  }

  /** The value of a field, or what a method without parameters returns. */
  public Object read(Symbol symbol, Object target) {
    return members.get(symbol).of(target);
  }

  /** The same for whole numbers of any width. */
  public long number(Symbol symbol, Object target) {
    return ((Number) read(symbol, target)).longValue();
  }

  /** What a method with parameters returns. */
  public Object call(Symbol symbol, Object target, Object... arguments) {
    return members.get(symbol).call(target, arguments);
  }

  private static MethodHandle find(Symbol symbol, ClassLoader loader) {
    try {
      Class<?> owner = Class.forName(symbol.owner(), false, loader);
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
      MethodHandle handle = symbol.kind() == Symbol.Kind.FIELD
          ? lookup.findGetter(owner, symbol.name(), typeOf(symbol.descriptor(), loader))
          : lookup.findVirtual(owner, symbol.name(), MethodType.fromMethodDescriptorString(symbol.descriptor(), loader));
      int parameters = handle.type().parameterCount() - 1;
      return parameters == 0
          ? handle.asType(MethodType.methodType(Object.class, Object.class))
          : handle.asSpreader(Object[].class, parameters)
              .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(symbol + " is not there: " + e, e);
    }
  }

  private static Class<?> typeOf(String descriptor, ClassLoader loader) {
    return MethodType.fromMethodDescriptorString("()" + descriptor, loader).returnType();
  }
}
