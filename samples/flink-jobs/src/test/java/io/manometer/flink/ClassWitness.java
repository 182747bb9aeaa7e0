package io.manometer.flink;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassReader;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassWriter;

/**
 * An agent of the tests' own that writes down what some classes of a running JVM are made of, one file for each. Its
 * order is the folder and the names of the classes, with commas between them.
 */
public final class ClassWitness {

  private ClassWitness() {}

  public static void agentmain(String order, Instrumentation instrumentation) throws Exception {
    List<String> words = List.of(order.split(","));
    List<String> wanted = words.subList(1, words.size());
    ClassFileTransformer looking = new ClassFileTransformer() {
      @Override
      public byte[] transform(
          ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
        try {
          if (type != null && wanted.contains(type.getName())) {
            Files.write(Path.of(words.get(0), type.getName()), bytes);
          }
        } catch (IOException notSeen) {
          // the test misses the file
        }
        return null;
      }
    };
    instrumentation.addTransformer(looking, true);
    instrumentation.retransformClasses(Arrays.stream(instrumentation.getAllLoadedClasses())
        .filter(type -> wanted.contains(type.getName())).toArray(Class<?>[]::new));
    instrumentation.removeTransformer(looking);
  }

  /** The code of those of the classes that the JVM has loaded, by name. */
  static Map<String, String> codeIn(long pid, List<String> classes, Path folder) throws Exception {
    Path seen = Files.createTempDirectory(Files.createDirectories(folder), "seen");
    VirtualMachine jvm = VirtualMachine.attach(String.valueOf(pid));
    try {
      jvm.loadAgent(jar(folder).toString(), seen + "," + String.join(",", classes));
    } finally {
      jvm.detach();
    }
    Map<String, String> code = new TreeMap<>();
    try (Stream<Path> files = Files.list(seen)) {
      for (Path file : files.toList()) {
        code.put(file.getFileName().toString(), withoutOrderOfConstants(Files.readAllBytes(file)));
      }
    }
    return code;
  }

  /** The JVM makes that order anew each time that it is asked for the bytes. */
  private static String withoutOrderOfConstants(byte[] bytes) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes).accept(writer, 0);
    return Base64.getEncoder().encodeToString(writer.toByteArray());
  }

  private static Path jar(Path folder) throws IOException {
    Path jar = folder.resolve("witness.jar");
    if (!Files.exists(jar)) {
      Manifest manifest = new Manifest();
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.getMainAttributes().putValue("Agent-Class", ClassWitness.class.getName());
      manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
      try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
        for (String type : List.of(ClassWitness.class.getName(), ClassWitness.class.getName() + "$1")) {
          String entry = type.replace('.', '/') + ".class";
          out.putNextEntry(new JarEntry(entry));
          try (InputStream in = ClassWitness.class.getResourceAsStream("/" + entry)) {
            in.transferTo(out);
          }
        }
      }
    }
    return jar;
  }
}
