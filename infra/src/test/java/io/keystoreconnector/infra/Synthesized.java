package io.keystoreconnector.infra;

import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** Stacks with a connector, synthesized for tests. */
final class Synthesized {

  static final String STORE = "cks-1234567890abcdef0";
  static final String OTHER_STORE = "cks-0fedcba0987654321";
  static final String CLUSTER = "cluster-2a3b4c5d6e7";
  static final String SECRET =
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:kmsuser-AbCdEf";
  static final String KEY =
      "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  private Synthesized() {}

  static Template smallest() {
    return template(KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(STORE)).build());
  }

  static KeyStoreConnectorProps everything() {
    return KeyStoreConnectorProps.forKeyStores(
            ManagedKeyStore.of(STORE)
                .withUpdate(Map.of("keyStorePasswordSecretId", SECRET))
                .withSecretKey(KEY)
                .allowAddHsm()
                .allowDisconnectOnDelete()
                .connectWhenHsmCreatedIn(CLUSTER),
            ManagedKeyStore.of(OTHER_STORE))
        .schedule(
            ConnectionSchedule.of("morning", STORE, "cron(0 6 ? * MON-FRI *)")
                .in("Europe/Berlin")
                .asking(Map.of("whenDisconnected", "LEAVE"))
                .expectingSuccessWithin(java.time.Duration.ofDays(3)))
        .email("oncall@example.com")
        .noticeDisconnects()
        .runbookUrl("https://example.com/runbook")
        .build();
  }

  static Template template(KeyStoreConnectorProps props) {
    return template((stack, id) -> new KeyStoreConnector(stack, id, props).addOutputs());
  }

  static Template template(BiConsumer<Stack, String> contents) {
    Stack stack = stack();
    contents.accept(stack, "Connector");
    return Template.fromStack(stack);
  }

  static Stack stack() {
    App app = new App(AppProps.builder().analyticsReporting(false).build());
    return new Stack(app, "KeyStores");
  }
}
