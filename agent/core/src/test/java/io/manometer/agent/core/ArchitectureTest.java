package io.manometer.agent.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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

@AnalyzeClasses(packages = {"io.manometer.agent", "io.manometer.wire"}, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String CORE = "io.manometer.agent.core..";
  private static final String PROBE = "io.manometer.agent.probe..";
  private static final String TARGET = "io.manometer.agent.target..";
  private static final String WIRE = "io.manometer.wire..";
  private static final String[] JDK = {"java..", "javax..", "com.sun.management..", "com.sun.net.httpserver..", "jdk.jfr.."};

  @ArchTest
  static final ArchRule theWireIsMadeOfTheJdk =
      classes().that().resideInAPackage(WIRE).should().onlyDependOnClassesThat().resideInAnyPackage(WIRE, "java..");

  @ArchTest
  static final ArchRule theProbeIsMadeOfTheJdk =
      classes().that().resideInAPackage(PROBE).should().onlyDependOnClassesThat().resideInAnyPackage(PROBE, "java..");

  @ArchTest
  static final ArchRule thePortSpeaksTheWireAndTheJdk = classes().that().resideInAPackage(TARGET)
      .should().onlyDependOnClassesThat().resideInAnyPackage(TARGET, WIRE, "java..");

  @ArchTest
  static final ArchRule theCoreKnowsThePortAndNoTarget = classes().that().resideInAPackage(CORE)
      .should().onlyDependOnClassesThat(resideInAnyPackage(JDK)
          .or(resideInAnyPackage(CORE, PROBE, TARGET, WIRE))
          .or(resideInAnyPackage("net.bytebuddy..", "com.fasterxml.jackson.core..", "io.prometheus..")));

  @ArchTest
  static final ArchRule byteBuddyIsForWeavingJacksonForSnapshotsPrometheusForServing = noClasses()
      .that(resideInAPackage(CORE).and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(
          "io.manometer.agent.core.weave..", "io.manometer.agent.core.snapshot..", "io.manometer.agent.core.serve.."))))
      .should().dependOnClassesThat().resideInAnyPackage("net.bytebuddy..", "com.fasterxml..", "io.prometheus..");

  @ArchTest
  static final ArchRule theHostsLoggingIsLeftAlone =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "org.slf4j..");

  /** What the core knows of targets comes through the port; names in texts and comments would be a back door. */
  @Test
  void noNameOfATargetIsInTheCore() throws IOException {
    List<String> banned = List.of("creditflow", "flink", "scenario");
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file).toLowerCase(Locale.ROOT)).as(file.toString())
            .doesNotContain(banned.toArray(String[]::new));
      }
    }
  }
}
