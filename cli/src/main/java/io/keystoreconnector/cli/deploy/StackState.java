package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.StackFacts;
import io.keystoreconnector.cli.terminal.OutputProblem;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with a stack in its state.
 *
 * @param again the options that say where AWS is, each after a space
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">Stack
 *     status codes</a>
 */
record StackState(
    String name, @Nullable StackFacts stack, DeployableTemplate template, String again) {

  /** Whether a change set has to create it. */
  boolean isNew() {
    return stack == null || stack.isEmpty();
  }

  /** Whether somebody's change set for a new stack was left behind. */
  boolean isLeftover() {
    return stack != null && stack.isEmpty();
  }

  /**
   * Makes sure that it can be created or updated.
   *
   * @throws UsageProblem if a person must do something first
   * @throws OutputProblem if someone else is changing it
   */
  void requireChangeable() {
    if (stack == null || isLeftover()) {
      return;
    }
    requireOurs(stack);
    String status = stack.status();
    switch (status) {
      case "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED" ->
          throw new UsageProblem(
              "Stack %s is in %s, in which CloudFormation can only delete it: run aws cloudformation delete-stack --stack-name %s%s, then deploy again."
                  .formatted(name, status, name, again));
      case "UPDATE_ROLLBACK_FAILED" ->
          throw new UsageProblem(
              "Stack %s is in %s: run aws cloudformation continue-update-rollback --stack-name %s%s, then deploy again."
                  .formatted(name, status, name, again));
      default -> requireAtRest(stack);
    }
    requireWithOutput(stack);
  }

  private void requireAtRest(StackFacts found) {
    if (found.isBeingChanged()) {
      throw new OutputProblem(
          "Stack %s is in %s: someone else is changing it. Nothing was changed; deploy again when that is over."
              .formatted(name, found.status()));
    }
  }

  /** Anything else would be removed and replaced by what is in our template. */
  private void requireOurs(StackFacts found) {
    for (DeployableTemplate other : DeployableTemplate.values()) {
      if (other != template && found.parameters().containsKey(other.parameterOfItsOwn())) {
        throw new UsageProblem(
            switch (other) {
              case CONNECTOR ->
                  "Stack %s is a connector, so it stays as it is: leave --hub out to deploy it, or choose another --stack."
                      .formatted(name);
              case HUB ->
                  "Stack %s is a hub, so it stays as it is: add --hub to deploy it, or choose another --stack."
                      .formatted(name);
            });
      }
    }
    for (String parameter :
        List.of(DeployableParameters.CODE_PREFIX, template.parameterOfItsOwn())) {
      if (!found.parameters().containsKey(parameter)) {
        throw foreign("parameter " + parameter);
      }
    }
  }

  /** Only one that has been created has outputs. */
  private void requireWithOutput(StackFacts found) {
    if (!found.outputs().containsKey(template.outputOfItsOwn())) {
      throw foreign("output " + template.outputOfItsOwn());
    }
  }

  private UsageProblem foreign(String missing) {
    return new UsageProblem(
        "Stack %s was not deployed from %s (it has no %s), so it stays as it is; a CDK app is updated with npx aws-cdk deploy. To deploy beside it, choose another --stack."
            .formatted(name, template.file(), missing));
  }
}
