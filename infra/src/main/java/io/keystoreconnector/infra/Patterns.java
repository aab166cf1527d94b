package io.keystoreconnector.infra;

import io.keystoreconnector.core.KeyStoreType;
import io.keystoreconnector.core.Update;
import io.keystoreconnector.core.UpdateField;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Regular expressions for the values of a deployment, as a parameter of a template and as a value
 * in code must match them.
 */
final class Patterns {

  static final String KEY_STORE_ID = "cks-[0-9a-z]{1,60}";

  private static final String NAME_CHARACTER = "[A-Za-z0-9_/+.@:#*-]";

  /**
   * A key store's name, or a pattern of names, in a list: not {@code *} alone, nothing that looks
   * like an id or means something else, and no two stars in a row. KMS takes any name; a key store
   * with another one is listed by its id.
   */
  static final String STORE_NAME =
      "(?!cks-)(?!(none|all|\\*)(?![^,=]))(?![^,=]*\\*\\*)"
          + NAME_CHARACTER
          + "((?:"
          + NAME_CHARACTER
          + "| ){0,254}"
          + NAME_CHARACTER
          + ")?";

  /** One or more key stores, as a deployment lists them. */
  static final String STORE_ENTRY = KEY_STORE_ID + "|" + STORE_NAME;

  /** A bucket's name has up to 63 characters, and a Region's up to 14. */
  static final String BUCKET_PREFIX = "[a-z0-9]([a-z0-9.-]{0,46}[a-z0-9])?";

  static final String CLUSTER_ID = UpdateField.CLOUD_HSM_CLUSTER_ID.pattern();
  static final String EMAIL = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+";
  static final String ORIGIN = "https://[A-Za-z0-9*.-]+(:\\d{1,5})?";
  static final String URL = "https?://[^\\s#]+";

  /** The Region and the account of an ARN. */
  private static final String PLACE = ":[a-z0-9-]+:\\d{12}:";

  static final String KEY_ARN = "arn:aws[a-z-]*:kms" + PLACE + "key/[A-Za-z0-9-]+";
  static final String TOPIC_ARN = "arn:aws[a-z-]*:sns" + PLACE + "[A-Za-z0-9_-]{1,256}";
  static final String BUS_ARN =
      "arn:aws[a-z-]*:events" + PLACE + "event-bus/[/.A-Za-z0-9_-]{1,256}";
  static final String SINK_ARN = "arn:aws[a-z-]*:oam" + PLACE + "sink/[A-Za-z0-9-]+";
  static final String SUBNET_ID = "subnet-[0-9a-f]{8,17}";
  static final String SECURITY_GROUP_ID = "sg-[0-9a-f]{8,17}";
  static final String POLICY_ARN = "arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/.+";

  /**
   * With the six random characters that end every ARN of a secret, or question marks for them: a
   * policy with less matches no secret.
   */
  static final String SECRET_ARN =
      "arn:aws[a-z-]*:secretsmanager"
          + PLACE
          + "secret:[A-Za-z0-9/_+=.@?-]+-([A-Za-z0-9]{6}|\\?{6})";

  /** An id, a name or a pattern of key stores, as it can stand in a list and in JSON. */
  static final String STORE_WORD = "[^,\"\\\\\\x00-\\x1f]{1,256}";

  /** A pair's key store and the equals sign after it. */
  static final String PAIR = "(\\*|" + STORE_ENTRY + ")=";

  /** The name, ARN or pattern of a secret, in a pair. */
  static final String SECRET =
      "(arn:aws[a-z-]*:secretsmanager"
          + PLACE
          + "secret:)?([A-Za-z0-9/_+=.@-]|\\{name\\}|\\{id\\})*"
          + "([A-Za-z0-9/_+=.@-]|\\{name\\}|\\{id\\}|\\*)";

  /**
   * The name of a secret with the key store's name or id in it. The folder keeps the roles that may
   * read all such secrets from the other secrets of the account.
   */
  static final String SECRET_TEMPLATE =
      "/?[A-Za-z0-9_+=.@-]+/([A-Za-z0-9/_+=.@-]|\\{name\\}|\\{id\\})*(\\{name\\}|\\{id\\})"
          + "([A-Za-z0-9/_+=.@-]|\\{name\\}|\\{id\\})*";

  static final String SETTING = "(" + String.join("|", ManagedKeyStore.SETTINGS) + ")";

  /** The name of a VPC endpoint service may be empty in a move to a public endpoint. */
  private static final String EMPTY_SERVICE_IF_PUBLIC =
      "((?=[^}]*%s)|(?![^}]*%s))"
          .formatted(
              member(UpdateField.XKS_PROXY_CONNECTIVITY.json(), "PUBLIC_ENDPOINT"),
              member(UpdateField.XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME.json(), ""));

  /**
   * The JSON of an update: fields for a CloudHSM key store, fields for an external one, or fields
   * that KMS changes while the key store is CONNECTED.
   */
  static final String UPDATE =
      "\\s*\\{(%s|%s|%s)\\}\\s*"
          .formatted(
              update(
                  field -> field.type() == KeyStoreType.AWS_CLOUDHSM,
                  Update.When.ON_FAILURE,
                  Update.When.BEFORE_CONNECT),
              EMPTY_SERVICE_IF_PUBLIC
                  + update(
                      field -> field.type() == KeyStoreType.EXTERNAL_KEY_STORE,
                      Update.When.ON_FAILURE,
                      Update.When.BEFORE_CONNECT),
              update(UpdateField::changesWhileConnected, Update.When.NOW));

  private static final String SECRET_OF_ANY = "([A-Za-z0-9/_+=.@:-]|\\{name\\}|\\{id\\}){1,2048}";

  /**
   * The JSON of an update of any CloudHSM key store: of the password, whose secret has its name.
   */
  static final String PASSWORD_OF_ANY =
      secretsOfAny(field -> field == UpdateField.KEY_STORE_PASSWORD_SECRET_ID, "");

  /** The JSON of an update of several key stores, each with secrets of its own. */
  static final String UPDATE_OF_SEVERAL =
      secretsOfAny(UpdateField::namesSecret, "(?=[^\"]*\\{(name|id)\\})");

  private Patterns() {}

  /** At least one of the fields: {@code when} alone changes nothing. */
  private static String update(Predicate<UpdateField> which, Update.When... times) {
    String setting =
        Arrays.stream(UpdateField.values())
            .filter(which)
            .map(field -> member(field.json(), value(field)))
            .collect(Collectors.joining("|"));
    String when =
        member("when", Arrays.stream(times).map(Enum::name).collect(Collectors.joining("|")));
    return "(%s,)?(%s)(,(%s|%s))*".formatted(when, setting, setting, when);
  }

  /** An update of secrets only. */
  private static String secretsOfAny(Predicate<UpdateField> which, String ahead) {
    String secret =
        Arrays.stream(UpdateField.values())
            .filter(which)
            .map(field -> member(field.json(), ahead + SECRET_OF_ANY))
            .collect(Collectors.joining("|"));
    String when = member("when", Update.When.ON_FAILURE + "|" + Update.When.BEFORE_CONNECT);
    return "\\s*\\{(%s,)?(%s)(,(%s|%s))*\\}\\s*".formatted(when, secret, secret, when);
  }

  /** The rule for its value, or nothing where {@link #EMPTY_SERVICE_IF_PUBLIC} allows it. */
  private static String value(UpdateField field) {
    return field == UpdateField.XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME
        ? field.pattern() + "|"
        : field.pattern();
  }

  private static String member(String name, String value) {
    return "\\s*\"%s\"\\s*:\\s*\"(%s)\"\\s*".formatted(name, value);
  }

  /** One or more, separated by commas. */
  static String many(String pattern) {
    return "%s(,%s)*".formatted(pattern, pattern);
  }

  /** From one to that many, separated by commas. */
  static String many(String pattern, int most) {
    return "%s(,%s){0,%d}".formatted(pattern, pattern, most - 1);
  }

  /** One or none. */
  static String maybe(String pattern) {
    return "(" + pattern + ")?";
  }
}
