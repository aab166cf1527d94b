package io.keystoreconnector.infra;

import io.keystoreconnector.infra.FunctionCode.Jar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** The function that is called when a run ends, whatever its status. */
final class OutcomeNotifier extends Construct {

  private static final List<String> ENDS = List.of("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED");

  private final ConnectorFunction outcome;

  OutcomeNotifier(
      Construct scope,
      String id,
      StateMachine machine,
      @Nullable FleetWorkflow fleet,
      SharedParts shared) {
    super(scope, id);
    KeyStoreConnectorProps props = shared.props();
    outcome =
        new ConnectorFunction(
                this,
                "Outcome",
                new ConnectorFunction.Spec(
                    Jar.LIFECYCLE,
                    "io.keystoreconnector.lifecycle.OutcomeHandler",
                    "Reports how a run ended to CloudFormation, people, EventBridge and CloudWatch"
                        + " metrics.",
                    120,
                    environment(fleet, shared)),
                shared)
            .may(
                Grants.on("ReadRuns", executions(this, machine, "*"), "states:DescribeExecution"),
                Grants.on("ListRuns", machine.getStateMachineArn(), "states:ListExecutions"),
                publish(this, props, "PublishOutcome", List.of("Key Store Connection Outcome")));
    shared.notifications().grantPublish(outcome);
    outcome.alias().configureAsyncInvoke(again(shared.undelivered().queue()));
    shared.undelivered().letUseKey(outcome);
    var unused =
        rule(
            "RunEnded",
            "A run of the key store connector has ended.",
            ends(machine),
            shared.undelivered().queue());
    if (fleet != null) {
      reportFleets(fleet.machine(), shared);
    }
  }

  /** Also reports the ends of fleets, of those that a stack has started: to the stack. */
  private void reportFleets(StateMachine fleets, SharedParts shared) {
    CfnCondition condition = shared.conditions().fleet();
    outcome.mayAlso(
        condition,
        "Fleets",
        Grants.on(
            "ReadFleets",
            executions(this, fleets, CustomResourceProvider.STARTED_BY_A_STACK + "*"),
            "states:DescribeExecution"));
    Map<String, Object> ends = ends(fleets);
    ends.put("name", List.of(Map.of("prefix", CustomResourceProvider.STARTED_BY_A_STACK)));
    Rule ended =
        rule(
            "FleetEnded",
            "A run for several key stores, which a stack waits for, has ended.",
            ends,
            shared.undelivered().ofRule(condition == null));
    if (condition != null) {
      Conditions.apply(condition, ended);
      shared.undelivered().receiveFrom(ended);
    }
  }

  private static Map<String, Object> ends(StateMachine machine) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("stateMachineArn", List.of(machine.getStateMachineArn()));
    detail.put("status", ENDS);
    return detail;
  }

  private Rule rule(
      String id, String description, Map<String, Object> detail, @Nullable IQueue undelivered) {
    return Rule.Builder.create(this, id)
        .description(description)
        .eventPattern(
            EventPattern.builder()
                .source(List.of("aws.states"))
                .detailType(List.of("Step Functions Execution Status Change"))
                .detail(detail)
                .build())
        .targets(
            List.of(
                LambdaFunction.Builder.create(outcome.alias())
                    .event(onlyWhichRun())
                    .deadLetterQueue(undelivered)
                    .retryAttempts(24)
                    .maxEventAge(Duration.hours(1))
                    .build()))
        .build();
  }

  ConnectorFunction outcome() {
    return outcome;
  }

  /** What happens to an event that a function could not process: two retries, then the queue. */
  static EventInvokeConfigOptions again(IQueue undelivered) {
    return EventInvokeConfigOptions.builder()
        .retryAttempts(2)
        .maxEventAge(Duration.hours(1))
        .onFailure(new SqsDestination(undelivered))
        .build();
  }

  /**
   * The event's own copy of the execution's input may contain the URL at which CloudFormation
   * waits; if the function failed, that would end up in the queue.
   */
  private static RuleTargetInput onlyWhichRun() {
    return RuleTargetInput.fromObject(
        Map.of("detail", Map.of("executionArn", EventField.fromPath("$.detail.executionArn"))));
  }

  private static Map<String, String> environment(
      @Nullable FleetWorkflow fleet, SharedParts shared) {
    Map<String, String> environment = new LinkedHashMap<>(shared.props().responseEnvironment());
    CustomResourceProvider.tellOfFleets(environment, fleet, shared);
    environment.put("CONNECTOR_NAME", shared.name());
    environment.put("EVENT_BUS_NAME", shared.props().eventBusName());
    environment.put("TOPIC_ARN", shared.notifications().topicArn());
    String runbook = shared.props().runbookUrl();
    if (runbook != null) {
      environment.put("RUNBOOK_URL", runbook);
    }
    return environment;
  }

  /**
   * The ARN of the executions of a state machine.
   *
   * @param names of the executions, perhaps with a wildcard
   */
  static String executions(Construct scope, StateMachine machine, String names) {
    return Stack.of(scope)
        .formatArn(
            ArnComponents.builder()
                .service("states")
                .resource("execution")
                .resourceName(machine.getStateMachineName() + ":" + names)
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
  }

  /** Puts events of these kinds on the bus of the deployment. */
  static PolicyStatement publish(
      Construct scope, KeyStoreConnectorProps props, String sid, List<String> detailTypes) {
    String bus =
        Stack.of(scope)
            .formatArn(
                ArnComponents.builder()
                    .service("events")
                    .resource("event-bus")
                    .resourceName(props.eventBusName())
                    .build());
    return PolicyStatement.Builder.create()
        .sid(sid)
        .actions(List.of("events:PutEvents"))
        .resources(List.of(bus))
        .conditions(
            Map.of(
                "StringEquals",
                Map.of(
                    "events:source",
                    "keystore-connector",
                    "events:detail-type",
                    detailTypes.size() == 1 ? detailTypes.get(0) : detailTypes)))
        .build();
  }
}
