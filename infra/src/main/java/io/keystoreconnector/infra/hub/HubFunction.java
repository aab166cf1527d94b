package io.keystoreconnector.infra.hub;

import io.keystoreconnector.infra.FunctionCode;
import io.keystoreconnector.infra.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** A function of the hub, with its role and its log group. What it fails at goes to the queue. */
final class HubFunction extends Construct {

  private final Role role;
  private final Function function;

  /**
   * The properties of one function.
   *
   * @param handler the name of its class in the package of the hub's functions
   */
  record Spec(
      String handler, String description, int timeoutSeconds, Map<String, String> environment) {}

  HubFunction(Construct scope, String id, Spec spec, FunctionCode code, Queue undelivered) {
    super(scope, id);
    LogGroup logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(RetentionDays.SIX_MONTHS)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .description(spec.description())
            .build();
    may("WriteLogs", logs.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents");
    Map<String, String> environment = new LinkedHashMap<>(spec.environment());
    environment.put(Release.APP_ID, Release.appId());
    function =
        Function.Builder.create(this, "Function")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .memorySize(512)
            .timeout(Duration.seconds(spec.timeoutSeconds()))
            .code(code.watch())
            .handler("io.keystoreconnector.watch.hub." + spec.handler())
            .description(spec.description())
            .environment(environment)
            .role(role)
            .logGroup(logs)
            .loggingFormat(LoggingFormat.JSON)
            .build();
    function.configureAsyncInvoke(
        EventInvokeConfigOptions.builder()
            .retryAttempts(2)
            .maxEventAge(Duration.hours(1))
            .onFailure(new SqsDestination(undelivered))
            .build());
  }

  /** Adds a right on one resource. */
  void may(String sid, String arn, String... actions) {
    may(
        PolicyStatement.Builder.create()
            .sid(sid)
            .actions(List.of(actions))
            .resources(List.of(arn))
            .build());
  }

  /** Adds a right. */
  void may(PolicyStatement right) {
    role.addToPolicy(right);
  }

  Function function() {
    return function;
  }
}
