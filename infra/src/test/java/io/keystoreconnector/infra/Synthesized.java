package io.keystoreconnector.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.github.cdklabs.cdknag.NagPack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Stacks with a connector, each synthesized once for all tests, with cdk-nag looking on. */
enum Synthesized {
  /** One key store, and nothing that can be left out. */
  SMALLEST,
  /** All that can be asked for. */
  EVERYTHING,
  /** All that can be set otherwise than by default. */
  TUNED,
  /** The template with parameters. */
  PLAIN;

  static final String STORE = "cks-1234567890abcdef0";
  static final String OTHER_STORE = "cks-0fedcba0987654321";
  static final String CLUSTER = "cluster-2a3b4c5d6e7";
  static final String SECRET =
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:kmsuser-AbCdEf";
  static final String KEY =
      "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  /** The folder of the whole project. */
  static final Path ROOT = Path.of(System.getProperty("connector.root", ".."));

  /** The template, as it would be deployed. */
  CloudTemplate template() {
    return Objects.requireNonNull(Once.TEMPLATES.get(this));
  }

  /** The stack, for what cdk-nag has left in it. */
  Stack stack() {
    return Objects.requireNonNull(Once.STACKS.get(this));
  }

  static List<CloudTemplate> all() {
    return List.of(SMALLEST.template(), EVERYTHING.template(), TUNED.template(), PLAIN.template());
  }

  static App app() {
    return new App(
        AppProps.builder()
            .analyticsReporting(false)
            .context(Map.of("aws:cdk:enable-path-metadata", true))
            .build());
  }

  private Stack in(App app) {
    if (this == PLAIN) {
      return new ConnectorTemplate(app, name());
    }
    Stack stack = new Stack(app, name());
    KeyStoreConnector connector = new KeyStoreConnector(stack, "Connector", props(stack));
    connector.addOutputs();
    if (this == EVERYTHING) {
      var _ = connector.connect(stack, "Connection", connection());
    }
    return stack;
  }

  private KeyStoreConnectorProps props(Stack stack) {
    return switch (this) {
      case SMALLEST -> KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(STORE)).build();
      case TUNED -> tuned(stack);
      default -> everything();
    };
  }

  /** The request of the connection in {@link #EVERYTHING}. */
  static Map<String, Object> connection() {
    return Map.of(
        "customKeyStoreId",
        STORE,
        "update",
        Map.of("keyStorePasswordSecretId", SECRET, "when", "BEFORE_CONNECT"),
        "maxAttempts",
        2,
        "addHsm",
        true,
        "disconnectOnDelete",
        true);
  }

  private static KeyStoreConnectorProps everything() {
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
                .expectingSuccessWithin(Duration.ofDays(3)))
        .schedule(
            ConnectionSchedule.of("often", OTHER_STORE, "rate(2 hours)")
                .flexibleBy(Duration.ofMinutes(15))
                .expectingSuccessWithin(Duration.ofHours(5)))
        .email("oncall@example.com")
        .noticeDisconnects()
        .runbookUrl("https://example.com/runbook")
        .build();
  }

  private static KeyStoreConnectorProps tuned(Stack stack) {
    return KeyStoreConnectorProps.forKeyStores(
            ManagedKeyStore.of(STORE)
                .withUpdate(
                    Map.of("xksProxyAuthenticationCredentialSecretId", "payments/proxy-login")))
        .schedule(ConnectionSchedule.of("daily", STORE, "rate(1 day)"))
        .noticeDisconnects()
        .logRetention(RetentionDays.ONE_YEAR)
        .permissionsBoundary(
            ManagedPolicy.fromManagedPolicyArn(
                stack, "Boundary", "arn:aws:iam::111122223333:policy/boundary"))
        .logKey(Key.fromKeyArn(stack, "LogKey", KEY))
        .topicKey(Key.fromKeyArn(stack, "TopicKey", KEY))
        .journalKey(Key.fromKeyArn(stack, "JournalKey", KEY))
        .eventBusName("platform")
        .runbookUrl("https://example.com/runbook")
        .memoryMegabytes(1024)
        .snapStart()
        .build();
  }

  /** One App, one synthesis: that is what costs time. */
  private static final class Once {
    static final Map<Synthesized, Stack> STACKS = new java.util.EnumMap<>(Synthesized.class);
    static final Map<Synthesized, CloudTemplate> TEMPLATES =
        new java.util.EnumMap<>(Synthesized.class);

    static {
      App app = app();
      for (Synthesized each : values()) {
        STACKS.put(each, each.in(app));
      }
      for (NagPack pack :
          List.of(
              AwsSolutionsChecks.Builder.create().reports(false).build(),
              NIST80053R5Checks.Builder.create().reports(false).build())) {
        Aspects.of(app).add(pack);
      }
      CloudAssembly assembly = app.synth();
      for (Synthesized each : values()) {
        TEMPLATES.put(each, read(Path.of(assembly.getDirectory(), each + ".template.json")));
      }
    }

    private static CloudTemplate read(Path file) {
      try {
        return CloudTemplate.parse(Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
