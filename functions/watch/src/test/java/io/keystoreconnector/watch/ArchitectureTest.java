package io.keystoreconnector.watch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Set;

/** The allowed dependencies in the watch; those between modules are in the poms. */
@AnalyzeClasses(packages = "io.keystoreconnector.watch", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** What touches AWS, and is the only part that may know the SDK and the clock. */
  private static final Set<String> EDGE =
      Set.of(
          "AwsClients",
          "EventBus",
          "Gaps",
          "HubTable",
          "JournalTable",
          "Lookout",
          "Proof",
          "RecorderHandler",
          "SilenceBus",
          "SilenceHandler",
          "WatchHandler");

  @ArchTest
  static final ArchRule ONLY_THE_EDGE_KNOWS_AWS_AND_LAMBDA =
      noClasses()
          .that(new Pure())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..", "com.amazonaws..");

  @ArchTest
  static final ArchRule TIME_IS_AN_ARGUMENT =
      noClasses()
          .that(new Pure())
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  /** Everything else, with what is inside it. */
  private static final class Pure extends DescribedPredicate<JavaClass> {

    Pure() {
      super("are no part of the edge");
    }

    @Override
    public boolean test(JavaClass type) {
      return !EDGE.contains(type.getFullName().replaceAll("^.*\\.|\\$.*$", ""));
    }
  }
}
