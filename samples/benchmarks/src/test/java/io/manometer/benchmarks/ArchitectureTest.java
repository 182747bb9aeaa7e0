package io.manometer.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.manometer.benchmarks", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theAgentIsMeasuredAsAJar = noClasses().should().dependOnClassesThat().resideInAnyPackage(
      "io.manometer.agent..", "io.manometer.wire..", "io.manometer.rules..", "io.manometer.ui..",
      "io.manometer.analyzer..");

  @ArchTest
  static final ArchRule clustersAreStartedAsScenariosStartThemAndNoScenarioIsKnown = classes().should()
      .onlyDependOnClassesThat().resideInAnyPackage("io.manometer.benchmarks..", "io.manometer.creditflow..",
          "io.manometer.flink.cluster..", "io.manometer.scenarios.run..", "java..", "com.sun.net.httpserver..");
}
