package io.manometer.agent.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = {"io.manometer.agent.boot", "io.manometer.agent.attach"}, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String BOOT = "io.manometer.agent.boot..";
  private static final String ATTACH = "io.manometer.agent.attach..";

  @ArchTest
  static final ArchRule theEntryStaysOnTheHostsClassPathSoItIsMadeOfTheJdkAlone =
      classes().that().resideInAPackage(BOOT).should().onlyDependOnClassesThat().resideInAnyPackage(BOOT, "java..");

  @ArchTest
  static final ArchRule theCommandLineIsMadeOfTheJdkAndKnowsTheEntry = classes().that().resideInAPackage(ATTACH)
      .should().onlyDependOnClassesThat().resideInAnyPackage(ATTACH, BOOT, "java..", "com.sun.tools.attach..");
}
