package io.keystoreconnector.cli.deploy;

import java.util.List;

/** A template of a release that can be deployed, and what it needs. */
enum DeployableTemplate {
  /** The connector of one account and Region. */
  CONNECTOR(
      "keystore-connector.template.json",
      "keystore-connector",
      "KeyStoreIds",
      "StateMachineArn",
      "WatchMinutes=15",
      "docs/deploy.md"),

  /** What the connectors of an organization report to. */
  HUB(
      "connector-hub.template.json",
      "connector-hub",
      "OrganizationId",
      "HubTable",
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

  /** A parameter that no other template has, so that a stack shows which one it was made of. */
  String parameterOfItsOwn() {
    return parameterOfItsOwn;
  }

  /** An output that every release of it has, and the stack of another program hardly has. */
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
