package io.keystoreconnector.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom in the command line; between modules, the poms say so. */
@AnalyzeClasses(packages = "io.keystoreconnector.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_PACKAGES_KNOW_EACH_OTHER =
      slices().matching("io.keystoreconnector.(**)").should().beFreeOfCycles();

  /** Commands that change a real account share nothing with an emulated one. */
  @ArchTest
  static final ArchRule THE_OPERATORS_COMMANDS_KNOW_NOTHING_OF_THE_SANDBOX =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..cli.operator", "..cli.deploy", "..cli.aws", "..cli.story", "..cli.terminal")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.keystoreconnector.emulator..",
              "io.keystoreconnector.rehearsal..",
              "io.keystoreconnector.room..");

  @ArchTest
  static final ArchRule REHEARSALS_KNOW_NOTHING_OF_REAL_ACCOUNTS =
      noClasses()
          .that()
          .resideInAPackage("..cli.rehearse")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..cli.operator", "..cli.deploy", "..cli.aws", "software.amazon.awssdk..");

  /** Core says what a request may say and what a code means; the deployed jar decides. */
  @ArchTest
  static final ArchRule NOTHING_IS_DECIDED_HERE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.keystoreconnector.core.Playbook");

  @ArchTest
  static final ArchRule ONLY_THE_ADAPTERS_USE_THE_SDK =
      noClasses()
          .that()
          .resideOutsideOfPackage("..cli.aws")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  /** A page lets no character through that controls a terminal. */
  @ArchTest
  static final ArchRule NOTHING_IS_PRINTED_PAST_A_PAGE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..cli.operator", "..cli.deploy", "..cli.rehearse", "..cli.story", "..cli.aws")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.PrintWriter")
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule THE_ADAPTERS_KNOW_NO_COMMANDS =
      noClasses()
          .that()
          .resideInAPackage("..cli.aws")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..cli", "..cli.operator", "..cli.deploy", "..cli.story", "..cli.terminal");
}
