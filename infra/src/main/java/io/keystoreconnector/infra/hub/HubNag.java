package io.keystoreconnector.infra.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.services.dynamodb.CfnTable;
import software.amazon.awscdk.services.iam.CfnPolicy;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.constructs.IConstruct;

/** Where the hub does not follow a rule of cdk-nag, and why: the metadata that cdk-nag reads. */
final class HubNag {

  private static final String NIST = "NIST.800.53.R5-";

  private HubNag() {}

  static void addTo(ConnectorHub hub) {
    for (IConstruct each : hub.getNode().findAll()) {
      if (each instanceof CfnResource resource) {
        List<Map<String, Object>> rules = rules(resource);
        if (!rules.isEmpty()) {
          resource.addMetadata("cdk_nag", Map.of("rules_to_suppress", rules));
        }
      }
    }
  }

  private static List<Map<String, Object>> rules(CfnResource resource) {
    if (resource instanceof CfnPolicy) {
      return List.of(
          rule(
              "IAMNoInlinePolicy",
              "It is made for one role and is deleted with it; a managed policy could be attached"
                  + " to others."));
    }
    if (resource instanceof CfnFunction) {
      return List.of(
          rule(
              "LambdaConcurrency",
              "A limit would delay the news of an outage; DynamoDB takes as many writes as come."),
          rule(
              "LambdaDLQ", "What it fails at goes to a queue, as the destination of its failures."),
          rule(
              "LambdaInsideVPC",
              "It calls only AWS endpoints, so a VPC adds ways to fail without keeping anything"
                  + " out."));
    }
    if (resource instanceof CfnLogGroup) {
      return List.of(
          rule(
              "CloudWatchLogGroupEncrypted",
              "CloudWatch Logs encrypts with its own key; nothing secret is logged."));
    }
    if (resource instanceof CfnTopic) {
      return List.of(
          rule(
              "SNSEncryptedKMS",
              "Alarms and EventBridge can publish to an encrypted topic only with a"
                  + " customer-managed key. Messages contain nothing secret."));
    }
    if (resource instanceof CfnTable) {
      return List.of(
          rule(
              "DynamoDBInBackupPlan",
              "Point-in-time recovery is on, and the next inventories write all of it again."));
    }
    return resource instanceof CfnQueue
        ? List.of(rule("AwsSolutions-SQS3", "It is itself the queue for undelivered events."))
        : List.of();
  }

  private static Map<String, Object> rule(String id, String reason) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", id.startsWith("AwsSolutions-") ? id : NIST + id);
    rule.put("reason", reason);
    return rule;
  }
}
