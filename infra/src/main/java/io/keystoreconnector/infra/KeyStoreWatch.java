package io.keystoreconnector.infra;

import io.keystoreconnector.infra.FunctionCode.Jar;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The function that looks at all key stores every few minutes: docs/watch.md. */
final class KeyStoreWatch extends Construct {

  private static final String EXPECTED_STATES = "EXPECTED_STATES";

  private final Journal journal;
  private final SharedParts shared;
  private final ConnectorFunction watch;
  private final Rule schedule;

  KeyStoreWatch(Construct scope, String id, Journal journal, SharedParts shared) {
    super(scope, id);
    this.journal = journal;
    this.shared = shared;
    watch =
        new ConnectorFunction(
                this,
                "Watch",
                new ConnectorFunction.Spec(
                    Jar.WATCH,
                    "io.keystoreconnector.watch.WatchHandler",
                    "Looks at all key stores, and says in metrics and events what it sees.",
                    120,
                    Map.of(
                        "MANAGED_KEY_STORES",
                        shared.scope().keyStores(),
                        "DENIED_KEY_STORES",
                        shared.scope().denied(),
                        "CONNECTOR_NAME",
                        shared.name(),
                        "EVENT_BUS_NAME",
                        shared.props().eventBusName(),
                        EXPECTED_STATES,
                        ExpectedState.pairs(shared.props().keyStores()),
                        "JOURNAL_TABLE",
                        journal.tableName())),
                shared)
            .may(
                Grants.keyStores("SeeKeyStores", "kms:DescribeCustomKeyStores"),
                Grants.generateRandom(),
                Grants.describeClusters(),
                Grants.describeBackups(),
                publish());
    watch.alias().configureAsyncInvoke(OutcomeNotifier.again(shared.undelivered().queue()));
    schedule = schedule(shared.props().watchMinutes());
  }

  private Rule schedule(int minutes) {
    boolean always = shared.conditions().watch() == null;
    Rule rule =
        Rule.Builder.create(this, "Schedule")
            .description("It is time to look at all key stores.")
            .schedule(Schedule.rate(Duration.minutes(minutes)))
            .targets(
                List.of(
                    LambdaFunction.Builder.create(watch.alias())
                        .event(RuleTargetInput.fromObject(Map.of()))
                        .deadLetterQueue(shared.undelivered().ofRule(always))
                        .retryAttempts(24)
                        .maxEventAge(Duration.hours(1))
                        .build()))
            .build();
    if (!always) {
      shared.undelivered().receiveFrom(rule);
    }
    return rule;
  }

  private PolicyStatement publish() {
    return OutcomeNotifier.publish(
        this,
        shared.props(),
        "PublishEvents",
        List.of("Key Store State Changed", "Key Store Inventory"));
  }

  /**
   * Puts all of it under its condition, and adds its rights to what may have a key; the last that
   * is done to it.
   */
  void complete() {
    Conditions conditions = shared.conditions();
    Conditions.apply(conditions.watch(), this);
    journal.grantWatch(watch, conditions.watchAndJournalKey());
    shared.undelivered().letUseKey(watch, conditions.watchAndQueueKey());
  }

  ConnectorFunction function() {
    return watch;
  }

  Rule schedule() {
    return schedule;
  }

  /** Tells the function what only the deployment knows of the states that are expected. */
  void expect(String pairs) {
    ((CfnResource) watch.function().getNode().getDefaultChild())
        .addPropertyOverride("Environment.Variables." + EXPECTED_STATES, pairs);
  }
}
