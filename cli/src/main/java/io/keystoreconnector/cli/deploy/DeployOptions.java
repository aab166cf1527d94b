package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.operator.StackName;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is deployed, and how. */
final class DeployOptions {

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      description =
          "Your S3 bucket, in the Region of the stack. Default: the one that the stack has.")
  private @Nullable String bucket;

  @Option(
      names = "--key-stores",
      paramLabel = "LIST",
      description =
          "The key stores that may be acted on, comma-separated: ids, names, or patterns of names"
              + " such as prod-*. * alone: all. Default: those that the stack has.")
  private @Nullable String keyStores;

  @Option(
      names = "--hub",
      description =
          "Deploy the hub, to which the connectors of an organization report, instead of the"
              + " connector.")
  private boolean hub;

  @Option(
      names = "--parameter",
      paramLabel = "KEY=VALUE",
      description =
          "A parameter of the template, as often as needed. Those that are not given keep the"
              + " value that the stack has.")
  private List<String> parameters = new ArrayList<>();

  @Option(names = "--yes", description = "Deploy without asking.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Show the changes, and make none of them.")
  private boolean dryRun;

  @Option(
      names = "--allow-data-loss",
      description =
          "Also make changes that remove or replace something that holds data: the table of the"
              + " journal or of the hub, logs, the topic, the queue, or the history of runs.")
  private boolean allowDataLoss;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "The stack's name. Default: keystore-connector, or with --hub connector-hub.")
  private @Nullable String stack;

  @Mixin private final ParameterOptions ofParameters = new ParameterOptions();

  boolean yes() {
    return yes;
  }

  boolean dryRun() {
    return dryRun;
  }

  boolean allowDataLoss() {
    return allowDataLoss;
  }

  /**
   * Refuses names that AWS would refuse, and options that are not for the template.
   *
   * @throws UsageProblem that names the option
   */
  void check() {
    if (hub && (keyStores != null || !ofParameters.isWithoutSecretTemplate())) {
      throw new UsageProblem(
          "--hub cannot be combined with --key-stores or --secret-template: a hub acts on no key"
              + " store.");
    }
    var unusedStack = stack();
    var unusedBucket = bucket();
  }

  String stack() {
    String usual = template().usualStack();
    return stack == null ? usual : StackName.checked(stack, usual);
  }

  DeployableTemplate template() {
    return hub ? DeployableTemplate.HUB : DeployableTemplate.CONNECTOR;
  }

  Optional<String> bucket() {
    return bucket == null ? Optional.empty() : Optional.of(TemplateOptions.bucket(bucket, ""));
  }

  /**
   * The parameters that were given, by their names.
   *
   * @throws UsageProblem if one is given twice, or is not KEY=VALUE
   */
  Map<String, String> parameters() {
    Map<String, String> given = new LinkedHashMap<>();
    for (String each : parameters) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new UsageProblem(
            "--parameter must be KEY=VALUE, such as --parameter %s."
                .formatted(template().exampleParameter()));
      }
      add(given, each.substring(0, equals), each.substring(equals + 1), "--parameter");
    }
    ofOptions().forEach((name, value) -> add(given, name, value, "--parameter and an option"));
    return given;
  }

  /** A list of key stores replaces both of those that the stack has. */
  private Map<String, String> ofOptions() {
    Map<String, String> all =
        keyStores == null ? new LinkedHashMap<>() : ParameterOptions.keyStores(keyStores);
    all.putAll(ofParameters.secrets());
    if (keyStores != null) {
      all.putIfAbsent(ParameterOptions.KEY_STORE_IDS, "none");
      all.putIfAbsent(ParameterOptions.KEY_STORE_NAMES, "none");
    }
    return all;
  }

  private static void add(Map<String, String> given, String name, String value, String options) {
    if (given.putIfAbsent(name, value) != null) {
      throw new UsageProblem("%s is given twice, by %s.".formatted(name, options));
    }
  }
}
