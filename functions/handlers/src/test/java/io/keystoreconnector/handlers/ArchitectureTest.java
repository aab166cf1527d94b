package io.keystoreconnector.handlers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "io.keystoreconnector", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheAdaptersKnowTheSdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("..handlers.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule noTwoPackagesUseEachOther =
      SlicesRuleDefinition.slices().matching("io.keystoreconnector.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyOneClassKnowsTheJsonLibrary =
      noClasses()
          .that()
          .doNotHaveSimpleName("Json")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.json..");

  @ArchTest
  static final ArchRule nobodyReadsAClock =
      noClasses()
          .should()
          .callMethod("java.time.Instant", "now")
          .orShould()
          .callMethod("java.lang.System", "currentTimeMillis")
          .orShould()
          .callMethod("java.lang.System", "nanoTime");

  @ArchTest
  static final ArchRule whatTheStateMachineMatchesIsATopLevelException =
      classes()
          .that()
          .areAssignableTo(RuntimeException.class)
          .and()
          .resideInAPackage("io.keystoreconnector..")
          .should()
          .beTopLevelClasses();
}
