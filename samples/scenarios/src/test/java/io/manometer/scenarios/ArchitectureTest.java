package io.manometer.scenarios;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.manometer.creditflow.function.FilterFunction;
import io.manometer.creditflow.function.FlatMapFunction;
import io.manometer.creditflow.function.MapFunction;
import io.manometer.creditflow.function.SubtaskFunction;
import io.manometer.creditflow.window.WindowFunction;

@AnalyzeClasses(packages = "io.manometer.scenarios", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule scenariosKnowTheAnalyzerAndTheAgentOnlyAsJars = noClasses().should().dependOnClassesThat()
      .resideInAnyPackage("io.manometer.agent..", "io.manometer.wire..", "io.manometer.rules..", "io.manometer.ui..",
          "io.manometer.analyzer..");

  @ArchTest
  static final ArchRule workIsDoneInClassesWhoseNamesTellNothingOfTheScenario = classes().that()
      .areAssignableTo(SubtaskFunction.class).or().areAssignableTo(MapFunction.class)
      .or().areAssignableTo(FlatMapFunction.class).or().areAssignableTo(FilterFunction.class)
      .or().areAssignableTo(WindowFunction.class)
      .should().resideInAPackage("io.manometer.scenarios.shop");

  @ArchTest
  static final ArchRule theShopKnowsNoScenario = noClasses().that().resideInAPackage("..shop..").should()
      .dependOnClassesThat().resideInAnyPackage("io.manometer.scenarios", "..catalog..", "..run..", "..cli..");
}
