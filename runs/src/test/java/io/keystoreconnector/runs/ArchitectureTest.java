package io.keystoreconnector.runs;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom in what is told of runs; between modules, the poms say so. */
@AnalyzeClasses(packages = "io.keystoreconnector.runs", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_PACKAGES_KNOW_EACH_OTHER =
      slices().matching("io.keystoreconnector.(**)").should().beFreeOfCycles();
}
