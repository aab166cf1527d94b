package io.keystoreconnector.rehearsal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may use which in the rehearsal; between modules, the poms decide. */
@AnalyzeClasses(
    packages = "io.keystoreconnector.rehearsal",
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_PACKAGES_KNOW_EACH_OTHER =
      slices().matching("io.keystoreconnector.(**)").should().beFreeOfCycles();

  /** Rules that read a run with the code that shows it would repeat its mistakes. */
  @ArchTest
  static final ArchRule THE_JUDGE_HAS_EYES_OF_ITS_OWN =
      noClasses()
          .that()
          .resideInAnyPackage("..check", "..storm")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.keystoreconnector.runs..");
}
