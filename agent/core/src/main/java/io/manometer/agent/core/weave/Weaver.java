package io.manometer.agent.core.weave;

import io.manometer.agent.core.log.Log;
import io.manometer.agent.core.meter.TaskRegistry;
import io.manometer.agent.probe.Probe;
import io.manometer.agent.target.JoinPoint;
import io.manometer.agent.target.TargetAdapter;
import io.manometer.agent.target.TargetLine;
import io.manometer.agent.target.TaskView;
import io.manometer.agent.target.Waiting;
import io.manometer.wire.SubtaskSample.Wait;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * Weaves the join points of the known targets into their classes as these are loaded, and takes them out again.
 *
 * <p>Classes are told by their exact names, so for every other class of the host this is one look into a map; Byte Buddy
 * is loaded when the first class of a target comes. A class that does not fit stays as it is.
 */
public final class Weaver implements ClassFileTransformer, TaskRegistry.Views {

  private final Instrumentation instrumentation;
  private final Log log;
  private final List<Module> modules;
  private final Map<String, Module> moduleOfClass = new HashMap<>();
  private final Object weaverLock = new Object();
  private ClassWeaver classWeaver;
  private volatile boolean installed;
  private boolean leftWoven;

  public Weaver(Instrumentation instrumentation, List<TargetAdapter> adapters, Log log) {
    this.instrumentation = instrumentation;
    this.log = log;
    this.modules = adapters.stream().map(Module::new).toList();
    for (Module module : modules) {
      for (TargetLine line : module.adapter().lines()) {
        for (JoinPoint joinPoint : line.joinPoints()) {
          moduleOfClass.put(joinPoint.className().replace('.', '/'), module);
        }
      }
    }
  }

  public List<Module> modules() {
    return modules;
  }

  public boolean isInstalled() {
    return installed;
  }

  /**
   * Weaves what is loaded from now on, and what is loaded already. Where the JVM lets what is loaded not be changed, nothing
   * is woven: modules that only seem to be on would take every task for busy.
   *
   * @return why nothing is woven; empty when it is
   */
  public synchronized Optional<String> install() {
    if (installed) {
      return Optional.empty();
    }
    instrumentation.addTransformer(this, true);
    installed = true;
    Optional<String> problem = retransformLoaded();
    modules.forEach(module -> module.isKeptOut(problem.orElse(null)));
    if (problem.isPresent()) {
      instrumentation.removeTransformer(this);
      installed = false;
      retransformLoaded(); // for what was loaded in between
    }
    return problem;
  }

  /**
   * Gives every woven class its own bytes back; called again, those that did not get them before.
   *
   * @return why a class keeps its woven code; empty when none does
   */
  public synchronized Optional<String> uninstall() {
    if (installed) {
      instrumentation.removeTransformer(this);
      installed = false;
      leftWoven = true;
    }
    Optional<String> problem = leftWoven ? retransformLoaded() : Optional.empty();
    leftWoven = problem.isPresent();
    return problem;
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String internalName, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
    Module module = internalName == null ? null : moduleOfClass.get(internalName);
    if (module == null) {
      return null;
    }
    try {
      return weave(module, loader, internalName.replace('/', '.'), bytes);
    } catch (Throwable t) {
      module.fails("weaving " + internalName.replace('/', '.') + " failed: " + t);
      log.error("weave", "module " + module.name() + ": " + module.problem());
      return null;
    }
  }

  @Override
  public Optional<Opened> open(Object task, Thread thread) {
    for (Class<?> type = task.getClass(); type != null; type = type.getSuperclass()) {
      Module module = moduleOfClass.get(type.getName().replace('.', '/'));
      if (module != null) {
        return Optional.of(openBy(module, task, thread));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Wait.Kind> waitIn(StackTraceElement[] stack, TaskView view) {
    return modules.stream().flatMap(module -> module.classifier().waitIn(stack).stream()).findFirst()
        .flatMap(wait -> switch (wait) {
          case INPUT_WAIT -> Optional.of(Wait.Kind.INPUT);
          case OUTPUT_WAIT -> Optional.of(Wait.Kind.OUTPUT);
          case WAIT -> told(view.waitAt(null));
          case TASK -> Optional.empty();
        });
  }

  private static Optional<Wait.Kind> told(Waiting waiting) {
    return switch (waiting.kind()) {
      case INPUT -> Optional.of(Wait.Kind.INPUT);
      case OUTPUT -> Optional.of(Wait.Kind.OUTPUT);
      case NOTHING -> Optional.empty();
    };
  }

  /** The task that a thread runs, by the first target that knows it. */
  public Optional<Object> taskOf(Thread thread, Object runnable) {
    return modules.stream().filter(module -> module.state() == Module.State.ON)
        .flatMap(module -> module.adapter().taskOf(thread, runnable).stream()).findFirst();
  }

  private Opened openBy(Module module, Object task, Thread thread) {
    try {
      TaskView view = module.adapter().open(task);
      module.canRead(thread);
      return new Opened(module.name(), view, module.classifier());
    } catch (Throwable t) {
      module.cannotRead(thread, "a task cannot be read: " + t);
      throw t;
    }
  }

  private byte[] weave(Module module, ClassLoader loader, String className, byte[] bytes) throws Exception {
    ClassFileLocator classes = ClassWeaver.classesOf(loader, className, bytes);
    Optional<TargetLine> line = module.lineOf(loader, () -> findLine(module, loader, classes));
    if (line.isEmpty()) {
      return null;
    }
    byte[] woven = classWeaver().weave(line.get(), className, classes);
    module.isOn(line.get());
    log.debug("woven " + className, "module " + module.name() + " " + line.get().name() + ": wove " + className);
    return woven;
  }

  private Optional<TargetLine> findLine(Module module, ClassLoader loader, ClassFileLocator classes) {
    List<String> misfits = new ArrayList<>();
    Optional<TargetLine> line = seesProbe(loader)
        ? ClassWeaver.firstFitting(module.adapter().lines(), ClassWeaver.describe(classes), misfits)
        : Optional.empty();
    if (line.isEmpty()) {
      module.fails(misfits.isEmpty()
          ? "the class loader of " + module.name() + " does not see the agent's classes: " + loader
          : "unknown version of " + module.name() + ": " + String.join("; ", misfits));
      log.warn("misfit " + module.name(), "module " + module.name() + " is off, the host runs on unmeasured: "
          + module.problem());
    }
    return line;
  }

  /** Woven code calls the probe; where it cannot be found, each call would fail in the midst of the host's work. */
  private static boolean seesProbe(ClassLoader loader) {
    try {
      return Class.forName(Probe.class.getName(), false, loader) == Probe.class;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Has a lock of its own: a host thread that loads a class must not wait for {@link #install}. */
  private ClassWeaver classWeaver() throws NoSuchMethodException {
    synchronized (weaverLock) {
      if (classWeaver == null) {
        classWeaver = new ClassWeaver();
      }
      return classWeaver;
    }
  }

  /** Why it cannot; empty when it could. The JVM throws errors of many kinds where its memory is at an end. */
  private Optional<String> retransformLoaded() {
    try {
      Class<?>[] loaded = Arrays.stream(instrumentation.getAllLoadedClasses())
          .filter(type -> moduleOfClass.containsKey(type.getName().replace('.', '/')))
          .filter(instrumentation::isModifiableClass).toArray(Class<?>[]::new);
      if (loaded.length > 0) {
        instrumentation.retransformClasses(loaded);
      }
      return Optional.empty();
    } catch (Throwable t) {
      String problem = "classes that are loaded cannot be changed: " + t;
      log.error("retransform", problem);
      return Optional.of(problem);
    }
  }
}
