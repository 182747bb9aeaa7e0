package io.manometer.analyzer.api;

import io.manometer.analyzer.cycle.AnalysisCycle;
import io.manometer.analyzer.cycle.CycleHealth;
import io.manometer.analyzer.history.ReportFolder;
import io.manometer.analyzer.source.AgentPushSource;
import io.manometer.analyzer.source.SampleSource;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the analyzer says of itself. */
@RestController
public class StatusController {

  private final AnalysisCycle cycle;
  private final AgentPushSource ingest;
  private final ReportFolder kept;
  private final List<SampleSource> sources;

  public StatusController(
      AnalysisCycle cycle, AgentPushSource ingest, ReportFolder kept, List<SampleSource> sources) {
    this.cycle = cycle;
    this.ingest = ingest;
    this.kept = kept;
    this.sources = List.copyOf(sources);
  }

  record Status(
      String version,
      long uptimeSeconds,
      CycleHealth cycle,
      List<Source> sources,
      AgentPushSource.Counters ingest,
      long keptReportsNotWritten,
      Memory memory) {}

  /**
   * One source of readings.
   *
   * @param trouble why nothing can be had from it at present; null when nothing is wrong as far as is known
   */
  record Source(String name, String trouble) {

    static Source of(SampleSource source) {
      return new Source(source.name(), source.trouble().orElse(null));
    }
  }

  record Memory(long heapUsedBytes, long heapMaxBytes) {}

  @GetMapping("/-/healthy")
  public ResponseEntity<byte[]> healthy() {
    return Answer.json(200, Map.of("healthy", true));
  }

  /** 503 until the first cycle has run. */
  @GetMapping("/-/ready")
  public ResponseEntity<byte[]> ready() {
    boolean ready = cycle.health().cycles() > 0;
    return Answer.json(ready ? 200 : 503, Map.of("ready", ready));
  }

  @GetMapping("/status")
  public ResponseEntity<byte[]> status() {
    Runtime runtime = Runtime.getRuntime();
    return Answer.json(200, new Status(
        Optional.ofNullable(getClass().getPackage().getImplementationVersion()).orElse("unpacked"),
        ManagementFactory.getRuntimeMXBean().getUptime() / 1_000,
        cycle.health(),
        sources.stream().map(Source::of).toList(),
        ingest.counters(),
        kept.failures(),
        new Memory(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory())));
  }
}
