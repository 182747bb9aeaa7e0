package io.manometer.agent.dist;

import io.manometer.agent.core.weave.Weaver;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Loads a target anew, woven. */
final class WeavingLoader extends ClassLoader {

  private final Weaver weaver;
  private final List<String> packages;
  private final Set<String> woven = ConcurrentHashMap.newKeySet();

  /** @param packages what the names of the classes begin with that are loaded anew */
  WeavingLoader(Weaver weaver, List<String> packages) {
    super(WeavingLoader.class.getClassLoader());
    this.weaver = weaver;
    this.packages = packages;
  }

  /** Names of the classes that were changed. */
  Set<String> woven() {
    return woven;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null || packages.stream().noneMatch(name::startsWith)) {
        return loaded != null ? loaded : super.loadClass(name, resolve);
      }
      return define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/');
    try (InputStream in = getParent().getResourceAsStream(path + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] own = in.readAllBytes();
      byte[] changed = weaver.transform(this, path, null, null, own);
      if (changed != null) {
        woven.add(name);
      }
      byte[] bytes = changed == null ? own : changed;
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
