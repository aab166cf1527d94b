package io.keystoreconnector.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;

/** Who may use whom. That nobody uses functions/core, a missing dependency sees to. */
@AnalyzeClasses(
    packages = "io.keystoreconnector.sandbox",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule THE_WORLD_KNOWS_NOTHING_OF_THE_WIRE =
      noClasses()
          .that()
          .resideInAPackage("..world")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..service", "..server", "com.sun.net.httpserver");

  @ArchTest
  static final ArchRule THE_SERVICES_KNOW_NOTHING_OF_HTTP =
      noClasses()
          .that()
          .resideInAPackage("..service")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..server", "com.sun.net.httpserver");

  @ArchTest
  static final ArchRule ONLY_REAL_TIME_WAITS =
      noClasses()
          .that()
          .doNotHaveSimpleName("RealTime")
          .should()
          .callMethod(Thread.class, "sleep", Duration.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);
}
