package io.keystoreconnector.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.keystoreconnector.sandbox", importOptions = DoNotIncludeTests.class)
class BoundariesTest {

  /** It could repeat their mistakes otherwise. The missing dependency enforces it first. */
  @ArchTest
  static final ArchRule theSandboxSpeaksWireStringsOnly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.keystoreconnector.core..",
              "io.keystoreconnector.handlers..",
              "software.amazon.awssdk..");

  @ArchTest
  static final ArchRule theEmulatorsKnowNeitherScenariosNorTheCommandLine =
      noClasses()
          .that()
          .resideInAnyPackage("..sandbox.world..", "..sandbox.service..", "..sandbox.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..sandbox.account..",
              "..sandbox.scenario..",
              "..sandbox.cli..",
              "..sandbox.lambda..",
              "io.keystoreconnector.statemachine..");

  @ArchTest
  static final ArchRule executionsKnowNothingOfTheWire =
      noClasses()
          .that()
          .resideInAnyPackage("..sandbox.workflow..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..sandbox.service..",
              "..sandbox.server..",
              "..sandbox.account..",
              "..sandbox.scenario..",
              "..sandbox.cli..",
              "..sandbox.lambda..");

  @ArchTest
  static final ArchRule scenariosDoNotKnowTheCommandLine =
      noClasses()
          .that()
          .resideInAnyPackage("..sandbox.scenario..", "..sandbox.lambda..", "..sandbox.account..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..sandbox.cli..");
}
