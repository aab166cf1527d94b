package io.keystoreconnector.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/** What the state machines of a connector have in common. */
final class StateMachines {

  private StateMachines() {}

  /** The definition in that file, as included in this library. */
  static String definition(String file) {
    try (InputStream in = StateMachines.class.getResourceAsStream(file)) {
      return new String(
          Objects.requireNonNull(in, file + " is not in the library").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A role that Step Functions takes for state machines of this account only. */
  static Role role(Construct scope, String description) {
    return Role.Builder.create(scope, "Role")
        .assumedBy(
            new ServicePrincipal("states.amazonaws.com")
                .withConditions(
                    Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
        .description(description)
        .build();
  }

  /** The right to call a step through its alias. */
  static PolicyStatement invoke(String name, ConnectorFunction step) {
    return Grants.on("Invoke" + name, step.aliasArn(), "lambda:InvokeFunction");
  }

  /**
   * The log group.
   *
   * @param name distinguishes it from those of other state machines
   */
  static LogGroup logGroup(Construct scope, String name, KeyStoreConnectorProps props) {
    // Names with this prefix need no separate resource policy, whose size is limited.
    return LogGroup.Builder.create(scope, "Logs")
        .logGroupName("/aws/vendedlogs/states/" + name)
        .retention(props.logRetention())
        .encryptionKey(props.logKey())
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  /** The state machine, whose definition has these values in place of its placeholders. */
  static StateMachine machine(
      Construct scope, String definition, Map<String, String> values, Role role, LogGroup logs) {
    // Without the data of the execution: its input may contain the URL at which CloudFormation
    // waits for an answer, and anyone who has the URL can give that answer.
    LogOptions logOptions =
        LogOptions.builder()
            .destination(logs)
            .level(LogLevel.ALL)
            .includeExecutionData(false)
            .build();
    return StateMachine.Builder.create(scope, "StateMachine")
        .stateMachineType(StateMachineType.STANDARD)
        .definitionBody(DefinitionBody.fromString(definition(definition)))
        .definitionSubstitutions(values)
        .role(role)
        .tracingEnabled(true)
        .logs(logOptions)
        .build();
  }
}
