package io.manometer.flink.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command lines of Flink's JVMs. The class path goes by environment, since it is long. */
record FlinkJvm(String classPath, Path conf, Path directory) {

  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** The JDK internals that Flink asks for, as its distribution's {@code env.java.opts.all} has them. */
  private static final List<String> OPENED = List.of("java.lang", "java.net", "java.io", "java.nio", "sun.nio.ch",
      "java.lang.reflect", "java.text", "java.time", "java.util", "java.util.concurrent",
      "java.util.concurrent.atomic", "java.util.concurrent.locks");

  List<String> command(List<String> options, String name, String main, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(options);
    OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.add("--add-exports=java.base/sun.net.util=ALL-UNNAMED");
    command.add("--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED");
    command.add("--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED");
    command.add("-Dlog.file=" + directory.resolve(name + ".flink.log"));
    command.add("-Dlog4j.configurationFile=" + conf.resolve("log4j.properties").toUri());
    command.add("-Djava.io.tmpdir=" + directory.resolve("tmp"));
    command.add(main);
    command.addAll(arguments);
    return command;
  }

  Map<String, String> environment() {
    return Map.of("CLASSPATH", classPath);
  }
}
