package io.manometer.agent.core.run;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The platform threads of the JVM and what each was made to run, to find tasks that began before the agent listened. The
 * JDK keeps that to itself, so its package is opened to the agent, for this class alone and when it is first asked.
 */
final class LiveThreads {

  private final Instrumentation instrumentation;
  private MethodHandles.Lookup insideThread;

  LiveThreads(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  List<Thread> all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 64];
    int count = root.enumerate(threads, true);
    return Arrays.asList(threads).subList(0, count);
  }

  /** Null when the thread runs its own method, has ended, or the JVM does not tell. */
  Object runnableOf(Thread thread) {
    try {
      Class<?> sinceJava19 = holderClass();
      if (sinceJava19 == null) {
        return field(Thread.class, "target", Runnable.class).get(thread);
      }
      Object holder = field(Thread.class, "holder", sinceJava19).get(thread);
      return holder == null ? null : field(sinceJava19, "task", Runnable.class).get(holder);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private VarHandle field(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
    if (insideThread == null) {
      Module mine = LiveThreads.class.getModule();
      instrumentation.redefineModule(
          Thread.class.getModule(), Set.of(), Map.of(), Map.of("java.lang", Set.of(mine)), Set.of(), Map.of());
      insideThread = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
    }
    return insideThread.findVarHandle(owner, name, type);
  }

  private static Class<?> holderClass() {
    try {
      return Class.forName("java.lang.Thread$FieldHolder");
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
