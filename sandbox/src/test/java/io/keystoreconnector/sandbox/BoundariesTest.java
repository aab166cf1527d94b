package io.keystoreconnector.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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
          .resideInAnyPackage("io.keystoreconnector.core..", "io.keystoreconnector.handlers..");

  /** Emulators that used the SDK's words could repeat its mistakes, too, and start slowly. */
  @ArchTest
  static final ArchRule onlyTheAdaptersOfTheCommandLineUseTheSdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("..sandbox.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule onlyTheCommandLineUsesThoseAdapters =
      noClasses()
          .that()
          .resideOutsideOfPackages("..sandbox.aws..", "..sandbox.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..sandbox.aws..");

  @ArchTest
  static final ArchRule thoseAdaptersKnowNothingOfTheSandbox =
      noClasses()
          .that()
          .resideInAPackage("..sandbox.aws..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("..sandbox..").and(not(resideInAPackage("..sandbox.aws.."))));

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
