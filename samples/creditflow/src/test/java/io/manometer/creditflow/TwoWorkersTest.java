package io.manometer.creditflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The workers are JVMs of their own, and speak over TCP. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoWorkersTest {

  private Path directory;
  private final List<Process> workers = new ArrayList<>();

  @BeforeAll
  void runAllCases(@TempDir Path forAll) throws Exception {
    directory = forAll;
    start(String.join(",", Arrays.stream(DeliveryCase.values()).map(DeliveryCase::name).toList()), 2);

    assertThat(exitCodes()).as(this::output).containsExactly(0, 0);
  }

  @AfterEach
  void endWorkers() {
    workers.forEach(Process::destroyForcibly);
    workers.clear();
  }

  @ParameterizedTest
  @EnumSource
  void everyRecordArrivesExactlyOnceAndInOrderOverTcp(DeliveryCase pipelineCase) throws Exception {
    pipelineCase.check(delivered(pipelineCase.name()));
  }

  @Test
  void aWorkerThatDiesFailsTheJobInTheOther() throws Exception {
    start("ENDLESS", 2);
    await(() -> Files.exists(directory.resolve("ENDLESS").resolve("running")));

    workers.get(1).destroyForcibly();

    assertThat(workers.get(0).waitFor()).isEqualTo(1);
    assertThat(output(0)).contains("worker 1 (127.0.0.1:").contains("is gone");
  }

  /** Each case has ports of its own: a worker may begin the next case while the other still ends the one before. */
  private void start(String cases, int count) throws IOException {
    workers.clear();
    int jobs = cases.split(",").length;
    List<String> free = LoopbackPorts.addresses(jobs * count);
    String addresses = IntStream.range(0, jobs)
        .mapToObj(job -> String.join(",", free.subList(job * count, (job + 1) * count)))
        .collect(Collectors.joining(";"));
    for (int worker = 0; worker < count; worker++) {
      workers.add(new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
              "-cp", System.getProperty("java.class.path"),
              ForkedJob.class.getName(), cases, directory.toString(),
              "" + worker, addresses)
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

  private Map<Integer, List<String>> delivered(String pipelineCase) throws IOException {
    Map<Integer, List<String>> delivered = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory.resolve(pipelineCase))) {
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

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
