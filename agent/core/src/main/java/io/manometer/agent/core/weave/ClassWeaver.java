package io.manometer.agent.core.weave;

import io.manometer.agent.probe.Probe;
import io.manometer.agent.target.JoinPoint;
import io.manometer.agent.target.TargetLine;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.pool.TypePool;

/**
 * Puts advice into the bytes of one class. The class keeps its shape: no member is added, so the same class can be given
 * back its own bytes later.
 */
final class ClassWeaver {

  private final ByteBuddy byteBuddy = new ByteBuddy()
      .with(TypeValidation.DISABLED)
      .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
      .with(Implementation.Context.Disabled.Factory.INSTANCE);
  private final Advice.WithCustomMapping advice = Advice.withCustomMapping();
  private final StackManipulation tellProbe;

  ClassWeaver() throws NoSuchMethodException {
    tellProbe = MethodInvocation.invoke(
        new MethodDescription.ForLoadedMethod(Probe.class.getMethod("adviceFailed", Throwable.class)));
  }

  /** The classes that a loader offers, with the class being defined as it is now. */
  static ClassFileLocator classesOf(ClassLoader loader, String className, byte[] bytes) {
    return new ClassFileLocator.Compound(
        new ClassFileLocator.Simple(Map.of(className, bytes)),
        loader == null ? ClassFileLocator.ForClassLoader.ofBootLoader() : ClassFileLocator.ForClassLoader.of(loader));
  }

  static TypePool describe(ClassFileLocator classes) {
    return new TypePool.Default(
        new TypePool.CacheProvider.Simple(), classes, TypePool.Default.ReaderMode.FAST);
  }

  /** The first line that fits; else empty, and {@code misfits} names what each line lacks. */
  static Optional<TargetLine> firstFitting(List<TargetLine> lines, TypePool classes, List<String> misfits) {
    for (TargetLine line : lines) {
      Optional<String> missing = Fit.missing(line, classes);
      if (missing.isEmpty()) {
        return Optional.of(line);
      }
      misfits.add(line.name() + " lacks " + missing.get());
    }
    return Optional.empty();
  }

  byte[] weave(TargetLine line, String className, ClassFileLocator classes) {
    TypeDescription type = describe(classes).describe(className).resolve();
    DynamicType.Builder<?> builder = byteBuddy.decorate(type, classes);
    for (JoinPoint joinPoint : line.joinPoints()) {
      if (joinPoint.className().equals(className)) {
        ClassFileLocator adviceBytes = ClassFileLocator.ForClassLoader.of(joinPoint.advice().getClassLoader());
        builder = builder.visit(advice
            .to(joinPoint.advice(), adviceBytes)
            .withExceptionHandler(new Advice.ExceptionHandler.Simple(tellProbe))
            .on(Fit.method(joinPoint)));
      }
    }
    return builder.make().getBytes();
  }
}
