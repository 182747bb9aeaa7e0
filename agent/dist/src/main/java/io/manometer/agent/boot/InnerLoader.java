package io.manometer.agent.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/**
 * Loads the agent's inner part, which lies in the same jar as {@code inner/a/b/C.classdata}, where no class path scanner
 * of the host takes it for classes. It sees the JDK and the probe, and nothing of the host.
 */
final class InnerLoader extends ClassLoader {

  private static final String INNER = "inner/";
  private static final String PROBE = "io.manometer.agent.probe.";

  static {
    registerAsParallelCapable();
  }

  private final Class<?> entry;

  /** @param entry a class of the jar's root, by whose loader the probe is found too */
  InnerLoader(Class<?> entry) {
    super(ClassLoader.getSystemClassLoader().getParent());
    this.entry = entry;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(PROBE)) {
      return Class.forName(name, false, entry.getClassLoader());
    }
    return super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes;
    try {
      bytes = read(INNER + name.replace('.', '/') + ".classdata");
    } catch (IOException e) {
      throw new ClassNotFoundException(name + " cannot be read from the agent's jar", e);
    }
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length, entry.getProtectionDomain());
  }

  @Override
  protected URL findResource(String name) {
    String stored = name.endsWith(".class") ? name.substring(0, name.length() - 5) + "classdata" : name;
    return entry.getClassLoader().getResource(INNER + stored);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return found == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singletonList(found));
  }

  private byte[] read(String path) throws IOException {
    try (InputStream in = entry.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        return null;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
      byte[] chunk = new byte[8192];
      for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
        bytes.write(chunk, 0, read);
      }
      return bytes.toByteArray();
    }
  }
}
