package io.manometer.agent.core.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A JVM as the agent sees it that has loaded one class, and may refuse to change it once it has asked how. */
public final class LoadedClass {

  private final Class<?> loaded;
  private final List<ClassFileTransformer> transformers = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private boolean woven;
  private Throwable refusal;
  private Throwable keeping;

  public LoadedClass(Class<?> loaded) {
    this.loaded = loaded;
  }

  /** From now on; null: it does as it is told. */
  public void refuse(Throwable refusal) {
    this.refusal = refusal;
  }

  /** Throws this when it is to forget a transformer; null: it forgets it. */
  public void keepTransformers(Throwable keeping) {
    this.keeping = keeping;
  }

  public void whenAskedToChange(Runnable meanwhile) {
    this.meanwhile = meanwhile;
  }

  public boolean isAskingAnybody() {
    return !transformers.isEmpty();
  }

  public boolean isWoven() {
    return woven;
  }

  public Instrumentation instrumentation() {
    return (Instrumentation) Proxy.newProxyInstance(
        LoadedClass.class.getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) ->
            switch (method.getName()) {
              case "addTransformer" -> transformers.add((ClassFileTransformer) arguments[0]);
              case "removeTransformer" -> forget(arguments[0]);
              case "getAllLoadedClasses" -> new Class<?>[] {String.class, loaded};
              case "isModifiableClass" -> true;
              case "retransformClasses" -> retransform();
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private boolean forget(Object transformer) throws Throwable {
    if (keeping != null) {
      throw keeping;
    }
    return transformers.remove(transformer);
  }

  private Object retransform() throws Throwable {
    meanwhile.run();
    boolean changed = false;
    for (ClassFileTransformer transformer : transformers) {
      changed |= transformer.transform(
          loaded.getClassLoader(), loaded.getName().replace('.', '/'), loaded, null, bytes()) != null;
    }
    if (refusal != null) {
      throw refusal;
    }
    woven = changed;
    return null;
  }

  private byte[] bytes() throws IOException {
    try (InputStream bytes = loaded.getResourceAsStream("/" + loaded.getName().replace('.', '/') + ".class")) {
      return bytes.readAllBytes();
    }
  }
}
