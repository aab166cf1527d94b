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
import java.util.Set;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Stacks with a connector, each synthesized once for all tests, with cdk-nag checking. */
enum Synthesized {
  /** One key store, and nothing optional. */
  SMALLEST,
  /** Everything that can be requested. */
  EVERYTHING,
  /** Everything that can differ from the default. */
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

  static final String HUB_BUS = "arn:aws:events:eu-west-1:111122223333:event-bus/connector-hub-Hub";
  static final String HUB_SINK =
      "arn:aws:oam:eu-west-1:111122223333:sink/1234abcd-12ab-34cd-56ef-1234567890ab";

  private static final Set<String> FINDING_TYPES = Set.of("aws:cdk:error", "aws:cdk:warning");

  /** The folder of the whole project. */
  static final Path ROOT = Path.of(System.getProperty("connector.root", ".."));

  /** The template, as it would be deployed. */
  CloudTemplate template() {
    return Objects.requireNonNull(Once.TEMPLATES.get(this));
  }

  /** The errors and warnings of CDK and cdk-nag. */
  List<String> findings() {
    return Objects.requireNonNull(Once.FINDINGS.get(this));
  }

  /** The errors and warnings that a synthesis has left for a stack, each with its place. */
  static List<String> findings(CloudAssembly assembly, String stack) {
    return Json.parse(read(assembly, stack + ".metadata.json")).entrySet().stream()
        .flatMap(
            place ->
                Json.list(place.getValue()).stream()
                    .filter(entry -> FINDING_TYPES.contains(Json.at(entry, "type")))
                    .map(
                        entry ->
                            "%s %s: %s"
                                .formatted(
                                    Json.at(entry, "type"),
                                    place.getKey(),
                                    Json.at(entry, "data"))))
        .toList();
  }

  private static String read(CloudAssembly assembly, String file) {
    try {
      return Files.readString(Path.of(assembly.getDirectory(), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<CloudTemplate> all() {
    return List.of(SMALLEST.template(), EVERYTHING.template(), TUNED.template(), PLAIN.template());
  }

  static App app() {
    return new App(appProps().build());
  }

  private static AppProps.Builder appProps() {
    return AppProps.builder()
        .analyticsReporting(false)
        .stackTraces(false)
        .treeMetadata(false)
        .context(Map.of("aws:cdk:enable-path-metadata", true));
  }

  private void addTo(App app) {
    if (this == PLAIN) {
      new ConnectorTemplate(app, name());
      return;
    }
    Stack stack = new Stack(app, name());
    KeyStoreConnector connector = new KeyStoreConnector(stack, "Connector", props(stack));
    connector.addOutputs();
    if (this == EVERYTHING) {
      var _ = connector.connect(stack, "Connection", connection());
    }
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
                .connectWhenHsmCreatedIn(CLUSTER)
                .withCanaryKey(KEY),
            ManagedKeyStore.of(OTHER_STORE).expectDisconnected())
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
        .runOnFailed()
        .noticeDisconnects()
        .runbookUrl("https://example.com/runbook")
        .responseHost("https://*.s3.example.com")
        .responseHost("https://s3.example.org:8443")
        .hub(new HubConnection(HUB_BUS, HUB_SINK))
        .build();
  }

  private static KeyStoreConnectorProps tuned(Stack stack) {
    return KeyStoreConnectorProps.forKeyStores(
            ManagedKeyStore.of(STORE)
                .withUpdate(
                    Map.of("xksProxyAuthenticationCredentialSecretId", "payments/proxy-login"))
                .allowAddHsm()
                .expecting(new ExpectedState("MON-FRI 07:00-20:00 Europe/Berlin")))
        .runOnFailed()
        .schedule(ConnectionSchedule.of("daily", STORE, "rate(1 day)"))
        .schedule(
            ConnectionSchedule.ofFleet("nightly", List.of("prod-*", STORE), "cron(0 1 * * ? *)")
                .asking(
                    Map.of(
                        "whenDisconnected",
                        "LEAVE",
                        "addHsm",
                        true,
                        "update",
                        Map.of("xksProxyAuthenticationCredentialSecretId", "{name}/proxy-login")))
                .expectingSuccessWithin(Duration.ofDays(2)))
        .noticeDisconnects()
        .logRetention(RetentionDays.ONE_YEAR)
        .permissionsBoundary(
            ManagedPolicy.fromManagedPolicyArn(
                stack, "Boundary", "arn:aws:iam::111122223333:policy/boundary"))
        .logKey(Key.fromKeyArn(stack, "LogKey", KEY))
        .topicKey(Key.fromKeyArn(stack, "TopicKey", KEY))
        .journalKey(Key.fromKeyArn(stack, "JournalKey", KEY))
        .queueKey(Key.fromKeyArn(stack, "QueueKey", KEY))
        .eventBusName("platform")
        .runbookUrl("https://example.com/runbook")
        .network(
            new FunctionNetwork(
                List.of("subnet-0123456789abcdef0", "subnet-0fedcba9876543210"),
                List.of("sg-0123456789abcdef0")))
        .memoryMegabytes(1024)
        .watchMinutes(15)
        .notConnectedMinutes(40)
        .proxyCredentialDays(90)
        .snapStart()
        .build();
  }

  /** One App, one synthesis: that is what costs time. */
  private static final class Once {
    static final Map<Synthesized, List<String>> FINDINGS =
        new java.util.EnumMap<>(Synthesized.class);
    static final Map<Synthesized, CloudTemplate> TEMPLATES =
        new java.util.EnumMap<>(Synthesized.class);

    static {
      // Where the build checks them against CloudFormation's own rules.
      App app = new App(appProps().outdir("target/synthesized").build());
      for (Synthesized each : values()) {
        each.addTo(app);
      }
      for (NagPack pack :
          List.of(
              AwsSolutionsChecks.Builder.create().reports(false).build(),
              NIST80053R5Checks.Builder.create().reports(false).build())) {
        Aspects.of(app).add(pack);
      }
      CloudAssembly assembly = app.synth();
      for (Synthesized each : values()) {
        FINDINGS.put(each, findings(assembly, each.name()));
        TEMPLATES.put(each, CloudTemplate.parse(read(assembly, each + ".template.json")));
      }
    }
  }
}
