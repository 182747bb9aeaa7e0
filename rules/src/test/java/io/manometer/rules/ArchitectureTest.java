package io.manometer.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.manometer.rules", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** Targets and modules that a diagnosis must not know; the scenarios' names are looked for where these are declared. */
  private static final List<String> FOREIGN =
      List.of("flink", "creditflow", "io.manometer.scenarios", "io.manometer.agent", "io.manometer.wire");

  @ArchTest
  static final ArchRule rulesDependOnTheJdkAlone =
      classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..", "io.manometer.rules..");

  @ArchTest
  static final ArchRule aDiagnosisHasNoClockNoThreadsAndNoFiles =
      noClasses().should().dependOnClassesThat().resideInAnyPackage(
          "java.io..", "java.nio..", "java.net..", "java.lang.management..", "java.util.concurrent..",
          "java.util.logging..")
          .orShould().callMethod(System.class, "nanoTime")
          .orShould().callMethod(System.class, "currentTimeMillis")
          .orShould().callMethod(java.time.Instant.class, "now")
          .orShould().callMethod(Thread.class, "sleep", long.class)
          .because("a report must be reproducible from a recording");

  @ArchTest
  static final ArchRule dependenciesRunOneWay = slices().matching("io.manometer.rules.(*)..").should().beFreeOfCycles();

  @Test
  void noTargetAndNoOtherModuleIsNamed() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file).toLowerCase(Locale.ROOT);
        assertThat(FOREIGN).as(file.toString()).noneMatch(text::contains);
      }
    }
  }
}
