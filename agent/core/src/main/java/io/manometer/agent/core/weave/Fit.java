package io.manometer.agent.core.weave;

import static net.bytebuddy.matcher.ElementMatchers.hasDescriptor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import io.manometer.agent.target.JoinPoint;
import io.manometer.agent.target.Symbol;
import io.manometer.agent.target.TargetLine;
import java.util.Optional;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/** Checks a line of a target against the bytes of its classes, without loading them. */
final class Fit {

  private Fit() {}

  /** What the line needs and the classes lack, named exactly; empty when it fits. */
  static Optional<String> missing(TargetLine line, TypePool classes) {
    for (Symbol symbol : line.fingerprint()) {
      if (!has(symbol, classes)) {
        return Optional.of(symbol.toString());
      }
    }
    for (JoinPoint joinPoint : line.joinPoints()) {
      TypePool.Resolution type = classes.describe(joinPoint.className());
      if (!type.isResolved()) {
        return Optional.of("class " + joinPoint.className());
      }
      if (type.resolve().getDeclaredMethods().filter(method(joinPoint)).size() != 1) {
        return Optional.of("method " + joinPoint);
      }
    }
    return Optional.empty();
  }

  /** Matches exactly the method of a join point. */
  static ElementMatcher.Junction<MethodDescription> method(JoinPoint joinPoint) {
    ElementMatcher.Junction<MethodDescription> matcher =
        ElementMatchers.<MethodDescription>named(joinPoint.method())
            .and(ElementMatchers.takesArguments(joinPoint.parameterTypes().size()));
    for (int i = 0; i < joinPoint.parameterTypes().size(); i++) {
      matcher = matcher.and(ElementMatchers.takesArgument(i, named(joinPoint.parameterTypes().get(i))));
    }
    return matcher;
  }

  private static boolean has(Symbol symbol, TypePool classes) {
    TypePool.Resolution resolution = classes.describe(symbol.owner());
    if (!resolution.isResolved()) {
      return false;
    }
    TypeDescription type = resolution.resolve();
    return switch (symbol.kind()) {
      case CLASS -> true;
      case METHOD -> !type.getDeclaredMethods()
          .filter(ElementMatchers.<MethodDescription>named(symbol.name()).and(hasDescriptor(symbol.descriptor())))
          .isEmpty();
      case FIELD -> type.getDeclaredFields().filter(named(symbol.name())).stream()
          .anyMatch(field -> field.getDescriptor().equals(symbol.descriptor()));
    };
  }
}
