package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.Stacks;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A template of a release that can be deployed, and what it needs. */
enum DeployableTemplate {
  /** The connector of one account and Region. */
  CONNECTOR(
      "keystore-connector.template.json",
      "keystore-connector",
      ParameterOptions.KEY_STORE_IDS,
      Stacks.CONNECTOR_OUTPUT,
      "WatchMinutes=15",
      "docs/deploy.md"),

  /** What the connectors of an organization report to. */
  HUB(
      "connector-hub.template.json",
      Stacks.USUAL_HUB,
      "OrganizationId",
      Stacks.HUB_OUTPUT,
      "OrganizationId=o-a1b2c3d4e5",
      "docs/company.md");

  private final String file;
  private final String usualStack;
  private final String parameterOfItsOwn;
  private final String outputOfItsOwn;
  private final String exampleParameter;
  private final String page;

  DeployableTemplate(
      String file,
      String usualStack,
      String parameterOfItsOwn,
      String outputOfItsOwn,
      String exampleParameter,
      String page) {
    this.file = file;
    this.usualStack = usualStack;
    this.parameterOfItsOwn = parameterOfItsOwn;
    this.outputOfItsOwn = outputOfItsOwn;
    this.exampleParameter = exampleParameter;
    this.page = page;
  }

  /** The name of its file. */
  String file() {
    return file;
  }

  /** The name that its stack has if nobody gives it another one. */
  String usualStack() {
    return usualStack;
  }

  /**
   * Its file in the folder of what the build has made.
   *
   * @throws UsageProblem if nothing is built
   */
  Path builtIn(Path folder) {
    Path built = folder.resolve(file);
    if (!Files.isRegularFile(built)) {
      throw new UsageProblem("The template is not built yet; ./mvnw package builds it.");
    }
    return built;
  }

  /** Whether a command that shows what it deploys finds a stack of this name by itself. */
  boolean isFoundByItself(String stack) {
    return switch (this) {
      case CONNECTOR -> Stacks.USUAL_NAMES.contains(stack);
      case HUB -> stack.equals(Stacks.USUAL_HUB);
    };
  }

  /** A parameter that no other template has, so that a stack shows which one it was made of. */
  String parameterOfItsOwn() {
    return parameterOfItsOwn;
  }

  /** An output that every release of it has, and that no other program is likely to have. */
  String outputOfItsOwn() {
    return outputOfItsOwn;
  }

  /** One of its parameters with a value, as {@code --parameter} takes it. */
  String exampleParameter() {
    return exampleParameter;
  }

  /** The page that lists its parameters. */
  String page() {
    return page;
  }

  /** The names of the files with its functions' code. */
  List<String> jars() {
    return switch (this) {
      case CONNECTOR -> List.of("steps.jar", "lifecycle.jar", "watch.jar");
      case HUB -> List.of("watch.jar");
    };
  }
}
