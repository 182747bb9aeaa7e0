package io.manometer.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.manometer.flink", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String JOBS = "io.manometer.flink.jobs..";

  @ArchTest
  static final ArchRule theAnalyzerAndTheAgentAreKnownOnlyAsJars = noClasses().should().dependOnClassesThat()
      .resideInAnyPackage("io.manometer.agent..", "io.manometer.wire..", "io.manometer.rules..", "io.manometer.ui..",
          "io.manometer.analyzer..");

  @ArchTest
  static final ArchRule jobsAreMadeOfFlinkAndKnowNoScenario = classes().that().resideInAPackage(JOBS)
      .should().onlyDependOnClassesThat().resideInAnyPackage(JOBS, "org.apache.flink..", "java..");

  @ArchTest
  static final ArchRule theClusterKnowsNoJob = noClasses().that().resideInAPackage("io.manometer.flink.cluster..")
      .should().dependOnClassesThat().resideInAnyPackage(JOBS, "io.manometer.flink", "io.manometer.flink.parts..");
}
