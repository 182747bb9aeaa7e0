package io.manometer.analyzer.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.TestAgent;
import io.manometer.analyzer.history.LatestReports;
import io.manometer.analyzer.history.ReportFolder;
import io.manometer.analyzer.source.AgentPushSource;
import io.manometer.analyzer.source.Recording;
import io.manometer.rules.engine.DiagnosisEngine;
import io.manometer.rules.limit.Limits;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456789Z");

  @TempDir
  Path folder;

  private final AgentPushSource push = new AgentPushSource();
  private final LatestReports live = new LatestReports(new ReportFolder(Path.of("unused"), 1));

  @Test
  void aReplayGivesTheReportsThatWereGivenLive() throws Exception {
    Path file = record(25);
    assertThat(live.latest()).isNotEmpty();
    assertThat(Replay.lastReports(file, analyst())).containsExactlyInAnyOrderElementsOf(live.latest());
  }

  @Test
  void aRecordingThatWasCutOffIsReadUpToThere() throws Exception {
    Path file = record(25);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 200));
    assertThat(Replay.lastReports(file, analyst())).isNotEmpty()
        .allSatisfy(report -> assertThat(report.at()).isBefore(START.plusSeconds(25)));
  }

  @Test
  void aRecordingFromBeforeStartDelaysWereReadGivesTheSameReports() throws Exception {
    Path file = record(25);
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(lines).contains(",\"checkpointStartDelayMillis\":null");
      Path old = folder.resolve("old.gz");
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(old))) {
        out.write(lines.replace(",\"checkpointStartDelayMillis\":null", "").getBytes(StandardCharsets.UTF_8));
      }
      assertThat(Replay.lastReports(old, analyst())).containsExactlyInAnyOrderElementsOf(live.latest());
    }
  }

  private Path record(int seconds) throws Exception {
    Path file = folder.resolve("recording.gz");
    TestAgent first = TestAgent.withBottleneck("w1", "<script>alert(1)</script>");
    TestAgent second = new TestAgent("w2", "other", "${other}").operator("s", "s", 2, 0.2, 0.1, 10).operator("t", "t", 1, 0.5, 0, 20);
    try (Recording recording = Recording.to(file)) {
      AnalysisCycle cycle =
          new AnalysisCycle(List.of(push), recording, analyst(), live, List::of, Clock.systemUTC());
      for (int i = 1; i <= seconds; i++) {
        push.accept(new ByteArrayInputStream(first.nextJson()), null, START.plusSeconds(i).minusMillis(400));
        if (i % 3 != 0) {
          push.accept(new ByteArrayInputStream(second.nextJson()), null, START.plusSeconds(i).minusMillis(300));
        }
        cycle.run(START.plusSeconds(i));
      }
    }
    return file;
  }

  private static Analyst analyst() {
    return new Analyst(DiagnosisEngine.standard(), Limits.standard(), Duration.ofMinutes(15), job -> Optional.empty());
  }
}
