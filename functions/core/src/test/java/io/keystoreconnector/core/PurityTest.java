package io.keystoreconnector.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The playbook has only its arguments: no AWS, no clock, no randomness, no environment. */
@AnalyzeClasses(
    packages = "io.keystoreconnector.core",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {

  private static final Set<String> SOURCES =
      Set.of("now", "systemDefault", "systemUTC", "random", "shuffle", "currentTimeMillis");

  @ArchTest
  static final ArchRule onlyTheLanguageAndItsPlainestTypesAreUsed =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.keystoreconnector.core",
              "java.lang",
              "java.lang.invoke",
              "java.lang.runtime",
              "java.time",
              "java.util",
              "java.util.function",
              "java.util.regex",
              "java.util.stream",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule neitherClockNorChanceNorThreadNorEnvironmentIsUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.(lang\\.(System|Runtime|Thread.*|Process.*)"
                  + "|time\\.(Clock|InstantSource|ZoneId)"
                  + "|util\\.(Random|SplittableRandom|UUID|TimeZone|Timer|Properties|Date|Calendar))");

  @ArchTest
  static final ArchRule nothingIsReadFromAClockOrDrawn =
      noClasses().should().callMethodWhere(namedLikeASource());

  @ArchTest static final ArchRule noStateIsShared = fields().that().areStatic().should().beFinal();

  private static DescribedPredicate<JavaCall<?>> namedLikeASource() {
    return DescribedPredicate.describe(
        "its name is one of " + SOURCES,
        call ->
            call.getTargetOwner().getPackageName().startsWith("java.")
                && SOURCES.contains(call.getName()));
  }
}
