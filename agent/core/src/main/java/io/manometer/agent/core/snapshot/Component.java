package io.manometer.agent.core.snapshot;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A component of a record and what reads it: a function as a method reference would make it. Reflection would have the JVM
 * define a class loader and a class for each component that is read more than fifteen times, at any time.
 */
record Component(String name, Function<Object, Object> of) {

  static List<Component> of(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(c -> new Component(c.getName(), reading(type, c))).toList();
  }

  @SuppressWarnings("unchecked")
  private static Function<Object, Object> reading(Class<?> type, RecordComponent component) {
    try {
      MethodHandles.Lookup inType = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      MethodHandle accessor = inType.unreflect(component.getAccessor());
      return (Function<Object, Object>) LambdaMetafactory.metafactory(inType, "apply", methodType(Function.class),
          methodType(Object.class, Object.class), accessor, accessor.type().wrap()).getTarget().invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("cannot read " + component + " of " + type, e);
    }
  }
}
