package io.keystoreconnector.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;

/** Which package may use which in the emulator; between modules, the poms decide. */
@AnalyzeClasses(packages = "io.keystoreconnector.emulator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_PACKAGES_KNOW_EACH_OTHER =
      slices().matching("io.keystoreconnector.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_WORLD_KNOWS_NOTHING_OF_THE_WIRE =
      noClasses()
          .that()
          .resideInAPackage("..world")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..service", "..http", "com.sun.net.httpserver");

  @ArchTest
  static final ArchRule THE_SERVICES_KNOW_NOTHING_OF_HTTP =
      noClasses()
          .that()
          .resideInAPackage("..service")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..http", "com.sun.net.httpserver");

  @ArchTest
  static final ArchRule EXECUTIONS_KNOW_NOTHING_OF_THE_WIRE =
      noClasses()
          .that()
          .resideInAPackage("..workflow")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..service", "..http");

  @ArchTest
  static final ArchRule STACKS_KNOW_NOTHING_OF_THE_WIRE =
      noClasses()
          .that()
          .resideInAPackage("..stacks")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..service", "..http");

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
