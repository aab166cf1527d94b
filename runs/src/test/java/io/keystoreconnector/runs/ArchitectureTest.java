package io.keystoreconnector.runs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;

/** Who may know whom in what is told of runs; between modules, the poms say so. */
@AnalyzeClasses(packages = "io.keystoreconnector.runs", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_PACKAGES_KNOW_EACH_OTHER =
      slices().matching("io.keystoreconnector.(**)").should().beFreeOfCycles();

  /** The data of two pages could not be compared if its fields changed places. */
  @ArchTest
  static final ArchRule NO_JSON_HAS_ITS_FIELDS_IN_RANDOM_ORDER =
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
}
