package io.manometer.creditflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * creditflow knows no agent, no metrics and no rules: else we would diagnose a runtime that was built to be diagnosed.
 */
@AnalyzeClasses(packages = "io.manometer.creditflow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule dependsOnTheJdkAndNettyOnly = classes()
      .should().onlyDependOnClassesThat().resideInAnyPackage("io.manometer.creditflow..", "io.netty..", "java..");

  @ArchTest
  static final ArchRule knowsNothingOfWhatDiagnosesIt = noClasses()
      .should().dependOnClassesThat().resideInAnyPackage(
          "io.manometer.agent..", "io.manometer.wire..", "io.manometer.rules..", "io.manometer.analyzer..",
          "java.lang.management..", "javax.management..");

  @ArchTest
  static final ArchRule onlyTheNetworkKnowsNetty = noClasses()
      .that().resideOutsideOfPackage("io.manometer.creditflow.network..")
      .should().dependOnClassesThat().resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.manometer.creditflow.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule thePublicApiIsNotUsedFromBelow = noClasses()
      .that().resideInAPackage("io.manometer.creditflow.(*)..")
      .should().dependOnClassesThat().resideInAPackage("io.manometer.creditflow");
}
