package io.manometer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.manometer.flink.cluster.FlinkRelease;
import io.manometer.scenarios.run.Child;
import io.manometer.scenarios.run.Launch;
import io.manometer.scenarios.run.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The line of config.yaml with two options of the agent, on its way into a TaskManager: read by Flink's own tool, then
 * through a shell as Flink's start scripts have it. Those scripts are not in Maven Central; where {@code FLINK_HOME}
 * names a distribution, they are run themselves.
 */
class StartLineIT {

  private static final Path MODULE = Path.of("samples/flink-jobs").toAbsolutePath();
  private static final String KEY = "env.java.opts.taskmanager";
  private static final String ANSWER = "BASH_JAVA_UTILS_EXEC_RESULT:" + KEY + ": ";
  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** What the scripts do with the value that they have read: quotes at its ends are cut, and a shell reads it twice. */
  private static final String SHELL = """
      options=$(echo "$VALUE" | sed -e 's/^"//' -e 's/"$//')
      options=$(eval echo ${options})
      exec "$0" ${options} "$@"
      """;

  private final AtomicReference<String> authorization = new AtomicReference<>();
  private Processes processes;
  private HttpServer analyzer;
  private Path conf;

  @BeforeEach
  void writeConfiguration() throws IOException {
    ClusterParts.assumeBuilt(FlinkRelease.V2_3, false);
    Path folder = Path.of("build", "runs", "test-" + ProcessHandle.current().pid(), "start-line").toAbsolutePath();
    processes = new Processes(
        new Launch(Path.of("agent/dist/target/manometer-agent.jar"), Path.of("none"), 0, folder));
    analyzer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    analyzer.createContext("/api/v1/snapshots", exchange -> {
      authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(202, -1);
      exchange.close();
    });
    analyzer.start();
    Path token = Files.writeString(folder.resolve("token"), "open-sesame\n");
    conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(conf.resolve("config.yaml"), """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %d
        taskmanager.host: 127.0.0.1
        taskmanager.bind-host: 127.0.0.1
        taskmanager.cpu.cores: 1.0
        taskmanager.memory.task.heap.size: 64m
        taskmanager.memory.task.off-heap.size: 0m
        taskmanager.memory.managed.size: 16m
        taskmanager.memory.network.min: 16m
        taskmanager.memory.network.max: 16m
        io.tmp.dirs: %s
        %s: "-javaagent:%s=analyzer=http://127.0.0.1:%d,token-file=%s"
        """.formatted(Processes.freePort(), folder, KEY, processes.agentJar(), analyzer.getAddress().getPort(), token));
  }

  @AfterEach
  void end() {
    if (processes != null) {
      processes.close();
      analyzer.stop(0);
    }
  }

  @Test
  void bothOptionsReachATaskManagerThroughFlinksToolAndAShell() {
    Map<String, String> flink = Map.of("CLASSPATH", FlinkRelease.read(MODULE.resolve("runtime-2.3/target/classpath")));
    Child tool = processes.start("tool", List.of(JAVA, "-XX:TieredStopAtLevel=1",
        "org.apache.flink.runtime.util.bash.BashJavaUtils", "UPDATE_AND_GET_FLINK_CONFIGURATION", "--configDir",
        conf.toString(), "-flatten"), flink);
    tool.awaitEnd(Duration.ofSeconds(60));
    processes.end(List.of(tool));
    String value = tool.lastLine(ANSWER).orElseThrow();

    processes.start("taskmanager", List.of("bash", "-c", SHELL, JAVA, "-Xmx300m",
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", "--configDir", conf.toString()),
        Map.of("CLASSPATH", flink.get("CLASSPATH"), "VALUE", value));

    awaitSnapshotWithToken();
  }

  @Test
  void bothOptionsReachATaskManagerThroughTheScriptsOfADistribution() {
    String home = System.getenv("FLINK_HOME");
    Assumptions.assumeTrue(home != null, "FLINK_HOME does not name a distribution of Flink");

    processes.start("taskmanager", List.of("bash", home + "/bin/taskmanager.sh", "start-foreground"), Map.of(
        "FLINK_CONF_DIR", conf.toString(), "FLINK_LOG_DIR", conf.toString(), "FLINK_PID_DIR", conf.toString(),
        "JAVA_HOME", System.getProperty("java.home")));

    awaitSnapshotWithToken();
  }

  private void awaitSnapshotWithToken() {
    processes.await("a snapshot to arrive", () -> authorization.get() != null);
    assertThat(authorization.get()).isEqualTo("Bearer open-sesame");
  }
}
