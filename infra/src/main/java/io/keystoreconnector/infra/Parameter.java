package io.keystoreconnector.infra;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnParameter;
import software.constructs.Construct;

/** The parameters of {@link ConnectorTemplate}, in the order in which the console shows them. */
enum Parameter {
  CODE_BUCKET(
      Group.CODE,
      "The S3 bucket, in this Region, that holds steps.jar, lifecycle.jar and watch.jar. none: the"
          + " bucket of CodeBucketPrefix.",
      "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
      "my-artifacts",
      Of.NONE),
  CODE_BUCKET_PREFIX(
      Group.CODE,
      "In place of CodeBucket, for several Regions: the bucket's name is this, a hyphen and the"
          + " Region, such as my-artifacts-eu-central-1. none: the bucket is CodeBucket.",
      Patterns.BUCKET_PREFIX,
      "my-artifacts",
      Of.NONE),
  CODE_PREFIX(
      Group.CODE,
      "The folder in the bucket that holds the three jars, without a trailing slash.",
      "[A-Za-z0-9!_.*'()/-]{0,200}[A-Za-z0-9!_.*'()-]",
      "keystore-connector/0123456789ab",
      "keystore-connector/" + FunctionCode.release()),

  KEY_STORE_IDS(
      Group.SCOPE,
      "The ids of the only key stores that the connector may act on, comma-separated. * alone:"
          + " every key store of this account and Region. none: only those in KeyStoreNames.",
      "\\*|" + Of.NONE + "|" + Patterns.KEY_STORE_ID,
      "cks-1234567890abcdef0,cks-0fedcba0987654321",
      Of.NONE),
  KEY_STORE_NAMES(
      Group.SCOPE,
      "The names of more key stores that the connector may act on, or patterns of names such as"
          + " prod-*, comma-separated. Anyone who may rename a key store can give it such a name.",
      Of.NONE + "|" + Patterns.STORE_NAME,
      "prod-*,payments",
      Of.NONE),
  DENIED_KEY_STORES(
      Group.SCOPE,
      "The ids, names or patterns of names of key stores that the connector may not act on,"
          + " whatever else is allowed; comma-separated.",
      Of.NONE + "|" + Patterns.STORE_ENTRY,
      "cks-1234567890abcdef0,prod-hr*",
      Of.NONE),
  ADD_HSM_KEY_STORE_IDS(
      Group.SCOPE,
      "The key stores for which a run may create an HSM, if its request asks for it: ids, names or"
          + " patterns of names, comma-separated, or * alone. HSMs are billed by the hour.",
      Patterns.maybe("\\*|" + Patterns.STORE_ENTRY),
      "cks-1234567890abcdef0",
      ""),
  DISCONNECT_ON_DELETE_KEY_STORE_IDS(
      Group.SCOPE,
      "The key stores that a stack may disconnect when it is deleted, if it asks for it: ids, names"
          + " or patterns of names, comma-separated, or * alone.",
      Patterns.maybe("\\*|" + Patterns.STORE_ENTRY),
      "cks-1234567890abcdef0",
      ""),
  CREDENTIAL_ARNS(
      Group.SCOPE,
      "ARNs of the Secrets Manager secrets whose credentials a run may give to KMS,"
          + " comma-separated.",
      Patterns.maybe(Patterns.many(Patterns.SECRET_ARN)),
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:kmsuser-AbCdEf",
      ""),
  CREDENTIAL_KEY_ARNS(
      Group.SCOPE,
      "ARNs of the customer-managed keys that encrypt those secrets, comma-separated. None of these"
          + " keys may be in one of the key stores.",
      Patterns.maybe(Patterns.many(Patterns.KEY_ARN)),
      Of.EXAMPLE_KEY,
      ""),
  KEY_STORE_SECRETS(
      Group.SCOPE,
      "Which of those secrets a run for a key store may name: comma-separated pairs of a key store"
          + " (its id, its name, a pattern of names, or *) and a secret's name, ARN or pattern. In"
          + " a pattern, {name} and {id} stand for the key store's name and id, and a trailing *"
          + " for anything. Empty or none: no secret.",
      Patterns.maybe(Of.NONE + "|" + Patterns.many(Patterns.PAIR + Patterns.SECRET)),
      "cks-1234567890abcdef0=kmsuser,*={name}/*",
      ""),
  SECRET_TEMPLATE(
      Group.SCOPE,
      "The name of the secret that a run for a key store may name, in which {name} and {id} stand"
          + " for the key store's name and id. It begins with a folder. The secrets in this account"
          + " and Region with such names may be read, whichever key encrypts them. none: only those"
          + " in CredentialArns.",
      Of.NONE + "|" + Patterns.SECRET_TEMPLATE,
      "connector/{name}/kmsuser",
      Of.NONE),
  KEY_STORE_SETTINGS(
      Group.SCOPE,
      "Which settings a run for a key store may change: comma-separated pairs of a key store (its"
          + " id, its name, a pattern of names, or *) and one of "
          + String.join(", ", ManagedKeyStore.SETTINGS)
          + ". Empty or none: no setting.",
      Patterns.maybe(Of.NONE + "|" + Patterns.many(Patterns.PAIR + Patterns.SETTING)),
      "cks-1234567890abcdef0=cloudHsmClusterId",
      ""),
  CANARY_KEYS(
      Group.SCOPE,
      "A KMS key in a key store, with which every check of the CONNECTED key store encrypts one"
          + " byte: comma-separated pairs of a key store and the key's ARN. Only that proves an"
          + " external key store.",
      Patterns.maybe(Patterns.many(Patterns.KEY_STORE_ID + "=" + Patterns.KEY_ARN)),
      "cks-1234567890abcdef0=" + Of.EXAMPLE_KEY,
      ""),
  CANARY_KEY_ARNS(
      Group.SCOPE,
      "The ARNs of those keys, comma-separated.",
      Patterns.maybe(Patterns.many(Patterns.KEY_ARN)),
      Of.EXAMPLE_KEY,
      ""),

  SCHEDULE_EXPRESSION(
      Group.SCHEDULE,
      "When runs start: rate(1 day) or cron(0 6 ? * MON-FRI *). Empty: no schedule.",
      Patterns.maybe(ScheduleExpressions.PATTERN),
      "cron(0 6 ? * MON-FRI *)",
      ""),
  SCHEDULE_TIME_ZONE(
      Group.SCHEDULE,
      "The time zone of a cron expression, such as Europe/Berlin.",
      ScheduleExpressions.TIME_ZONE,
      "Europe/Berlin",
      "UTC"),
  SCHEDULE_KEY_STORE_ID(
      Group.SCHEDULE,
      "The key store that the schedule is for.",
      Patterns.maybe(Of.NONE + "|" + Patterns.KEY_STORE_ID),
      "cks-1234567890abcdef0",
      Of.NONE),
  SCHEDULE_WHEN_DISCONNECTED(
      Group.SCHEDULE,
      "What to do with a disconnected key store: CONNECT it, or LEAVE one that someone switched"
          + " off.",
      List.of("CONNECT", "LEAVE"),
      "CONNECT"),
  SCHEDULE_ADD_HSM(
      Group.SCHEDULE,
      "true: the schedule's runs may create an HSM; the key store must be in AddHsmKeyStoreIds.",
      List.of("false", "true"),
      "false"),
  SCHEDULE_UPDATE(
      Group.SCHEDULE,
      "What the schedule's runs may change in the key store, as JSON: the update field of a"
          + " request. A secret must be in CredentialArns and KeyStoreSecrets or fit"
          + " SecretTemplate, a setting must be in KeyStoreSettings.",
      Patterns.maybe(Patterns.UPDATE),
      "{\"keyStorePasswordSecretId\": \"kmsuser\"}",
      ""),
  SCHEDULE_SUCCESS_WITHIN_HOURS(
      Group.SCHEDULE,
      "An alarm goes off when no run of the key store has succeeded for this many hours, 1 to 168.",
      "[1-9]\\d?|1[0-5]\\d|16[0-8]",
      "25",
      "168"),

  SCHEDULE_2_EXPRESSION(Group.SCHEDULE_2, SCHEDULE_EXPRESSION),
  SCHEDULE_2_TIME_ZONE(Group.SCHEDULE_2, SCHEDULE_TIME_ZONE),
  SCHEDULE_2_KEY_STORE_ID(Group.SCHEDULE_2, SCHEDULE_KEY_STORE_ID),
  SCHEDULE_2_WHEN_DISCONNECTED(Group.SCHEDULE_2, SCHEDULE_WHEN_DISCONNECTED),
  SCHEDULE_2_ADD_HSM(Group.SCHEDULE_2, SCHEDULE_ADD_HSM),
  SCHEDULE_2_UPDATE(Group.SCHEDULE_2, SCHEDULE_UPDATE),
  SCHEDULE_2_SUCCESS_WITHIN_HOURS(Group.SCHEDULE_2, SCHEDULE_SUCCESS_WITHIN_HOURS),

  SCHEDULE_3_EXPRESSION(Group.SCHEDULE_3, SCHEDULE_EXPRESSION),
  SCHEDULE_3_TIME_ZONE(Group.SCHEDULE_3, SCHEDULE_TIME_ZONE),
  SCHEDULE_3_KEY_STORE_ID(Group.SCHEDULE_3, SCHEDULE_KEY_STORE_ID),
  SCHEDULE_3_WHEN_DISCONNECTED(Group.SCHEDULE_3, SCHEDULE_WHEN_DISCONNECTED),
  SCHEDULE_3_ADD_HSM(Group.SCHEDULE_3, SCHEDULE_ADD_HSM),
  SCHEDULE_3_UPDATE(Group.SCHEDULE_3, SCHEDULE_UPDATE),
  SCHEDULE_3_SUCCESS_WITHIN_HOURS(Group.SCHEDULE_3, SCHEDULE_SUCCESS_WITHIN_HOURS),

  HSM_CLUSTER_ID(
      Group.TRIGGERS,
      "The CloudHSM cluster in which a new HSM starts a run. Needs a CloudTrail trail in the"
          + " account. Empty: new HSMs start no run.",
      Patterns.maybe(Patterns.CLUSTER_ID),
      "cluster-2a3b4c5d6e7",
      ""),
  HSM_CLUSTER_KEY_STORE_ID(
      Group.TRIGGERS,
      "The key store of that cluster.",
      Of.NONE + "|" + Patterns.KEY_STORE_ID,
      "cks-1234567890abcdef0",
      Of.NONE),
  HSM_CLUSTER_UPDATE(
      Group.TRIGGERS,
      "What such a run may change in the key store, as JSON: the update field of a request. A"
          + " secret must be in CredentialArns and KeyStoreSecrets or fit SecretTemplate, a setting"
          + " must be in KeyStoreSettings.",
      Patterns.maybe(Patterns.UPDATE),
      "{\"keyStorePasswordSecretId\": \"kmsuser\"}",
      ""),
  NOTICE_DISCONNECTS(
      Group.TRIGGERS,
      "true: people are also notified when someone else disconnects one of the key stores. Needs a"
          + " CloudTrail trail in the account.",
      List.of("false", "true"),
      "false"),

  RUN_ON_FAILED(
      Group.TRIGGERS,
      "true: a run starts when the watch sees that one of the key stores has failed, unless a run"
          + " has begun a repair or ExpectedStates says that it may be disconnected.",
      List.of("false", "true"),
      "false"),
  RUN_ON_FAILED_UPDATE(
      Group.TRIGGERS,
      "What such a run of a CloudHSM key store may change, as JSON: the update field of a request"
          + " with keyStorePasswordSecretId, in which {name} and {id} stand for the key store's"
          + " name and id. The secret must be in CredentialArns and KeyStoreSecrets or fit"
          + " SecretTemplate.",
      Patterns.maybe(Patterns.PASSWORD_OF_ANY),
      "{\"keyStorePasswordSecretId\": \"connector/{name}/kmsuser\"}",
      ""),

  WATCH_MINUTES(
      Group.WATCH,
      "How often, in minutes, a function looks at all key stores of the account and Region. 0:"
          + " never.",
      List.of("0", "5", "10", "15", "30", "60"),
      "5"),
  ALARM_KEY_STORE_IDS(
      Group.WATCH,
      "The ids of up to "
          + TemplateWatch.MOST
          + " of the key stores that are expected to be CONNECTED, comma-separated: alarms go off"
          + " when the watch sees that one is not, or cannot be used. all: each of KeyStoreIds."
          + " none: no alarms.",
      "all|none|" + Patterns.KEY_STORE_ID,
      "cks-1234567890abcdef0",
      "all"),
  EXPECTED_STATES(
      Group.WATCH,
      "Key stores that are not always expected to be CONNECTED: comma-separated pairs of a key"
          + " store (its id, its name, a pattern of names, or *) and DISCONNECTED or hours. none:"
          + " all are expected to be CONNECTED.",
      Of.NONE + "|" + Patterns.many(Patterns.PAIR + ExpectedState.PATTERN),
      "cks-1234567890abcdef0=MON-FRI 07:00-20:00 Europe/Berlin,prod-old*=DISCONNECTED",
      Of.NONE),
  SERVICE_ALARMS(
      Group.WATCH,
      "true: alarms on what AWS measures of all key stores and clusters of the account and Region,"
          + " and notices of AWS Health about KMS and CloudHSM. false: none.",
      List.of("true", "false"),
      "true"),

  FLEET(
      Group.FLEET,
      "true: a second state machine runs the workflow for several key stores at once. false: there"
          + " is none.",
      List.of("true", "false"),
      "true"),
  FLEET_SCHEDULE_EXPRESSION(Group.FLEET, SCHEDULE_EXPRESSION),
  FLEET_SCHEDULE_TIME_ZONE(Group.FLEET, SCHEDULE_TIME_ZONE),
  FLEET_SCHEDULE_KEY_STORES(
      Group.FLEET,
      "The key stores that this schedule is for: ids, names or patterns such as prod-*,"
          + " comma-separated. In a pattern, * stands for any number of characters.",
      Patterns.many(Patterns.STORE_WORD),
      "prod-*,cks-1234567890abcdef0",
      "*"),
  FLEET_SCHEDULE_WHEN_DISCONNECTED(Group.FLEET, SCHEDULE_WHEN_DISCONNECTED),
  FLEET_SCHEDULE_ADD_HSM(
      Group.FLEET,
      "true: the schedule's runs may create an HSM; each of its key stores must be in"
          + " AddHsmKeyStoreIds.",
      List.of("false", "true"),
      "false"),
  FLEET_SCHEDULE_UPDATE(
      Group.FLEET,
      "What the schedule's runs may change in each key store, as JSON: secrets only, with {name} or"
          + " {id} for the key store's. They must be in CredentialArns and KeyStoreSecrets or fit"
          + " SecretTemplate.",
      Patterns.maybe(Patterns.UPDATE_OF_SEVERAL),
      "{\"keyStorePasswordSecretId\": \"connector/{name}/kmsuser\"}",
      ""),
  FLEET_SCHEDULE_SUCCESS_WITHIN_HOURS(
      Group.FLEET,
      "An alarm goes off when no run for several key stores has succeeded for this many hours, 1 to"
          + " 168.",
      "[1-9]\\d?|1[0-5]\\d|16[0-8]",
      "25",
      "168"),

  HUB_BUS_ARN(
      Group.HUB,
      "ARN of the event bus of the organization's hub, which records the key stores of all"
          + " accounts: the hub's output HubBusArn. none: this stack reports to no hub.",
      Of.NONE + "|" + Patterns.BUS_ARN,
      "arn:aws:events:eu-central-1:111122223333:event-bus/connector-hub-Hub",
      Of.NONE),
  HUB_SINK_ARN(
      Group.HUB,
      "ARN of the hub's sink for metrics: the hub's output HubSinkArn. In its Region, the hub's"
          + " account then sees the connector's metrics; elsewhere, it changes nothing. none: no"
          + " metrics are linked.",
      Of.NONE + "|" + Patterns.SINK_ARN,
      "arn:aws:oam:eu-central-1:111122223333:sink/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111",
      Of.NONE),

  NOTIFICATION_EMAIL(
      Group.PEOPLE,
      "The e-mail address that is notified when a run fails; it must confirm once.",
      Patterns.maybe(Patterns.EMAIL),
      "oncall@example.com",
      ""),
  RUNBOOK_URL(
      Group.PEOPLE,
      "The URL of the runbook, for links in messages.",
      Patterns.maybe(Patterns.URL),
      "https://wiki.example.com/runbook",
      ""),

  TOPIC_ARN(
      Group.PEOPLE,
      "ARN of an existing SNS topic for the messages. Its policy must let CloudWatch publish to it,"
          + " and EventBridge with NoticeDisconnects or ServiceAlarms. None: the stack creates a"
          + " topic.",
      Of.NONE + "|" + Patterns.TOPIC_ARN,
      "arn:aws:sns:eu-central-1:111122223333:operations",
      Of.NONE),
  TOPIC_KEY_ARN(
      Group.PEOPLE,
      "ARN of the customer-managed key that encrypts the topic. Its policy must let CloudWatch and"
          + " EventBridge use it. Empty: no key of yours.",
      Patterns.maybe(Patterns.KEY_ARN),
      Of.EXAMPLE_KEY,
      ""),

  LOG_RETENTION_IN_DAYS(
      Group.HOUSE,
      "How many days logs are kept.",
      List.of("1", "7", "14", "30", "60", "90", "180", "365", "731", "3653"),
      "180"),
  LOG_KEY_ARN(
      Group.HOUSE,
      "ARN of a customer-managed key that encrypts the logs. Its policy must let CloudWatch Logs"
          + " use it. The default stands for none: a key of CloudWatch Logs.",
      Patterns.KEY_ARN,
      Of.EXAMPLE_KEY,
      Of.NO_KEY),
  JOURNAL_KEY_ARN(
      Group.HOUSE,
      "ARN of a customer-managed key that encrypts the journal's table. Empty: a key of DynamoDB."
          + " It must not be in one of the key stores.",
      Patterns.maybe(Patterns.KEY_ARN),
      Of.EXAMPLE_KEY,
      ""),
  QUEUE_KEY_ARN(
      Group.HOUSE,
      "ARN of a customer-managed key that encrypts the queue of what could not be delivered. Its"
          + " policy must let EventBridge and this account's roles use it. Empty: a key of SQS.",
      Patterns.maybe(Patterns.KEY_ARN),
      Of.EXAMPLE_KEY,
      ""),
  RESPONSE_HOSTS(
      Group.HOUSE,
      "The only origins at which CloudFormation may be answered, comma-separated; * stands for"
          + " letters, digits, dots and hyphens. Empty: CloudFormation's own bucket in this"
          + " Region.",
      Patterns.maybe(Patterns.many(Patterns.ORIGIN)),
      "https://bucket.s3.eu-central-1.amazonaws.com",
      ""),
  PERMISSIONS_BOUNDARY_ARN(
      Group.HOUSE,
      "ARN of the permissions boundary for every role.",
      Patterns.POLICY_ARN + "|" + Of.NO_BOUNDARY,
      "arn:aws:iam::111122223333:policy/boundary",
      Of.NO_BOUNDARY),

  SUBNET_IDS(
      Group.NETWORK,
      "The ids of the subnets in which the functions run, up to 16, comma-separated. They need the"
          + " endpoints that docs/deploy.md lists. The default stands for none: no VPC of yours.",
      Patterns.many(Patterns.SUBNET_ID, FunctionNetwork.MOST_SUBNETS),
      "subnet-0123456789abcdef0,subnet-0fedcba9876543210",
      Of.NO_SUBNET),
  SECURITY_GROUP_IDS(
      Group.NETWORK,
      "The ids of the functions' security groups there, up to 5, comma-separated. They must let out"
          + " HTTPS. The default stands for none.",
      Patterns.many(Patterns.SECURITY_GROUP_ID, FunctionNetwork.MOST_SECURITY_GROUPS),
      "sg-0123456789abcdef0",
      Of.NO_SECURITY_GROUP);

  private final Group group;
  private final String description;
  private final @Nullable String pattern;
  private final @Nullable String example;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final @Nullable List<String> choices;

  private final @Nullable String byDefault;

  Parameter(
      Group group, String description, String pattern, String example, @Nullable String byDefault) {
    this.group = group;
    this.description = description;
    this.pattern = pattern;
    this.example = example;
    this.choices = null;
    this.byDefault = byDefault;
  }

  Parameter(Group group, String description, List<String> choices, String byDefault) {
    this.group = group;
    this.description = description;
    this.pattern = null;
    this.example = null;
    this.choices = choices;
    this.byDefault = byDefault;
  }

  /** The same parameter, of another schedule. */
  Parameter(Group group, Parameter like) {
    this.group = group;
    this.description = like.description;
    this.pattern = like.pattern;
    this.example = like.example;
    this.choices = like.choices;
    this.byDefault = like.byDefault;
  }

  /** A list, so that a rule can check its members; the pattern is that of each member. */
  boolean isList() {
    return this == KEY_STORE_IDS
        || this == KEY_STORE_NAMES
        || this == DENIED_KEY_STORES
        || this == ADD_HSM_KEY_STORE_IDS
        || this == DISCONNECT_ON_DELETE_KEY_STORE_IDS
        || this == ALARM_KEY_STORE_IDS;
  }

  /** Its name in the template. */
  String id() {
    return Arrays.stream(name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  CfnParameter in(Construct scope) {
    CfnParameter.Builder parameter =
        CfnParameter.Builder.create(scope, id())
            .type(isList() ? "CommaDelimitedList" : "String")
            .description(description)
            .defaultValue(byDefault);
    if (pattern != null) {
      parameter
          .allowedPattern("^(" + pattern + ")$")
          .constraintDescription("must look like " + example);
    }
    return parameter.allowedValues(choices).build();
  }

  /** The groups that the console shows. */
  static Map<String, Object> groups() {
    Map<Group, List<String>> members =
        Arrays.stream(values())
            .collect(
                Collectors.groupingBy(
                    parameter -> parameter.group,
                    LinkedHashMap::new,
                    Collectors.mapping(Parameter::id, Collectors.toList())));
    return Map.of(
        "ParameterGroups",
        members.entrySet().stream()
            .map(
                entry ->
                    Map.of(
                        "Label",
                        Map.of("default", entry.getKey().label),
                        "Parameters",
                        entry.getValue()))
            .toList());
  }

  private enum Group {
    CODE("Function code"),
    SCOPE("What the connector may do"),
    SCHEDULE("Schedule"),
    SCHEDULE_2("Second schedule"),
    SCHEDULE_3("Third schedule"),
    TRIGGERS("Triggers"),
    WATCH("Watch"),
    FLEET("Several key stores"),
    HUB("Hub of the organization"),
    PEOPLE("Notifications"),
    HOUSE("Logs, journal, queue and permissions"),
    NETWORK("Network");

    private final String label;

    Group(String label) {
      this.label = label;
    }
  }

  /** The value of a parameter that was not set. */
  String nothing() {
    return Objects.requireNonNullElse(byDefault, "");
  }

  /** Values that stand for none, and an example that several parameters show. */
  private static final class Of {
    /** Template checkers reject an empty default as too short, although a condition guards it. */
    static final String NO_BOUNDARY = "no-permissions-boundary";

    /** The same, where a checker wants to see the ARN of a key. */
    static final String NO_KEY = "arn:aws:kms:none:000000000000:key/none";

    /** The same, for a subnet and a security group. */
    static final String NO_SUBNET = "subnet-00000000";

    static final String NO_SECURITY_GROUP = "sg-00000000";

    /** The same, where a checker wants to see anything. */
    static final String NONE = DeploymentScope.NONE;

    static final String EXAMPLE_KEY =
        "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  }
}
