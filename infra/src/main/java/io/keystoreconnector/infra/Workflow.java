package io.keystoreconnector.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Policy;
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

/** The state machine, its role and its log group. */
final class Workflow extends Construct {

  /** The name in the definition if no HSM may be created; the playbook refuses that before. */
  private static final String NOT_DEPLOYED = "NotDeployed";

  private static final String DEFINITION = "connect-key-store.asl.json";

  private final StateMachine machine;

  Workflow(
      Construct scope, String id, WorkflowFunctions steps, Journal journal, SharedParts shared) {
    super(scope, id);
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(
                new ServicePrincipal("states.amazonaws.com")
                    .withConditions(
                        Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
            .description("Calls the steps of the key store connector's workflow.")
            .build();
    steps.always().forEach((name, step) -> role.addToPolicy(invoke(name, step)));
    ConnectorFunction addHsm = steps.addHsm();
    if (addHsm != null) {
      Policy.Builder.create(addHsm, "Invoke")
          .statements(List.of(invoke("AddHsm", addHsm)))
          .roles(List.of(role))
          .build();
    }
    journal.grantReadAndWrite(role);
    // Without the data of the execution: its input may contain the URL at which CloudFormation
    // waits for an answer, and anyone who has the URL can give that answer.
    LogOptions logs =
        LogOptions.builder()
            .destination(logGroup(shared))
            .level(LogLevel.ALL)
            .includeExecutionData(false)
            .build();
    machine =
        StateMachine.Builder.create(this, "StateMachine")
            .stateMachineType(StateMachineType.STANDARD)
            .definitionBody(DefinitionBody.fromString(definition()))
            .definitionSubstitutions(substitutions(steps, journal, shared.conditions()))
            .role(role)
            .tracingEnabled(true)
            .logs(logs)
            .build();
  }

  StateMachine machine() {
    return machine;
  }

  /** The definition, as included in this library. */
  static String definition() {
    try (InputStream in = Workflow.class.getResourceAsStream(DEFINITION)) {
      return new String(
          Objects.requireNonNull(in, DEFINITION + " is not in the library").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LogGroup logGroup(SharedParts shared) {
    // Names with this prefix need no separate resource policy, whose size is limited.
    return LogGroup.Builder.create(this, "Logs")
        .logGroupName("/aws/vendedlogs/states/" + shared.name())
        .retention(shared.props().logRetention())
        .encryptionKey(shared.props().logKey())
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  private static PolicyStatement invoke(String name, ConnectorFunction step) {
    return Grants.on("Invoke" + name, step.aliasArn(), "lambda:InvokeFunction");
  }

  private static Map<String, String> substitutions(
      WorkflowFunctions steps, Journal journal, Conditions conditions) {
    Map<String, String> substitutions = new LinkedHashMap<>();
    steps.always().forEach((name, step) -> substitutions.put(name + "Function", step.aliasArn()));
    @Nullable ConnectorFunction addHsm = steps.addHsm();
    substitutions.put(
        "AddHsmFunction",
        addHsm == null
            ? NOT_DEPLOYED
            : Conditions.choose(conditions.addHsm(), addHsm.aliasArn(), NOT_DEPLOYED));
    substitutions.put("JournalTable", journal.tableName());
    substitutions.put("Partition", Aws.PARTITION);
    return substitutions;
  }
}
