package io.keystoreconnector.handlers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;

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

  /** Reports, journals and variables could not be compared if their fields changed places. */
  @ArchTest
  static final ArchRule noJsonHasItsFieldsInRandomOrder =
      noClasses()
          .should()
          .callMethod(Map.class, "of", Object.class, Object.class, Object.class, Object.class)
          .orShould()
          .callMethod(
              Map.class,
              "of",
              Object.class,
              Object.class,
              Object.class,
              Object.class,
              Object.class,
              Object.class);

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
