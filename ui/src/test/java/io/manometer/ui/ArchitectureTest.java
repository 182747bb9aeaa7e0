package io.manometer.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.manometer.ui", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String UI = "io.manometer.ui..";
  private static final String REPORT = "io.manometer.rules.report..";

  @ArchTest
  static final ArchRule pagesAreMadeOfReportsAndNothingElseOfTheProject = classes().that().resideInAPackage(UI)
      .should().onlyDependOnClassesThat().resideInAnyPackage(UI, REPORT, "org.thymeleaf..", "java..");

  @ArchTest
  static final ArchRule onlyTheTemplatePackageKnowsThymeleaf = classes().that().resideOutsideOfPackage("io.manometer.ui.template..")
      .should().onlyDependOnClassesThat().resideInAnyPackage(UI, REPORT, "java..");

  @ArchTest
  static final ArchRule geometryKnowsNumbersOnly = classes().that().resideInAPackage("io.manometer.ui.graph..")
      .should().onlyDependOnClassesThat().resideInAnyPackage("io.manometer.ui.graph..", "java..");

  @ArchTest
  static final ArchRule wordsAndDigitsKnowNothingOfReports = classes().that().resideInAPackage("io.manometer.ui.text..")
      .should().onlyDependOnClassesThat().resideInAnyPackage("io.manometer.ui.text..", "java..");

  @ArchTest
  static final ArchRule theInnerPackagesDoNotDependOnEachOtherInCircles =
      slices().matching("io.manometer.ui.(*)..").should().beFreeOfCycles();
}
