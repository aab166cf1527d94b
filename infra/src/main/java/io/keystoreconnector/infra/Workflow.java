package io.keystoreconnector.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** The state machine, its role and its log group. */
final class Workflow extends Construct {

  /** The name in the definition if no HSM may be created; the playbook refuses that before. */
  private static final String NOT_DEPLOYED = "NotDeployed";

  static final String DEFINITION = "connect-key-store.asl.json";

  private final StateMachine machine;

  Workflow(
      Construct scope, String id, WorkflowFunctions steps, Journal journal, SharedParts shared) {
    super(scope, id);
    Role role = StateMachines.role(this, "Calls the steps of the key store connector's workflow.");
    steps.always().forEach((name, step) -> role.addToPolicy(StateMachines.invoke(name, step)));
    ConnectorFunction addHsm = steps.addHsm();
    if (addHsm != null) {
      Policy.Builder.create(addHsm, "Invoke")
          .statements(List.of(StateMachines.invoke("AddHsm", addHsm)))
          .roles(List.of(role))
          .build();
    }
    journal.grantReadAndWrite(role);
    machine =
        StateMachines.machine(
            this,
            DEFINITION,
            substitutions(steps, journal, shared.conditions()),
            role,
            StateMachines.logGroup(this, shared.name(), shared.props()));
  }

  StateMachine machine() {
    return machine;
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
