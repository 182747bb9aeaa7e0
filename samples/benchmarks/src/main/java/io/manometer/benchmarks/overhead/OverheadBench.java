package io.manometer.benchmarks.overhead;

import io.manometer.benchmarks.overhead.BenchOptions.WrongUsage;
import io.manometer.scenarios.run.EnvironmentFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Measures what the agent costs a saturated pipeline of creditflow, or of Flink, where others are measured as well. */
public final class OverheadBench {

  private final BenchOptions options;
  private final SnapshotSink analyzer;
  private final Companions companions;

  private OverheadBench(BenchOptions options, SnapshotSink analyzer) {
    this.options = options;
    this.analyzer = analyzer;
    this.companions = new Companions(options.agentJar(), analyzer.address());
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    try (SnapshotSink analyzer = new SnapshotSink()) {
      BenchOptions options = BenchOptions.parse(args);
      OverheadBench bench = new OverheadBench(options, analyzer);
      String json = options.jobs().isEmpty() ? bench.creditflow() : bench.flink();
      if (options.json() != null) {
        Files.writeString(options.json(), json);
      }
    } catch (WrongUsage e) {
      end(e.getMessage(), 2);
    } catch (EnvironmentFault e) {
      end(e.getMessage(), 3);
    }
  }

  private String creditflow() throws IOException, InterruptedException {
    Subject pipeline = companion -> MeasuredJvm.start(companions, companion);
    return measure(pipeline, Timing.CREDITFLOW, List.of(Companion.MANOMETER, Companion.NONE)).json();
  }

  private String flink() throws IOException, InterruptedException {
    List<String> byJob = new ArrayList<>();
    Path folder = Path.of("build", "runs", "overhead-" + ProcessHandle.current().pid());
    try (MeasuredCluster cluster = MeasuredCluster.start(companions, folder)) {
      for (FlinkJob job : options.jobs()) {
        say("\nFlink, job " + job.label());
        Subject pipeline = companion -> cluster.start(job, companion);
        OverheadResult result = measure(pipeline, Timing.FLINK, Arrays.asList(Companion.values()));
        byJob.add("\"" + job.label() + "\":" + result.json());
      }
    }
    return byJob.stream().collect(Collectors.joining(",", "{", "}\n"));
  }

  private OverheadResult measure(Subject pipeline, Timing timing, List<Companion> kinds)
      throws IOException, InterruptedException {
    Measurement measurement = new Measurement(pipeline, timing, OverheadBench::say);
    Rates stretches = measurement.stretches(options.pairs());
    analyzer.failUnlessTasksWereSeen();
    OverheadResult result = OverheadResult.of(stretches, measurement.launches(kinds, options.launches()));
    analyzer.failUnlessTasksWereSeen();
    result.lines().forEach(OverheadBench::say);
    return result;
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static void end(String problem, int exitCode) {
    System.err.println("./bench overhead: " + problem);
    System.exit(exitCode);
  }
}
