package io.keystoreconnector.infra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.services.dynamodb.CfnTable;
import software.amazon.awscdk.services.iam.CfnPolicy;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.constructs.IConstruct;

/**
 * Where the connector does not follow a rule of cdk-nag, and why. Written as the metadata that
 * cdk-nag reads, so that an app that runs it over its stacks need not explain our choices, and this
 * library need not depend on it.
 */
final class NagSuppressions {

  private static final String NIST = "NIST.800.53.R5-";

  /** Policies with calls that do not support a resource. */
  private static final Pattern ANY_RESOURCE =
      Pattern.compile(
          "/(Steps/\\w+|Workflow|Watching/Watch)/Role/DefaultPolicy/|/Start/DisconnectOnDelete/");

  private static final Pattern SECRETS_OF_STEPS = Pattern.compile("/Steps/(Check|Update)/Secrets/");

  private static final Object SECRETS_BY_RULE =
      Map.of("regex", "/^Resource::arn:<AWS::Partition>:secretsmanager:.+:secret:.*\\*.*-\\?{6}$/");

  private static final Object EXECUTIONS =
      Map.of("regex", "/^Resource::arn:<AWS::Partition>:states:.+:execution:.+:\\*$/");

  private static final Object EXECUTIONS_OF_STACKS =
      Map.of("regex", "/^Resource::arn:<AWS::Partition>:states:.+:execution:.+:cfn-\\*$/");

  private static final Object EXECUTIONS_OF_FLEETS =
      Map.of("regex", "/^Resource::arn:<AWS::Partition>:states:.+:execution:.+:cks-\\*$/");

  private static final Object STACKS =
      Map.of("regex", "/^Resource::arn:<AWS::Partition>:cloudformation:.+:stack.\\*$/");

  private NagSuppressions() {}

  static void addTo(KeyStoreConnector connector, KeyStoreConnectorProps props) {
    for (IConstruct each : connector.getNode().findAll()) {
      if (each instanceof CfnResource resource) {
        List<Map<String, Object>> rules = rules(resource, props);
        if (!rules.isEmpty()) {
          resource.addMetadata("cdk_nag", Map.of("rules_to_suppress", rules));
        }
      }
    }
  }

  private static List<Map<String, Object>> rules(
      CfnResource resource, KeyStoreConnectorProps props) {
    if (resource instanceof CfnPolicy policy) {
      return ofPolicy(policy.getNode().getPath(), props);
    }
    if (resource instanceof CfnFunction) {
      return ofFunction();
    }
    return ofService(resource, props).stream().toList();
  }

  private static Optional<Map<String, Object>> ofService(
      CfnResource resource, KeyStoreConnectorProps props) {
    if (resource instanceof CfnLogGroup && props.logKey() == null) {
      return Optional.of(
          rule(
              NIST + "CloudWatchLogGroupEncrypted",
              "CloudWatch Logs encrypts with its own key; logKey sets another. Nothing secret"
                  + " is logged."));
    }
    if (resource instanceof CfnTopic topic && topic.getKmsMasterKeyId() == null) {
      return Optional.of(
          rule(
              NIST + "SNSEncryptedKMS",
              "Alarms and EventBridge can publish to an encrypted topic only with a"
                  + " customer-managed key, which topicKey sets. Messages contain nothing"
                  + " secret."));
    }
    if (resource instanceof CfnTable) {
      return Optional.of(
          rule(
              NIST + "DynamoDBInBackupPlan",
              "Point-in-time recovery is on, and only the journal's latest state is useful."));
    }
    return resource instanceof CfnQueue
        ? Optional.of(rule("AwsSolutions-SQS3", "It is itself the queue for undelivered events."))
        : Optional.empty();
  }

  private static List<Map<String, Object>> ofPolicy(String path, KeyStoreConnectorProps props) {
    List<Map<String, Object>> rules = new ArrayList<>();
    rules.add(
        rule(
            NIST + "IAMNoInlinePolicy",
            "It is made for one role and is deleted with it; a managed policy could be attached to"
                + " others."));
    if (path.contains("/SecretsByRule/")) {
      Map<String, Object> rule =
          rule(
              "CdkNagValidationFailure",
              "A parameter decides the secrets, so only docs/security.md can have the reason for"
                  + " each wildcard.");
      rule.put("applies_to", List.of("AwsSolutions-IAM5"));
      rules.add(rule);
    }
    List<Object> wildcards = wildcards(path, props);
    if (!wildcards.isEmpty()) {
      Map<String, Object> rule =
          rule("AwsSolutions-IAM5", "The table in docs/security.md has the reason for each.");
      rule.put("applies_to", wildcards);
      rules.add(rule);
    }
    return rules;
  }

  /** The known wildcards of a policy, as cdk-nag words them; any other is reported. */
  private static List<Object> wildcards(String path, KeyStoreConnectorProps props) {
    if (SECRETS_OF_STEPS.matcher(path).find()
        && props.keyStores().stream()
            .flatMap(store -> store.secrets().stream())
            .anyMatch(SecretTemplate::isRule)) {
      return List.of(SECRETS_BY_RULE);
    }
    if (ANY_RESOURCE.matcher(path).find()) {
      return List.of("Resource::*");
    }
    if (path.contains("/Start/Fleets/") || path.contains("/Outcome/Fleets/")) {
      return List.of(EXECUTIONS_OF_STACKS);
    }
    if (path.contains("/Fleet/Role/DefaultPolicy/")) {
      return List.of("Resource::*", EXECUTIONS_OF_FLEETS);
    }
    if (path.contains("/Start/Role/DefaultPolicy/")) {
      return List.of("Resource::*", EXECUTIONS_OF_STACKS, STACKS);
    }
    if (path.contains("/Endings/Outcome/Role/DefaultPolicy/")) {
      return props.network() == null ? List.of(EXECUTIONS) : List.of("Resource::*", EXECUTIONS);
    }
    return List.of();
  }

  private static List<Map<String, Object>> ofFunction() {
    return List.of(
        rule(
            NIST + "LambdaConcurrency",
            "A limit would refuse the one call that matters; the workflow makes one call at a"
                + " time."),
        rule(
            NIST + "LambdaDLQ",
            "The steps are called by the workflow, which handles their failures; the others send"
                + " failed events to a queue through their alias."),
        rule(
            NIST + "LambdaInsideVPC",
            "It calls only AWS endpoints, so a VPC adds ways to fail; network sets one."));
  }

  private static Map<String, Object> rule(String id, String reason) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", id);
    rule.put("reason", reason);
    return rule;
  }
}
