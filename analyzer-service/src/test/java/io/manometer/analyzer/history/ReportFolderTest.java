package io.manometer.analyzer.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.manometer.analyzer.SampleReport;
import io.manometer.rules.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFolderTest {

  @TempDir
  Path folder;

  @Test
  void aKeptReportIsTheSameAfterARestart() {
    Report report = SampleReport.at(SampleReport.AT);
    String id = new ReportFolder(folder, 200).keep(report, Set.of());
    assertThat(id).matches("[A-Za-z0-9-]+");
    assertThat(new ReportFolder(folder, 200).find(id)).contains(report);
  }

  @Test
  void theSameReportHasOneIdAndAnotherReportAnotherId() throws IOException {
    ReportFolder reports = new ReportFolder(folder, 200);
    String id = reports.keep(SampleReport.at(SampleReport.AT), Set.of());
    assertThat(reports.keep(SampleReport.at(SampleReport.AT), Set.of())).isEqualTo(id);
    assertThat(reports.keep(SampleReport.at(SampleReport.AT.plusMillis(1)), Set.of())).isNotEqualTo(id);
    assertThat(names()).hasSize(2);
  }

  @Test
  void onlyTheNewestAreKept() throws IOException {
    ReportFolder reports = new ReportFolder(folder, 5);
    List<String> ids = IntStream.range(0, 12)
        .mapToObj(second -> reports.keep(SampleReport.at(SampleReport.AT.plusSeconds(second)), Set.of())).toList();
    assertThat(names()).hasSize(5);
    assertThat(ids.subList(0, 7)).allSatisfy(id -> assertThat(reports.find(id)).isEmpty());
    assertThat(ids.subList(7, 12)).allSatisfy(id -> assertThat(reports.find(id)).isPresent());
  }

  @Test
  void aReportThatIsStillNeededOutlivesNewerOnes() {
    ReportFolder reports = new ReportFolder(folder, 2);
    String needed = reports.keep(SampleReport.at(SampleReport.AT), Set.of());
    List<String> later = IntStream.range(1, 5)
        .mapToObj(second -> reports.keep(SampleReport.at(SampleReport.AT.plusSeconds(second)), Set.of(needed))).toList();
    assertThat(reports.find(needed)).isPresent();
    assertThat(later.subList(0, 2)).allSatisfy(id -> assertThat(reports.find(id)).isEmpty());
    assertThat(later.subList(2, 4)).allSatisfy(id -> assertThat(reports.find(id)).isPresent());
    String last = reports.keep(SampleReport.at(SampleReport.AT.plusSeconds(9)), Set.of());
    assertThat(reports.find(needed)).as("no longer needed").isEmpty();
    assertThat(reports.find(last)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../alerts", "20260301T120430250Z-000000000000", "20260301T120430250Z-../../../etc", "%2e"})
  void anIdThatWasNeverGivenFindsNothing(String id) {
    new ReportFolder(folder, 200).keep(SampleReport.at(SampleReport.AT), Set.of());
    assertThat(new ReportFolder(folder, 200).find(id)).isEmpty();
  }

  @Test
  void aDamagedFileIsNoReportAndHarmsNoOther() throws IOException {
    ReportFolder reports = new ReportFolder(folder, 200);
    String damaged = reports.keep(SampleReport.at(SampleReport.AT), Set.of());
    String whole = reports.keep(SampleReport.at(SampleReport.AT.plusSeconds(1)), Set.of());
    Files.writeString(folder.resolve(damaged + ".json"), "{\"job\":");
    assertThat(reports.find(damaged)).isEmpty();
    assertThat(reports.find(whole)).isPresent();
  }

  @Test
  void aDiskThatRefusesLeavesTheReportInMemory() throws IOException {
    Path occupied = Files.writeString(folder.resolve("no-folder"), "");
    ReportFolder reports = new ReportFolder(occupied, 200);
    String id = reports.keep(SampleReport.at(SampleReport.AT), Set.of());
    assertThat(reports.find(id)).contains(SampleReport.at(SampleReport.AT));
    assertThat(reports.failures()).isEqualTo(1);
    Files.delete(occupied);
    reports.keep(SampleReport.at(SampleReport.AT), Set.of());
    assertThat(new ReportFolder(occupied, 200).find(id)).as("written once the disk takes it").isPresent();
  }

  @Test
  void aKillInTheMiddleOfWritingLeavesWholeReportsOnly() throws Exception {
    assumeFalse(System.getProperty("os.name").startsWith("Windows"), "kill -9 is meant");
    for (int round = 0; round < 3; round++) {
      Process writer = new ProcessBuilder(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
          "-cp", System.getProperty("java.class.path"), EndlessWriter.class.getName(), folder.toString())
          .redirectErrorStream(true).start();
      writer.getInputStream().read();
      TimeUnit.MILLISECONDS.sleep(20 + 37L * round);
      writer.destroyForcibly().waitFor();
      List<String> left = names().stream().filter(name -> name.endsWith(".json")).toList();
      assertThat(left).isNotEmpty();
      ReportFolder reports = new ReportFolder(folder, 200);
      assertThat(left).allSatisfy(name ->
          assertThat(reports.find(name.substring(0, name.length() - ".json".length()))).isPresent());
    }
    new ReportFolder(folder, 200).keep(SampleReport.at(SampleReport.AT.minusSeconds(1)), Set.of());
    assertThat(names()).as("what was cut off is cleared away").noneMatch(name -> name.endsWith(".part"));
  }

  /** Keeps reports until it is killed; prints a byte once it has begun. */
  static final class EndlessWriter {
    public static void main(String[] arguments) {
      ReportFolder reports = new ReportFolder(Path.of(arguments[0]), 50);
      for (int i = 0; ; i++) {
        reports.keep(SampleReport.at(SampleReport.AT.plusMillis(i)), Set.of());
        if (i == 0) {
          System.out.print('.');
          System.out.flush();
        }
      }
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
