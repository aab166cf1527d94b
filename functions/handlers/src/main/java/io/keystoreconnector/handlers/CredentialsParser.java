package io.keystoreconnector.handlers;

import io.keystoreconnector.core.UpdateField;
import io.keystoreconnector.handlers.account.Credentials;
import io.keystoreconnector.handlers.account.Refused;
import io.keystoreconnector.handlers.account.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the credentials for KMS from a secret's value, as people store it: editors and shells add a
 * line break, and JSON comes with the field names of this connector or of AWS. The rules are the
 * documented ones.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html">UpdateCustomKeyStore</a>
 */
final class CredentialsParser {

  private static final Rule PASSWORD = new Rule(7, 32, "[A-Za-z0-9]*", "letters and digits");
  private static final Rule ACCESS_KEY_ID =
      new Rule(20, 30, "[A-Z2-7]*", "the letters A to Z and the digits 2 to 7");
  private static final Rule SECRET_ACCESS_KEY =
      new Rule(43, 64, "[a-zA-Z0-9/+=]*", "letters, digits and /+=");

  private static final List<String> PASSWORD_NAMES = List.of("password", "KeyStorePassword");
  private static final List<String> ACCESS_KEY_ID_NAMES = List.of("accessKeyId", "AccessKeyId");
  private static final List<String> SECRET_ACCESS_KEY_NAMES =
      List.of("secretAccessKey", "RawSecretAccessKey");

  /** The object around the credential in the configuration file that a proxy writes for KMS. */
  private static final String PROXY_FILE = "XksProxyAuthenticationCredential";

  private static final String PASSWORD_FORM =
      "It must be kmsuser's password, 7 to 32 letters and digits, as plain text or as \"password\""
          + " in a JSON object.";
  private static final String PROXY_FORM =
      "It must be a JSON object with \"accessKeyId\" (20 to 30 letters A to Z and digits 2 to 7)"
          + " and \"secretAccessKey\" (43 to 64 letters, digits and /+=).";

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private CredentialsParser() {}

  /**
   * Reads the credentials that the field stands for.
   *
   * @throws Refused as SecretUnusable, with the rule that the value breaks and never the value
   */
  static Credentials parse(UpdateField field, SecretText text) {
    String value = stripped(text.reveal());
    return field == UpdateField.KEY_STORE_PASSWORD_SECRET_ID ? password(value) : proxy(value);
  }

  private static Credentials password(String text) {
    if (!text.startsWith("{")) {
      return new Credentials.Password(checked(PASSWORD, "value", text, PASSWORD_FORM));
    }
    Map<?, ?> fields = object(text, PASSWORD_FORM);
    return new Credentials.Password(field(PASSWORD, PASSWORD_NAMES, fields, PASSWORD_FORM));
  }

  private static Credentials proxy(String text) {
    Map<?, ?> all = object(text, PROXY_FORM);
    Map<?, ?> fields = all.get(PROXY_FILE) instanceof Map<?, ?> inner ? inner : all;
    return new Credentials.ProxyCredential(
        field(ACCESS_KEY_ID, ACCESS_KEY_ID_NAMES, fields, PROXY_FORM),
        field(SECRET_ACCESS_KEY, SECRET_ACCESS_KEY_NAMES, fields, PROXY_FORM));
  }

  private static Map<?, ?> object(String text, String form) {
    return Json.object(text).orElseThrow(() -> unusable("value is not a valid JSON object", form));
  }

  /** The value under one of the names; the same value under two of them is as good. */
  private static String field(Rule rule, List<String> names, Map<?, ?> fields, String form) {
    List<String> given = names.stream().filter(name -> fields.get(name) != null).toList();
    if (given.isEmpty()) {
      throw unusable("\"%s\" is missing".formatted(names.getFirst()), form);
    }
    if (given.stream().map(fields::get).distinct().count() > 1) {
      throw unusable("\"%s\" differs from its \"%s\"".formatted(names.toArray()), form);
    }
    String name = "\"%s\"".formatted(given.getFirst());
    return scalar(fields.get(given.getFirst()))
        .map(value -> checked(rule, name, stripped(value), form))
        .orElseThrow(() -> unusable(name + " is not a string", form));
  }

  /** A password of digits may have been stored without quotes. */
  private static Optional<String> scalar(@Nullable Object value) {
    return Stream.ofNullable(value)
        .filter(any -> any instanceof String || any instanceof Number)
        .map(String::valueOf)
        .findFirst();
  }

  private static String checked(Rule rule, String name, String value, String form) {
    Optional<String> broken = rule.brokenBy(value);
    if (broken.isPresent()) {
      throw unusable(name + " " + broken.get(), form);
    }
    return value;
  }

  /** Without byte order mark, blanks and line breaks around it, which no credential has. */
  private static String stripped(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isAround(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && isAround(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  private static boolean isAround(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == BYTE_ORDER_MARK;
  }

  private static Refused unusable(String problem, String form) {
    return new Refused(
        "SecretUnusable", "The secret cannot be used: its %s. %s".formatted(problem, form));
  }

  /** What a credential may look like. */
  private record Rule(int least, int most, Pattern allowed, String words) {

    Rule(int least, int most, String allowed, String words) {
      this(least, most, Pattern.compile(allowed), words);
    }

    /** How a value breaks the rule; empty if it does not. */
    Optional<String> brokenBy(String value) {
      if (value.isEmpty()) {
        return Optional.of("is empty");
      }
      if (!allowed.matcher(value).matches()) {
        return Optional.of("has a character other than " + words);
      }
      if (value.length() < least) {
        return Optional.of("has fewer than %d characters".formatted(least));
      }
      return value.length() > most
          ? Optional.of("has more than %d characters".formatted(most))
          : Optional.empty();
    }
  }
}
