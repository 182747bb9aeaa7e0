package io.manometer.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a running JVM holds, as the JDK's {@code jcmd} tells. */
record JvmContent(long pid) {

  private static final Pattern HISTOGRAM_LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");
  private static final Pattern METASPACE = Pattern.compile("Metaspace\\s+used (\\d+)K");
  private static final Pattern THREAD = Pattern.compile("(?m)^\"([^\"]+)\"");

  /** How many objects of a class, with this end of its name, a full collection leaves. */
  long objectsOf(String classNameEnd) {
    return jcmd("GC.class_histogram").lines().map(HISTOGRAM_LINE::matcher)
        .filter(line -> line.matches() && line.group(2).endsWith(classNameEnd))
        .mapToLong(line -> Long.parseLong(line.group(1))).sum();
  }

  /** Metaspace in use; {@link #objectsOf} collects what no class loader holds any more. */
  long metaspaceKilobytes() {
    Matcher used = METASPACE.matcher(jcmd("GC.heap_info"));
    if (!used.find()) {
      throw new AssertionError("jcmd does not tell the metaspace of " + pid);
    }
    return Long.parseLong(used.group(1));
  }

  List<String> threadsNamed(String prefix) {
    return THREAD.matcher(jcmd("Thread.print")).results().map(found -> found.group(1))
        .filter(name -> name.startsWith(prefix)).toList();
  }

  private String jcmd(String command) {
    try {
      Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
          String.valueOf(pid), command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError("jcmd " + pid + " " + command + ": " + said);
      }
      return said;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
