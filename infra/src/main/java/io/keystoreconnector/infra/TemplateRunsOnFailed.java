package io.keystoreconnector.infra;

import static io.keystoreconnector.infra.Parameter.*;

import io.keystoreconnector.core.KeyStoreType;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;

/**
 * The runs of {@link ConnectorTemplate} for key stores that have failed: any that it manages, with
 * an update for those of CloudHSM.
 */
final class TemplateRunsOnFailed {

  private static final String CLOUD_HSM = KeyStoreType.AWS_CLOUDHSM.name();

  private final TemplateParameters parameters;

  TemplateRunsOnFailed(TemplateParameters parameters) {
    this.parameters = parameters;
  }

  /** Adds the rules and their role. */
  void addTo(KeyStoreConnector connector) {
    RunsOnFailed runs = connector.addRunsOnFailed();
    String update =
        Conditions.choose(
            parameters.given(RUN_ON_FAILED_UPDATE),
            Fn.join("", List.of(",\"update\":", updateOfItself())),
            "");
    ask(runs.add(Map.of(RunsOnFailed.OF_TYPE, List.of(CLOUD_HSM)), nothing()), update);
    ask(runs.add(Map.of(RunsOnFailed.OF_TYPE, Match.anythingBut(CLOUD_HSM)), nothing()), "");
    Conditions.apply(parameters.given(RUN_ON_FAILED), runs);
  }

  private static RuleTargetInput nothing() {
    return RuleTargetInput.fromObject(Map.of());
  }

  /** A transformer takes the names of its variables in angle brackets, also within strings. */
  private String updateOfItself() {
    String update = parameters.value(RUN_ON_FAILED_UPDATE);
    return Fn.join("<id>", Fn.split("{id}", Fn.join("<name>", Fn.split("{name}", update))));
  }

  private static void ask(Rule rule, String update) {
    CfnResource resource = (CfnResource) rule.getNode().getDefaultChild();
    resource.addPropertyDeletionOverride("Targets.0.Input");
    resource.addPropertyOverride(
        "Targets.0.InputTransformer.InputPathsMap",
        Map.of("id", "$.detail.keyStoreId", "name", "$.detail.name"));
    resource.addPropertyOverride(
        "Targets.0.InputTransformer.InputTemplate",
        Fn.join(
            "",
            List.of(
                "{\"customKeyStoreId\":<id>,\"whenDisconnected\":\"" + RunsOnFailed.LEAVE + "\"",
                update,
                "}")));
  }
}
