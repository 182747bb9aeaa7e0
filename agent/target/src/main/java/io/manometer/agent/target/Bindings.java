package io.manometer.agent.target;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The symbols of an adapter, bound once for each class loader that has the target's classes. What is bound refers to
 * those classes, so it is held by the views that use it and not here: neither the target's class loaders nor the agent's
 * own are kept alive. Threads: any.
 */
public final class Bindings {

  private final List<Symbol> symbols;
  private final Map<ClassLoader, WeakReference<BoundSymbols>> ofLoader = new WeakHashMap<>();

  public Bindings(Collection<Symbol> symbols) {
    this.symbols = List.copyOf(symbols);
  }

  /**
   * The symbols as the loader of this class has them.
   *
   * @throws IllegalStateException naming the first symbol that is not there
   */
  public synchronized BoundSymbols of(Class<?> type) {
    WeakReference<BoundSymbols> known = ofLoader.get(type.getClassLoader());
    BoundSymbols bound = known == null ? null : known.get();
    if (bound == null) {
      bound = BoundSymbols.bind(symbols, type.getClassLoader());
      ofLoader.put(type.getClassLoader(), new WeakReference<>(bound));
    }
    return bound;
  }
}
