package io.manometer.analyzer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in docs/architecture.md, as far as it is about the analyzer. */
@AnalyzeClasses(packages = "io.manometer.analyzer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theWireIsTheOnlyBridgeToAgentsAndTargets = noClasses()
      .should().dependOnClassesThat().resideInAnyPackage(
          "io.manometer.agent..", "io.manometer.creditflow..", "io.manometer.scenarios..", "org.apache.flink..");

  @ArchTest
  static final ArchRule theWireIsKnownToTheSourceThatReadsIt = noClasses()
      .that().resideOutsideOfPackage("io.manometer.analyzer.source..")
      .should().dependOnClassesThat().resideInAPackage("io.manometer.wire..");

  @ArchTest
  static final ArchRule dependenciesPointOneWay = layeredArchitecture().consideringOnlyDependenciesInLayers()
      .layer("wiring").definedBy("io.manometer.analyzer")
      .layer("api").definedBy("io.manometer.analyzer.api..")
      .layer("alert").definedBy("io.manometer.analyzer.alert..")
      .layer("cycle").definedBy("io.manometer.analyzer.cycle..")
      .layer("history").definedBy("io.manometer.analyzer.history..")
      .layer("source").definedBy("io.manometer.analyzer.source..")
      .layer("settings").definedBy("io.manometer.analyzer.settings..")
      .whereLayer("wiring").mayNotBeAccessedByAnyLayer()
      .whereLayer("api").mayOnlyBeAccessedByLayers("wiring")
      .whereLayer("alert").mayOnlyBeAccessedByLayers("wiring")
      .whereLayer("cycle").mayOnlyBeAccessedByLayers("wiring", "api", "alert")
      .whereLayer("history").mayOnlyBeAccessedByLayers("wiring", "api", "alert", "cycle")
      .whereLayer("source").mayOnlyBeAccessedByLayers("wiring", "api", "cycle");

  @ArchTest
  /** What wires a source and binds its settings is such an edge. */
  static final ArchRule onlyTheEdgesKnowTheWebAndTheFramework = noClasses()
      .that().resideInAnyPackage("io.manometer.analyzer.cycle..", "io.manometer.analyzer.history..", "io.manometer.analyzer.source..")
      .and().haveNameNotMatching(".*(Configuration|Settings)(\\$.*)?")
      .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "jakarta..", "org.apache.catalina..");

  @ArchTest
  static final ArchRule everyPublicTypeOfTheApiIsThere = classes()
      .that().resideInAPackage("io.manometer.analyzer.api..").and().haveSimpleNameEndingWith("Controller")
      .should().beAnnotatedWith("org.springframework.web.bind.annotation.RestController");

  @ArchTest
  static final ArchRule nothingIsAUtility = noClasses()
      .should().haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Helper")
      .orShould().haveSimpleNameEndingWith("Manager")
      .orShould(com.tngtech.archunit.lang.conditions.ArchConditions.resideInAPackage("..util.."));

  /** A diagnosis must not be read off a name: no source text of the analyzer knows a sample. */
  @Test
  void noSampleIsKnownByName() throws IOException {
    List<String> samples = List.of("cpu-operator", "io-sink", "skewed-keys", "gc-pressure", "slow-source", "two-branches",
        "two-slow", "near-saturation", "near-idle", "creditflow");
    try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).as(file.toString())
            .doesNotContain(samples.toArray(String[]::new));
      }
    }
  }
}
