package io.keystoreconnector.infra.app;

import io.keystoreconnector.infra.ConnectionSchedule;
import io.keystoreconnector.infra.ExpectedState;
import io.keystoreconnector.infra.FunctionNetwork;
import io.keystoreconnector.infra.HubConnection;
import io.keystoreconnector.infra.KeyStoreConnectorProps;
import io.keystoreconnector.infra.ManagedKeyStore;
import io.keystoreconnector.json.JsonObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * The configuration file: {@link KeyStoreConnectorProps} as JSON. docs/deploy.md lists its fields.
 */
final class Configuration {

  private static final Pattern KEY_STORE_ID = Pattern.compile("cks-[0-9a-z]{1,60}");
  private static final Pattern STACK_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");
  private static final Pattern POLICY_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/.+");
  private static final Pattern KEY_ARN =
      Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+");

  private static final Pattern TOPIC_ARN =
      Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}");

  private final JsonObjectReader fields;
  private final String stackName;

  /**
   * The contents of the stack.
   *
   * @param connectOnDeploy the key stores for whose connection the stack waits
   */
  record Contents(KeyStoreConnectorProps props, List<ManagedKeyStore> connectOnDeploy) {}

  private record Store(ManagedKeyStore managed, boolean connectOnDeploy) {}

  private Configuration(JsonObjectReader fields) {
    this.fields = fields;
    this.stackName =
        Objects.requireNonNullElse(
            text(
                "stackName",
                STACK_NAME,
                "up to 128 letters, digits and hyphens, the first a letter"),
            "KeyStoreConnector");
  }

  /**
   * Reads a file.
   *
   * @throws InvalidConfiguration if it does not exist or does not contain a JSON object
   */
  static Configuration read(Path file) {
    try {
      return new Configuration(
          new JsonObjectReader(
              "", JSON.std.anyFrom(Files.readString(file)), new ConfigurationComplaints()));
    } catch (JacksonException e) {
      throw new InvalidConfiguration(file + " is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new InvalidConfiguration(
          "The configuration %s does not exist: copy infra/connector.example.json and enter your key stores, or name another file with -c config=FILE."
              .formatted(file));
    }
  }

  String stackName() {
    return stackName;
  }

  /**
   * The contents of the stack.
   *
   * @param scope the scope in which existing keys and policies are referenced
   * @throws InvalidConfiguration that names a field with a wrong type
   * @throws io.keystoreconnector.infra.InvalidDeployment that names a value that is not allowed
   */
  Contents contents(Construct scope) {
    List<Store> stores = fields.items("keyStores").stream().map(Configuration::keyStore).toList();
    List<ManagedKeyStore> connectOnDeploy =
        stores.stream().filter(Store::connectOnDeploy).map(Store::managed).toList();
    return new Contents(props(stores, scope), connectOnDeploy);
  }

  private KeyStoreConnectorProps props(List<Store> stores, Construct scope) {
    KeyStoreConnectorProps.Builder props =
        KeyStoreConnectorProps.forKeyStores(
            stores.stream().map(Store::managed).toArray(ManagedKeyStore[]::new));
    fields.texts("deniedKeyStores", List.of()).forEach(props::deny);
    fields.items("schedules").forEach(schedule -> props.schedule(schedule(schedule)));
    fields.texts("emails", List.of()).forEach(props::email);
    ifTrue(fields.flag("noticeDisconnects", false), props::noticeDisconnects);
    ifTrue(fields.flag("runOnFailed", false), props::runOnFailed);
    ifTrue(fields.flag("snapStart", false), props::snapStart);
    props.logRetention(retention(fields.text("logRetention", "SIX_MONTHS")));
    props.memoryMegabytes(number(fields, "memoryMegabytes", 512));
    props.watchMinutes(number(fields, "watchMinutes", 5));
    props.notConnectedMinutes(number(fields, "notConnectedMinutes", 30));
    ifTrue(!fields.flag("storeAlarms", true), props::withoutStoreAlarms);
    ifTrue(!fields.flag("serviceAlarms", true), props::withoutServiceAlarms);
    props.proxyCredentialDays(number(fields, "proxyCredentialDays", 365));
    ifTrue(!fields.flag("fleet", true), props::withoutFleet);
    hub(props);
    props.eventBusName(fields.text("eventBusName", "default"));
    ifGiven(fields.textOrNull("runbookUrl"), props::runbookUrl);
    fields.texts("responseHosts", List.of()).forEach(props::responseHost);
    ifGiven(
        text("permissionsBoundaryArn", POLICY_ARN, "the ARN of a policy"),
        arn ->
            props.permissionsBoundary(ManagedPolicy.fromManagedPolicyArn(scope, "Boundary", arn)));
    ifGiven(keyArn("logKeyArn"), arn -> props.logKey(Key.fromKeyArn(scope, "LogKey", arn)));
    ifGiven(
        text("topicArn", TOPIC_ARN, "the ARN of an SNS topic"),
        arn -> props.topic(Topic.fromTopicArn(scope, "Topic", arn)));
    ifGiven(keyArn("topicKeyArn"), arn -> props.topicKey(Key.fromKeyArn(scope, "TopicKey", arn)));
    ifGiven(
        keyArn("journalKeyArn"), arn -> props.journalKey(Key.fromKeyArn(scope, "JournalKey", arn)));
    ifGiven(keyArn("queueKeyArn"), arn -> props.queueKey(Key.fromKeyArn(scope, "QueueKey", arn)));
    List<String> subnets = fields.texts("subnetIds", List.of());
    List<String> securityGroups = fields.texts("securityGroupIds", List.of());
    if (!subnets.isEmpty() || !securityGroups.isEmpty()) {
      props.network(new FunctionNetwork(subnets, securityGroups));
    }
    fields.nothingElse();
    return props.build();
  }

  private void hub(KeyStoreConnectorProps.Builder props) {
    String busArn = fields.textOrNull("hubBusArn");
    String sinkArn = fields.textOrNull("hubSinkArn");
    if (busArn != null) {
      props.hub(new HubConnection(busArn, sinkArn));
    } else if (sinkArn != null) {
      fields.complain("hubSinkArn", "must be left out without hubBusArn");
    }
  }

  private static Store keyStore(JsonObjectReader store) {
    ManagedKeyStore managed =
        new ManagedKeyStore(
            idOrName(store),
            store.object("update").all(),
            store.textOrNull("secretKeyArn"),
            store.flag("addHsm", false),
            store.flag("disconnectOnDelete", false),
            store.textOrNull("hsmCluster"),
            store.textOrNull("canaryKeyArn"),
            expected(store));
    boolean connectOnDeploy = store.flag("connectOnDeploy", false);
    if (connectOnDeploy && store.isThere("name")) {
      store.complain(
          "connectOnDeploy", "must be left out with name: it needs the id of one key store");
    }
    store.nothingElse();
    return new Store(managed, connectOnDeploy);
  }

  private static ExpectedState expected(JsonObjectReader store) {
    String text = store.text("expected", ExpectedState.CONNECTED.text());
    if (!ExpectedState.allows(text)) {
      store.complain("expected", "must be %s, not \"%s\"".formatted(ExpectedState.allowed(), text));
    }
    return new ExpectedState(text);
  }

  /** What is given as an id must look like one: in a list, it would be taken for a name. */
  private static String idOrName(JsonObjectReader store) {
    boolean byId = store.isThere("id");
    if (!store.isThere("name")) {
      String id = store.text("id");
      if (!KEY_STORE_ID.matcher(id).matches()) {
        store.complain(
            "id",
            "must be an id such as cks-1234567890abcdef0, not \"%s\"; a name, or a pattern such as prod-*, is given as name"
                .formatted(id));
      }
      return id;
    }
    if (byId) {
      store.complain("name", "must be left out with id");
    }
    String name = store.text("name");
    if (name.startsWith("cks-")) {
      store.complain("name", "must not look like an id: give it as id");
    }
    return name;
  }

  private static ConnectionSchedule schedule(JsonObjectReader schedule) {
    int hours = number(schedule, "successWithinHours", 0);
    ConnectionSchedule read =
        new ConnectionSchedule(
            schedule.text("name"),
            schedule.textOrNull("keyStoreId"),
            schedule.texts("keyStores", List.of()),
            schedule.text("expression"),
            schedule.text("timeZone", "UTC"),
            schedule.object("request").all(),
            Duration.ofMinutes(number(schedule, "flexibleWindowMinutes", 0)),
            hours == 0 ? null : Duration.ofHours(hours));
    schedule.nothingElse();
    return read;
  }

  private static RetentionDays retention(String name) {
    try {
      return RetentionDays.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfiguration(
          "logRetention must be one of %s.".formatted(Arrays.toString(RetentionDays.values())));
    }
  }

  private static int number(JsonObjectReader reader, String field, int otherwise) {
    Integer number = reader.value(field, Integer.class, "a whole number");
    return number == null ? otherwise : number;
  }

  /** The string in that field, which must match the pattern if it is given. */
  private @Nullable String text(String field, Pattern pattern, String allowed) {
    String value = fields.textOrNull(field);
    if (value != null && !pattern.matcher(value).matches()) {
      fields.complain(field, "must be %s, not \"%s\"".formatted(allowed, value));
    }
    return value;
  }

  private static void ifTrue(boolean flag, Runnable then) {
    if (flag) {
      then.run();
    }
  }

  private @Nullable String keyArn(String field) {
    return text(field, KEY_ARN, "the ARN of a KMS key (not of an alias)");
  }

  private static void ifGiven(@Nullable String value, Consumer<String> then) {
    if (value != null) {
      then.accept(value);
    }
  }
}
