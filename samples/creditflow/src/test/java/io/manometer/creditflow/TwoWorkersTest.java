package io.manometer.creditflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class TwoWorkersTest {

  @TempDir
  Path directory;

  private final List<Process> workers = new ArrayList<>();

  @AfterEach
  void endWorkers() {
    workers.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @EnumSource
  void everyRecordArrivesExactlyOnceAndInOrderOverTcp(DeliveryCase pipelineCase) throws Exception {
    start(pipelineCase.name(), 2);

    assertThat(exitCodes()).as(this::output).containsExactly(0, 0);
    pipelineCase.check(delivered());
  }

  @Test
  void aWorkerThatDiesFailsTheJobInTheOther() throws Exception {
    start("ENDLESS", 2);
    await(() -> Files.exists(directory.resolve("running")));

    workers.get(1).destroyForcibly();

    assertThat(workers.get(0).waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(workers.get(0).exitValue()).isEqualTo(1);
    assertThat(output(0)).contains("worker 1 (127.0.0.1:").contains("is gone");
  }

  @Test
  void threeWorkersEndTogether() throws Exception {
    start(DeliveryCase.HASH.name(), 3);

    assertThat(exitCodes()).as(this::output).containsExactly(0, 0, 0);
    DeliveryCase.HASH.check(delivered());
  }

  private void start(String job, int count) throws IOException {
    String addresses = String.join(",", freePorts(count).stream().map(port -> "127.0.0.1:" + port).toList());
    for (int worker = 0; worker < count; worker++) {
      workers.add(new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
              "-cp", System.getProperty("java.class.path"),
              ForkedJob.class.getName(), job, directory.toString(),
              "--worker", "" + worker, "--workers", addresses)
          .redirectErrorStream(true)
          .redirectOutput(directory.resolve("output-" + worker).toFile())
          .start());
    }
  }

  private List<Integer> exitCodes() throws InterruptedException {
    List<Integer> codes = new ArrayList<>();
    for (Process worker : workers) {
      codes.add(worker.waitFor());
    }
    return codes;
  }

  private Map<Integer, List<String>> delivered() throws IOException {
    Map<Integer, List<String>> delivered = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("sink-")).toList()) {
        delivered.put(Integer.valueOf(file.getFileName().toString().substring(5)), Files.readAllLines(file));
      }
    }
    return delivered;
  }

  private String output() {
    return String.join("\n", IntStream.range(0, workers.size()).mapToObj(this::output).toList());
  }

  private String output(int worker) {
    try {
      return Files.readString(directory.resolve("output-" + worker));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<Integer> ports = new ArrayList<>();
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      ports.add(sockets.get(i).getLocalPort());
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }

  private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
