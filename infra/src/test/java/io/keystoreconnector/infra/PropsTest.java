package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.events.EventBus;

class PropsTest {

  private static final String STORE = Synthesized.STORE;

  @ParameterizedTest
  @MethodSource("bad")
  void whatCannotBeDeployedIsRefusedInOneSentence(Supplier<?> props, String sentence) {
    assertThatThrownBy(props::get).isInstanceOf(InvalidDeployment.class).hasMessage(sentence);
  }

  static Stream<Arguments> bad() {
    return Stream.concat(badStores(), Stream.concat(badSchedules(), badRest()));
  }

  private static Stream<Arguments> badStores() {
    return Stream.of(
        row(() -> ManagedKeyStore.of("cks-*"), entry("cks-*")),
        row(() -> ManagedKeyStore.of("cks-ABC"), entry("cks-ABC")),
        row(() -> ManagedKeyStore.of("**"), entry("**")),
        row(() -> ManagedKeyStore.of("prod-**"), entry("prod-**")),
        row(() -> ManagedKeyStore.of("prod,test"), entry("prod,test")),
        row(() -> ManagedKeyStore.of("prod=test"), entry("prod=test")),
        row(() -> ManagedKeyStore.of(" prod"), entry(" prod")),
        row(() -> ManagedKeyStore.of("none"), entry("none")),
        row(() -> ManagedKeyStore.of("all"), entry("all")),
        row(() -> ManagedKeyStore.of(""), entry("")),
        row(() -> props(store()).deny("*").build(), denied("*")),
        row(() -> props(store()).deny("").build(), denied("")),
        row(() -> props(store()).deny("cks-*").build(), denied("cks-*")),
        row(
            () -> props(store()).deny(STORE).build(),
            "keyStores and deniedKeyStores must not both contain cks-1234567890abcdef0."),
        row(
            () -> props(store()).deny("hr").deny("hr").build(),
            "an entry of deniedKeyStores must be unique, but is used twice: hr."),
        row(
            () -> ManagedKeyStore.of("prod-*").withCanaryKey(Synthesized.KEY),
            "canaryKeyArn and hsmCluster of key store prod-* must be left out: they need the id of"
                + " one key store."),
        row(
            () -> ManagedKeyStore.of("*").connectWhenHsmCreatedIn(Synthesized.CLUSTER),
            "canaryKeyArn and hsmCluster of key store * must be left out: they need the id of one"
                + " key store."),
        row(
            () -> props(ManagedKeyStore.of("prod-*")).schedule(schedule("rate(1 day)")).build(),
            "keyStoreId of schedule a must be one of the deployment's key stores, not"
                + " cks-1234567890abcdef0."),
        row(
            () ->
                connect(
                    props(ManagedKeyStore.of("prod-*")),
                    Map.of("customKeyStoreId", STORE, "addHsm", true)),
            "addHsm in the request of connection B needs addHsm on a key store that it may mean."),
        row(
            () -> store().withUpdate(Map.of("cloudHsmClusterId", "payments")),
            "The request of key store cks-1234567890abcdef0: update.cloudHsmClusterId must be a"
                + " cluster id such as cluster-2a3b4c5d6e7 (cluster- and 11 to 16 letters or digits"
                + " 2 to 7)."),
        row(
            () -> store().withUpdate(Map.of("passwordTold", true)),
            told("key store cks-1234567890abcdef0")),
        row(
            () -> store().withSecretKey(Synthesized.KEY),
            "secretKeyArn of key store cks-1234567890abcdef0 needs a secret in update, which the"
                + " key encrypts."),
        row(
            () -> withSecret().withSecretKey("alias/mine"),
            "secretKeyArn of key store cks-1234567890abcdef0 must be the ARN of a KMS key, such as"
                + " arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab,"
                + " not \"alias/mine\"."),
        row(
            () -> store().connectWhenHsmCreatedIn("cluster-1"),
            "hsmCluster of key store cks-1234567890abcdef0 must be a cluster id such as"
                + " cluster-2a3b4c5d6e7, not \"cluster-1\"."));
  }

  private static String entry(String value) {
    return "the id of a key store must be an id such as cks-1234567890abcdef0, a name such as"
        + " payments, a pattern of names such as prod-*, or * for every key store, not \""
        + value
        + "\".";
  }

  private static String denied(String value) {
    return "an entry of deniedKeyStores must be an id such as cks-1234567890abcdef0, a name such as"
        + " payments, or a pattern of names such as prod-hr*, not \""
        + value
        + "\".";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payments",
        "prod-*",
        "*-eu",
        "p*d*1",
        "*",
        "prod payments",
        "team/prod",
        "none-of-it",
        "al"
      })
  void aKeyStoreMayBeGivenByItsNameOrAPatternOfNames(String entry) {
    assertThat(props(ManagedKeyStore.of(entry)).build().keyStores()).hasSize(1);
  }

  private static Stream<Arguments> badSchedules() {
    return Stream.of(
        row(
            () -> asking(withSecret(), Map.of("keyStorePasswordSecretId", "other")),
            "update.keyStorePasswordSecretId in the request of schedule a must be allowed by update"
                + " of key store cks-1234567890abcdef0."),
        row(
            () -> asking(withSecret(), Map.of("cloudHsmClusterId", Synthesized.CLUSTER)),
            "update.cloudHsmClusterId in the request of schedule a must be allowed by update of key"
                + " store cks-1234567890abcdef0."),
        row(() -> schedule("rate(1 day)").asking(Map.of("passwordTold", true)), told("schedule a")),
        row(
            () -> schedule("rate(1 day)").asking(Map.of("passwordTold", Aws.STACK_NAME)),
            told("schedule a")),
        row(
            () -> ConnectionSchedule.of("every morning", STORE, "rate(1 day)"),
            "the name of a schedule must be 1 to 40 letters, digits, hyphens, dots or underscores,"
                + " not \"every morning\"."),
        row(
            () -> ConnectionSchedule.of(Aws.STACK_NAME, STORE, "rate(1 day)"),
            "the name of a schedule must be known before the deployment, because it names a"
                + " construct."),
        row(() -> schedule("daily"), expression("daily")),
        row(() -> schedule("cron(0 6 * * *)"), expression("cron(0 6 * * *)")),
        row(() -> schedule("cron(0 6 * * MON-FRI *)"), expression("cron(0 6 * * MON-FRI *)")),
        row(
            () -> schedule("rate(1 day)").in("Berlin"),
            "timeZone of schedule a must be a name such as Europe/Berlin, not \"Berlin\"."),
        row(
            () -> schedule("rate(1 day)").in("+02:00"),
            "timeZone of schedule a must be a name such as Europe/Berlin, not \"+02:00\"."),
        row(
            () -> schedule("rate(1 day)").asking(nothing("update")),
            "update of the request of schedule a must not be null; leave the field out."),
        row(
            () -> schedule("rate(1 day)").asking(Map.of("update", nothing("cloudHsmClusterId"))),
            "update.cloudHsmClusterId of the request of schedule a must not be null; leave the"
                + " field out."),
        row(
            () -> connector(props(store()).schedule(named("Role"))),
            "the name of a schedule must not be Role, which names a part of the connector."),
        row(
            () -> connector(props(store()).schedule(named("Groups"))),
            "the name of a schedule must not be Groups, which names a part of the connector."),
        row(
            () -> schedule("rate(1 day)").asking(Map.of("customKeyStoreId", STORE)),
            "request of schedule a must not name a key store; keyStoreId or keyStores does."),
        row(
            () -> fleet(List.of("*")).asking(Map.of("keyStores", List.of("*"))),
            "request of schedule a must not name a key store; keyStoreId or keyStores does."),
        row(() -> fleet(List.of()), "schedule a must have either keyStoreId or keyStores."),
        row(
            () -> fleet(List.of("*")).expectingSuccessWithin(Duration.ofDays(8)),
            "successWithin of schedule a must be from 1 minute to 7 days."),
        row(
            () ->
                props(store()).schedule(fleet(List.of("*")).asking(Map.of("addHsm", true))).build(),
            "addHsm in the request of schedule a needs addHsm on a key store."),
        row(
            () ->
                props(store().withUpdate(Map.of("keyStorePasswordSecretId", "a/kmsuser")))
                    .schedule(
                        fleet(List.of("*"))
                            .asking(
                                Map.of(
                                    "update", Map.of("keyStorePasswordSecretId", "{name}/other"))))
                    .build(),
            "update.keyStorePasswordSecretId in the request of schedule a must be allowed by update"
                + " of a key store."),
        row(
            () -> props(store()).schedule(fleet(List.of("prod-*"))).withoutFleet().build(),
            "schedule a names several key stores, which needs fleet to be true."),
        row(
            () -> props(store()).schedule(fleet(List.of("prod-*", "cks-2"))).build(),
            "keyStores of schedule a must name only the deployment's key stores, not cks-2."),
        row(
            () ->
                props(store())
                    .schedule(
                        fleet(List.of("*"))
                            .asking(
                                Map.of("update", Map.of("keyStorePasswordSecretId", "kmsuser"))))
                    .build(),
            "The request of schedule a: update.keyStorePasswordSecretId must be a string with"
                + " {name} or {id} in it, because a secret belongs to one key store."),
        row(() -> fleet(List.of("*")).asking(Map.of("passwordTold", true)), told("schedule a")),
        row(
            () -> schedule("rate(1 day)").flexibleBy(Duration.ofSeconds(30)),
            "flexibleWindow of schedule a must be from 1 minute to 1 day."),
        row(
            () -> schedule("rate(1 day)").expectingSuccessWithin(Duration.ofDays(8)),
            "successWithin of schedule a must be from 1 minute to 7 days."),
        row(
            () ->
                props(store())
                    .schedule(schedule("rate(1 day)"))
                    .schedule(schedule("rate(2 days)"))
                    .build(),
            "the name of a schedule must be unique, but is used twice: a."),
        row(
            () ->
                props(ManagedKeyStore.of(Synthesized.OTHER_STORE))
                    .schedule(schedule("rate(1 day)"))
                    .build(),
            "keyStoreId of schedule a must be one of the deployment's key stores, not"
                + " cks-1234567890abcdef0."),
        row(
            () ->
                props(store())
                    .schedule(schedule("rate(1 day)").asking(Map.of("addHsm", true)))
                    .build(),
            "addHsm in the request of schedule a needs addHsm on key store"
                + " cks-1234567890abcdef0."),
        row(
            () -> store().withUpdate(nothing("keyStorePasswordSecretId")),
            "update.keyStorePasswordSecretId of key store cks-1234567890abcdef0 must not be null;"
                + " leave the field out."),
        row(
            () ->
                props(store())
                    .schedule(schedule("rate(1 day)").asking(Map.of("pollSeconds", 1)))
                    .build(),
            "The request of schedule a: pollSeconds must be a whole number from 5 to 60."));
  }

  /** A key store with that name may have any id. */
  @Test
  void aFleetMayNameAnyIdIfTheDeploymentNamesAKeyStoreByItsName() {
    assertThat(
            props(store(), ManagedKeyStore.of("prod-*"))
                .schedule(fleet(List.of("cks-2")))
                .build()
                .schedules())
        .hasSize(1);
  }

  private static ConnectionSchedule fleet(List<String> keyStores) {
    return ConnectionSchedule.ofFleet("a", keyStores, "rate(1 day)");
  }

  private static String expression(String value) {
    return "expression of schedule a must be rate(1 day) or cron(0 6 ? * MON-FRI *), with the six"
        + " fields of EventBridge Scheduler, of which exactly one of day-of-month and day-of-week"
        + " is ?, not \""
        + value
        + "\".";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(0 6 * * ? *)",
        "cron(0 6 ? * 2-6 *)",
        "cron(0/15 8-17 ? * mon-fri *)",
        "cron(30 23 L * ? *)",
        "cron(0,30 6,18 1,15W JAN-MAR,9 ? 2026-2030)",
        "cron(0 6 ? * 6L *)",
        "cron(0 6 ? */2 MON#1 *)",
        "rate(5 minutes)"
      })
  void whatEventBridgeSchedulerTakesIsTaken(String expression) {
    assertThat(schedule(expression).expression()).isEqualTo(expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron(0 6 * * * *)",
        "cron(0 6 * * MON-FRI *)",
        "cron(0 6 ? * ? *)",
        "cron(* ? * * * *)",
        "cron(0 6 ? ? MON *)",
        "cron(99 6 ? * MON-FRI *)",
        "cron(0 24 ? * MON-FRI *)",
        "cron(0 6 32 * ? *)",
        "cron(0 6 1 13 ? *)",
        "cron(0 6 ? * MON-FRY *)",
        "cron(0 6 ? * MON-FRI 1969)",
        "rate(0 days)"
      })
  void whatEventBridgeSchedulerRefusesIsRefusedBefore(String expression) {
    assertThatThrownBy(() -> schedule(expression)).hasMessage(expression(expression));
  }

  private static String told(String what) {
    return "passwordTold in the request of "
        + what
        + " must be left out: it is a person's confirmation that KMS now has the right password of"
        + " kmsuser, which an automatic start cannot give.";
  }

  private static ManagedKeyStore[] many(int stores, String secret) {
    return IntStream.range(0, stores)
        .mapToObj(
            i ->
                ManagedKeyStore.of("cks-1234567890abcde%02d".formatted(i))
                    .withUpdate(Map.of("keyStorePasswordSecretId", secret)))
        .toArray(ManagedKeyStore[]::new);
  }

  /**
   * By its name, its ARN, the ARN without its suffix, or a token: what the functions accept as the
   * same secret.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kmsuser",
        "arn:aws:secretsmanager:eu-central-1:111122223333:secret:kmsuser",
        Synthesized.SECRET
      })
  void aScheduleNamesItsSecretInAnyWay(String secret) {
    assertThat(asking(withSecret(), Map.of("keyStorePasswordSecretId", secret)).schedules())
        .hasSize(1);
    assertThat(asking(withSecret(), Map.of("keyStorePasswordSecretId", Aws.STACK_NAME)).schedules())
        .hasSize(1);
  }

  private static KeyStoreConnectorProps asking(ManagedKeyStore store, Map<String, Object> update) {
    return props(store).schedule(schedule("rate(1 day)").asking(Map.of("update", update))).build();
  }

  /** Two lists of ids and two of pairs share the 4 KB that Lambda has for them. */
  @Test
  void asManyKeyStoresFitAsLambdaHasRoomFor() {
    Template.fromStack(
        new KeyStoreConnector(stack(), "A", props(many(28, Synthesized.SECRET)).build())
            .stateMachine()
            .getStack());
    Template.fromStack(
        new KeyStoreConnector(stack(), "A", props(many(70, "kmsuser")).build())
            .stateMachine()
            .getStack());
  }

  private static Stream<Arguments> badRest() {
    return Stream.of(
        row(
            () ->
                new KeyStoreConnector(stack(), "A", props(store()).build())
                    .connect(
                        stack(),
                        "B",
                        Map.of(
                            "customKeyStoreId",
                            STORE,
                            "update",
                            Map.of("keyStorePasswordSecretId", "kmsuser"))),
            "update.keyStorePasswordSecretId in the request of connection B must be allowed by"
                + " update of key store cks-1234567890abcdef0."),
        row(
            () -> new FunctionNetwork(List.of("subnet-0123456789abcdef0"), List.of()),
            "securityGroupIds must have 1 to 5 ids; subnets and security groups are given"
                + " together."),
        row(
            () -> new FunctionNetwork(List.of("vpc-1"), List.of("sg-0123456789abcdef0")),
            "an id in subnetIds must be an id such as subnet-0123456789abcdef0, not \"vpc-1\"."),
        row(
            () -> connect(props(store()), Map.of("customKeyStoreId", Synthesized.OTHER_STORE)),
            "customKeyStoreId of connection B must be one of the deployment's key stores, not"
                + " cks-0fedcba0987654321."),
        row(
            () -> connect(props(store()), Map.of("customKeyStoreId", STORE, "addHsm", true)),
            "addHsm in the request of connection B needs addHsm on key store"
                + " cks-1234567890abcdef0."),
        row(
            () ->
                connect(
                    props(store(), ManagedKeyStore.of(Synthesized.OTHER_STORE)),
                    Map.of("customKeyStoreName", "payments", "addHsm", true)),
            "addHsm in the request of connection B needs addHsm on a key store that it may mean."),
        row(
            () ->
                connect(
                    props(store().allowAddHsm()),
                    Map.of("customKeyStoreId", STORE, "disconnectOnDelete", true)),
            "disconnectOnDelete in the request of connection B needs disconnectOnDelete on key"
                + " store cks-1234567890abcdef0."),
        row(
            () -> connect(props(store()).withoutFleet(), Map.of("keyStores", List.of("*"))),
            "connection B names several key stores, which needs fleet to be true."),
        row(
            () -> connect(props(store()), Map.of("keyStores", List.of("prod-*", "cks-2"))),
            "keyStores of connection B must name only the deployment's key stores, not cks-2."),
        row(
            () -> connect(props(store()), Map.of("keyStores", List.of("*"), "addHsm", true)),
            "addHsm in the request of connection B needs addHsm on a key store."),
        row(
            () -> connection(Map.of("keyStores", List.of())),
            "The request of connection A: keyStores must be a list of 1 to 100 ids, names or"
                + " patterns such as prod-*, each a string of 1 to 256 characters with no control"
                + " characters."),
        row(
            () -> connection(Map.of("keyStores", List.of("*"), "disconnectOnDelete", true)),
            "disconnectOnDelete of connection A must be left out with keyStores: several key stores"
                + " are left as they are when the connection is deleted."),
        row(
            () -> connection(Map.of("keyStores", List.of("*"), "whenDisconnected", "LEAVE")),
            "dryRun and whenDisconnected LEAVE of connection A must be left out: a stack waits"
                + " until the key store is CONNECTED."),
        row(
            () -> connection(Map.of("keyStores", List.of("*"), "passwordTold", true)),
            told("connection A")),
        row(
            () -> connection(nothing("disconnectOnDelete")),
            "disconnectOnDelete of the request of connection A must not be null; leave the field"
                + " out."),
        row(
            () -> new KeyStoreConnector(stack(), "My connector!", props(store()).build()),
            "the id of a connector, with the ids of the constructs around it, must be 1 to 100"
                + " letters, digits, dots, hyphens, underscores or number signs, not"
                + " \"My connector!\"."),
        row(
            () -> connector(props(store()).eventBusName(busArn())),
            "eventBusName must be the name of an event bus, not its ARN."),
        row(
            () -> connector(props(store()).eventBusName("arn:aws:events:" + Aws.REGION)),
            "eventBusName must be the name of an event bus, not its ARN."),
        row(
            () -> props(store()).email("a@example.com").email("a@example.com").build(),
            "an e-mail address must be unique, but is used twice: a@example.com."),
        row(
            () -> new KeyStoreConnector(stack(), "A", props(many(50, Synthesized.SECRET)).build()),
            "The environment of the functions would have 5900 bytes (MANAGED_KEY_STORES 1123,"
                + " DENIED_KEY_STORES 27, ADD_HSM_KEY_STORES 28, KEY_STORE_SECRETS 4672,"
                + " KEY_STORE_SETTINGS 28, CANARY_KEYS 21), but Lambda allows 4096: give secrets by"
                + " name instead of by ARN, or put some of the key stores into another"
                + " deployment."),
        row(
            () -> connection(Map.of("customKeyStoreId", STORE, "passwordTold", false)),
            told("connection A")),
        row(
            () -> props(store(), store()).build(),
            "the id of a key store must be unique, but is used twice: cks-1234567890abcdef0."),
        row(
            () -> props(store()).email("oncall").build(),
            "an e-mail address must be an address such as oncall@example.com, not \"oncall\"."),
        row(
            () -> props(store()).memoryMegabytes(128).build(),
            "memoryMegabytes must be from 256 to 3008."),
        row(
            () -> props(store()).watchMinutes(61).build(),
            "watchMinutes must be from 1 to 60, or 0 for no watch."),
        row(
            () -> props(store()).watchMinutes(-1).build(),
            "watchMinutes must be from 1 to 60, or 0 for no watch."),
        row(
            () ->
                ManagedKeyStore.of(Synthesized.STORE)
                    .withUpdate(Map.of("keyStorePasswordSecretId", "connector/{name}/kmsuser")),
            "update.keyStorePasswordSecretId of key store cks-1234567890abcdef0 must be the name or"
                + " ARN of one secret: {name} and {id} are for key stores that are given by a name"
                + " or a pattern."),
        row(
            () ->
                ManagedKeyStore.of("prod-*")
                    .withUpdate(Map.of("keyStorePasswordSecretId", "{name}-kmsuser")),
            "update.keyStorePasswordSecretId of key store prod-* must be a name that begins with a"
                + " folder, such as connector/{name}/kmsuser, not \"{name}-kmsuser\"."),
        row(
            () -> props(store()).runOnFailed().watchMinutes(0).build(),
            "runOnFailed needs the watch: watchMinutes must not be 0."),
        row(
            () -> new ExpectedState("MON-FRI 7:00-20:00 Europe/Berlin"),
            "expected must be CONNECTED, DISCONNECTED, or hours such as MON-FRI 07:00-20:00"
                + " Europe/Berlin, not \"MON-FRI 7:00-20:00 Europe/Berlin\"."),
        row(
            () -> new ExpectedState("MON-FRI 07:00-20:00 Europe/Nowhere"),
            "expected must be CONNECTED, DISCONNECTED, or hours such as MON-FRI 07:00-20:00"
                + " Europe/Berlin, not \"MON-FRI 07:00-20:00 Europe/Nowhere\"."),
        row(
            () -> props(store()).watchMinutes(60).build(),
            "notConnectedMinutes must be from watchMinutes to 720."),
        row(
            () -> props(store()).notConnectedMinutes(721).build(),
            "notConnectedMinutes must be from watchMinutes to 720."),
        row(
            () -> props(store()).proxyCredentialDays(0).build(),
            "proxyCredentialDays must be from 1 to 3650."),
        row(
            () -> props(store()).proxyCredentialDays(3651).build(),
            "proxyCredentialDays must be from 1 to 3650."),
        row(
            () -> props(store()).eventBusName("arn:aws:events:eu-central-1:1:event-bus/a").build(),
            "eventBusName must be the name of an event bus, not an ARN, such as default, not"
                + " \"arn:aws:events:eu-central-1:1:event-bus/a\"."),
        row(
            () -> props(store()).runbookUrl("https://example.com/#a").build(),
            "runbookUrl must be a URL that begins with http and has no anchor, not"
                + " \"https://example.com/#a\"."),
        row(
            () -> props(store()).responseHost("https://example.com/a").build(),
            "an origin in responseHosts must be https:// and a host without a path, such as"
                + " https://bucket.s3.eu-central-1.amazonaws.com, not \"https://example.com/a\"."),
        row(
            () -> new KeyStoreConnector(stack(), "A", props().build()),
            "keyStores must name at least one key store that the connector may act on."),
        row(
            () -> connection(Map.of("customKeyStoreId", STORE, "dryRun", true)),
            "dryRun and whenDisconnected LEAVE of connection A must be left out: a stack waits"
                + " until the key store is CONNECTED."),
        row(
            () -> connection(Map.of("customKeyStoreId", STORE, "disconnectOnDelete", "yes")),
            "disconnectOnDelete of connection A must be true or false."),
        row(
            () -> connection(Map.of()),
            "The request of connection A: Exactly one of customKeyStoreId and customKeyStoreName"
                + " must be given."));
  }

  /** A name may be that of any key store, and a token too: one of them must allow it. */
  @Test
  void aConnectionMayAskForWhatTheKeyStoreAllowsThatItMayMean() {
    KeyStoreConnectorProps.Builder props =
        props(ManagedKeyStore.of(Synthesized.OTHER_STORE), store().allowAddHsm());
    assertThat(connect(props, Map.of("customKeyStoreName", "payments", "addHsm", true)))
        .isNotNull();
    assertThat(connect(props, Map.of("customKeyStoreId", Aws.STACK_NAME, "addHsm", true)))
        .isNotNull();
    assertThat(
            connect(
                props(ManagedKeyStore.of(Lazy.string(() -> STORE))),
                Map.of("customKeyStoreId", STORE)))
        .isNotNull();
  }

  @Test
  void functionsRunInTheVpcThatTheyAreGiven() {
    Stack stack = stack();
    new KeyStoreConnector(
        stack,
        "A",
        props(store())
            .network(
                new FunctionNetwork(
                    List.of("subnet-0123456789abcdef0"), List.of("sg-0123456789abcdef0")))
            .build());
    Template.fromStack(stack)
        .allResourcesProperties(
            "AWS::Lambda::Function",
            Map.of(
                "VpcConfig",
                Map.of(
                    "SubnetIds",
                    List.of("subnet-0123456789abcdef0"),
                    "SecurityGroupIds",
                    List.of("sg-0123456789abcdef0"))));
  }

  /** The aliases point to versions, and a version keeps the network with which it was published. */
  @Test
  void anotherNetworkMakesNewVersions() {
    assertThat(versions(null))
        .hasSize(7)
        .doesNotContainAnyElementsOf(versions("subnet-0123456789abcdef0"));
    assertThat(versions("subnet-0123456789abcdef0"))
        .doesNotContainAnyElementsOf(versions("subnet-0fedcba9876543210"));
  }

  private static Set<String> versions(@Nullable String subnet) {
    Stack stack = stack();
    KeyStoreConnectorProps.Builder props = props(store());
    if (subnet != null) {
      props.network(new FunctionNetwork(List.of(subnet), List.of("sg-0123456789abcdef0")));
    }
    new KeyStoreConnector(stack, "A", props.build());
    return Template.fromStack(stack).findResources("AWS::Lambda::Version").keySet();
  }

  /** Six letters after a hyphen may be the random end of an ARN, or the end of a name. */
  @Test
  void anArnThatMayLackItsEndIsReadWithAndWithoutIt() {
    String arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:my-secret";
    Stack stack = stack();
    new KeyStoreConnector(
        stack, "A", props(store().withUpdate(Map.of("keyStorePasswordSecretId", arn))).build());
    assertThat(Template.fromStack(stack).toJSON().toString())
        .contains("Resource=[%s, %s-??????]".formatted(arn, arn));
  }

  /** What only the deployment knows is accepted as it is. */
  @Test
  void tokensPass() {
    Stack stack = stack();
    String id = Lazy.string(() -> STORE);
    ManagedKeyStore store =
        ManagedKeyStore.of(id)
            .withUpdate(Map.of("keyStorePasswordSecretId", Lazy.string(() -> Synthesized.SECRET)))
            .withSecretKey(Lazy.string(() -> Synthesized.KEY))
            .connectWhenHsmCreatedIn(Lazy.string(() -> Synthesized.CLUSTER));
    KeyStoreConnectorProps props =
        props(store)
            .schedule(ConnectionSchedule.of("a", id, "rate(1 day)"))
            .email(Lazy.string(() -> "oncall@example.com"))
            .runbookUrl(Lazy.string(() -> "https://example.com"))
            .build();
    KeyStoreConnector connector = new KeyStoreConnector(stack, "Connector", props);
    var _ = connector.connect(stack, "Connection", Map.of("customKeyStoreId", id));
    assertThat(Template.fromStack(stack).toJSON().toString())
        .contains(STORE, Synthesized.SECRET, Synthesized.KEY, Synthesized.CLUSTER);
  }

  /** Each table in the document lists the fields of its record, in order. */
  @ParameterizedTest
  @ValueSource(
      classes = {KeyStoreConnectorProps.class, ManagedKeyStore.class, ConnectionSchedule.class})
  void everyPropIsInTheDocument(Class<?> props) {
    List<String> documented =
        Document.of("deploy.md").under("#### `" + props.getSimpleName() + "`").rows().stream()
            .map(row -> Document.quoted(row.getFirst()).getFirst())
            .toList();
    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(props.getRecordComponents()).map(each -> each.getName()).toList());
  }

  private static Arguments row(Supplier<?> props, String sentence) {
    return Arguments.of(props, sentence);
  }

  private static Map<String, Object> nothing(String field) {
    Map<String, Object> fields = new HashMap<>();
    fields.put(field, null);
    return fields;
  }

  private static ConnectionSchedule named(String name) {
    return ConnectionSchedule.of(name, STORE, "rate(1 day)");
  }

  private static KeyStoreConnector connector(KeyStoreConnectorProps.Builder props) {
    return new KeyStoreConnector(stack(), "A", props.build());
  }

  private static KeyStoreConnection connect(
      KeyStoreConnectorProps.Builder props, Map<String, Object> request) {
    KeyStoreConnector connector = connector(props);
    return connector.connect(Stack.of(connector), "B", request);
  }

  /** As a program has it that creates the bus in the same app. */
  private static String busArn() {
    return new EventBus(stack(), "Bus").getEventBusArn();
  }

  private static ManagedKeyStore store() {
    return ManagedKeyStore.of(STORE);
  }

  private static ManagedKeyStore withSecret() {
    return store().withUpdate(Map.of("keyStorePasswordSecretId", Synthesized.SECRET));
  }

  private static ConnectionSchedule schedule(String expression) {
    return ConnectionSchedule.of("a", STORE, expression);
  }

  private static KeyStoreConnectorProps.Builder props(ManagedKeyStore... stores) {
    return KeyStoreConnectorProps.forKeyStores(stores);
  }

  private static KeyStoreConnection connection(Map<String, Object> request) {
    return new KeyStoreConnection(stack(), "A", "token", request);
  }

  private static Stack stack() {
    return new Stack(Synthesized.app(), "KeyStores");
  }
}
