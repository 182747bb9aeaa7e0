package io.manometer.agent.core.run;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * What the JDK keeps of the agent's classes without being asked, and how to make it let go. In JDK 17 the handles that
 * records are compared, hashed and printed with are static, and each keeps the last type that it was used for
 * ({@code MethodHandle.asTypeCache}). One more use, for a type of the JDK, takes that place.
 */
final class JdkCaches {

  private JdkCaches() {}

  /** @throws Throwable as the JDK throws; then a class of the agent's may stay loaded */
  static void letGoOfRecords() throws Throwable {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodHandle component = lookup.findVirtual(String.class, "strip", MethodType.methodType(String.class));
    use(lookup, "equals", MethodType.methodType(boolean.class, String.class, Object.class), component);
    use(lookup, "hashCode", MethodType.methodType(int.class, String.class), component);
    use(lookup, "toString", MethodType.methodType(String.class, String.class), component);
  }

  private static void use(MethodHandles.Lookup lookup, String method, MethodType type, MethodHandle component)
      throws Throwable {
    ObjectMethods.bootstrap(lookup, method, type, String.class, "component", component);
  }
}
