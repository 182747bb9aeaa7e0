package io.manometer.agent.adapter.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.manometer.agent.adapter.flink", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String SELF = "io.manometer.agent.adapter.flink..";

  @ArchTest
  static final ArchRule anAdapterTranslatesAndKnowsNeitherTheCoreNorPrometheusNorItsTargetsClasses =
      classes().should().onlyDependOnClassesThat().resideInAnyPackage(SELF, "io.manometer.agent.target..",
          "io.manometer.agent.probe..", "io.manometer.wire..", "net.bytebuddy.asm..",
          "net.bytebuddy.implementation.bytecode.assign..", "java..");

  @ArchTest
  static final ArchRule adviceIsCopiedIntoTheTargetSoItTouchesNothingButTheProbe =
      classes().that().haveSimpleNameEndingWith("Advice")
          .should().onlyAccessClassesThat().resideInAnyPackage("io.manometer.agent.probe..", "java.lang..");
}
