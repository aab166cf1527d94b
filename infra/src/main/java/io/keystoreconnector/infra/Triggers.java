package io.keystoreconnector.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * Rules on calls that CloudTrail records: someone creates an HSM or disconnects a key store. They
 * need a trail in the account.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html">Events
 *     by way of CloudTrail</a>
 */
final class Triggers extends Construct {

  /** Which key stores have a name, or match a pattern, no event says: it has only the id. */
  static final List<Map<String, String>> ANY_KEY_STORE = List.of(Map.of("prefix", "cks-"));

  private final StateMachine machine;
  private final SharedParts shared;
  private int rules;
  private @Nullable Role role;

  Triggers(Construct scope, String id, StateMachine machine, SharedParts shared) {
    super(scope, id);
    this.machine = machine;
    this.shared = shared;
  }

  /**
   * A new HSM in the cluster starts a run of the key store, unless a run bought it: that run is
   * still in progress and uses it.
   *
   * @param own the function that creates HSMs, if there is one
   */
  Rule onHsmCreated(
      String keyStoreId,
      String clusterId,
      RuleTargetInput request,
      @Nullable ConnectorFunction own) {
    Map<String, Object> which = new LinkedHashMap<>();
    which.put("requestParameters", Map.of("clusterId", List.of(clusterId)));
    if (own != null) {
      which.put("$or", List.of(issuer(Match.doesNotExist()), issuer(notBy(own))));
    }
    return Rule.Builder.create(this, "HsmCreated" + ++rules)
        .description("Someone created an HSM in the cluster of key store " + keyStoreId + ".")
        .eventPattern(calls("aws.cloudhsm", "cloudhsm.amazonaws.com", "CreateHsm", which))
        .targets(
            List.of(
                SfnStateMachine.Builder.create(machine)
                    .role(role())
                    .input(request)
                    .deadLetterQueue(undelivered())
                    .retryAttempts(24)
                    .maxEventAge(Duration.hours(1))
                    .build()))
        .build();
  }

  private @Nullable IQueue undelivered() {
    return shared.undelivered().ofRule(shared.conditions().equals(Conditions.NONE));
  }

  /** Deploys a rule only under the condition. */
  void onlyIf(CfnCondition condition, Rule rule) {
    Conditions.apply(condition, rule);
    shared.undelivered().receiveFrom(rule);
  }

  /** Lets every rule of this account and Region send to the queue what it could not deliver. */
  void letRulesUseTheQueue() {
    var unused =
        shared
            .undelivered()
            .queue()
            .addToResourcePolicy(
                PolicyStatement.Builder.create()
                    .sid("Rules")
                    .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                    .actions(List.of("sqs:SendMessage"))
                    .resources(List.of(shared.undelivered().queue().getQueueArn()))
                    .conditions(rulesOnly(this))
                    .build());
  }

  /**
   * The role with which the rules start runs, for rules of this account and Region only. A rule's
   * own ARN cannot be a condition: the rule needs the role's ARN first.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html">Confused
   *     deputy prevention, where the aws:SourceArn of a rule's target is the ARN of the rule</a>
   */
  Role role() {
    if (role == null) {
      role =
          // Where CDK would create it: it keeps its logical id.
          Role.Builder.create(machine, "EventsRole")
              .assumedBy(
                  new ServicePrincipal("events.amazonaws.com").withConditions(rulesOnly(this)))
              .build();
    }
    return role;
  }

  /** The condition that EventBridge acts for a rule of this account and Region. */
  static Map<String, Object> rulesOnly(Construct scope) {
    String rules =
        Stack.of(scope)
            .formatArn(
                ArnComponents.builder()
                    .service("events")
                    .resource("rule")
                    .resourceName("*")
                    .build());
    return Map.of(
        "StringEquals",
        Map.of("aws:SourceAccount", Aws.ACCOUNT_ID),
        "ArnLike",
        Map.of("aws:SourceArn", rules));
  }

  /**
   * Notifies people that a key store is disconnected, unless one of the given functions did it.
   *
   * @param keyStoreIds the ids, or {@link #ANY_KEY_STORE}
   */
  Rule onDisconnect(List<?> keyStoreIds, List<ConnectorFunction> own) {
    List<String> sessions = own.stream().map(Triggers::session).toList();
    return Rule.Builder.create(this, "Disconnected")
        .description("Someone disconnected a key store.")
        .eventPattern(
            calls(
                "aws.kms",
                "kms.amazonaws.com",
                "DisconnectCustomKeyStore",
                Map.of(
                    "requestParameters", Map.of("customKeyStoreId", keyStoreIds),
                    "userIdentity", Map.of("arn", List.of(Map.of("anything-but", sessions))))))
        .targets(
            List.of(
                SnsTopic.Builder.create(shared.notifications().topic())
                    .message(RuleTargetInput.fromText(disconnected()))
                    .deadLetterQueue(undelivered())
                    .build()))
        .build();
  }

  private static String disconnected() {
    return "Key store %s was disconnected at %s by %s (account %s, Region %s). Its keys cannot be used until it is connected again. If that was not intended, start the key store connector for it; otherwise you need not do anything."
        .formatted(
            EventField.fromPath("$.detail.requestParameters.customKeyStoreId"),
            EventField.getTime(),
            EventField.fromPath("$.detail.userIdentity.arn"),
            EventField.getAccount(),
            EventField.getRegion());
  }

  /** The identity with which a function calls AWS: Lambda names the session after it. */
  private static String session(ConnectorFunction function) {
    return Fn.join(
        "",
        List.of(
            "arn:",
            Aws.PARTITION,
            ":sts::",
            Aws.ACCOUNT_ID,
            ":assumed-role/",
            function.role().getRoleName(),
            "/",
            function.function().getFunctionName()));
  }

  /** Root and IAM users have no role, so their session has no issuer. */
  private static Map<String, Object> issuer(Object arn) {
    return Map.of(
        "userIdentity", Map.of("sessionContext", Map.of("sessionIssuer", Map.of("arn", arn))));
  }

  /** If the function is not deployed, there is no role to exclude. */
  private List<Object> notBy(ConnectorFunction function) {
    String role =
        Conditions.choose(
            shared.conditions().addHsm(), function.role().getRoleArn(), DeploymentScope.NONE);
    return List.of(Map.of("anything-but", List.of(role)));
  }

  private static EventPattern calls(
      String source, String service, String call, Map<String, Object> more) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("eventSource", List.of(service));
    detail.put("eventName", List.of(call));
    detail.put("errorCode", Match.doesNotExist());
    detail.putAll(more);
    return EventPattern.builder()
        .source(List.of(source))
        .detailType(List.of("AWS API Call via CloudTrail"))
        .detail(detail)
        .build();
  }
}
