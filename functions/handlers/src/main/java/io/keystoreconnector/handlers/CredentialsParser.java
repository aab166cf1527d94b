package io.keystoreconnector.handlers;

import io.keystoreconnector.core.UpdateField;
import io.keystoreconnector.handlers.account.Credentials;
import io.keystoreconnector.handlers.account.Refused;
import io.keystoreconnector.handlers.account.SecretText;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the credentials for KMS from a secret's value. The patterns are the documented ones.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html">UpdateCustomKeyStore</a>
 */
final class CredentialsParser {

  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9]{8,32}");
  private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Z2-7]{20,30}");
  private static final Pattern SECRET_ACCESS_KEY = Pattern.compile("[a-zA-Z0-9/+=]{43,64}");

  private CredentialsParser() {}

  /**
   * Reads the credentials that the field stands for.
   *
   * @throws Refused as SecretUnusable, with a sentence that does not repeat the value
   */
  static Credentials parse(UpdateField field, SecretText text) {
    return field == UpdateField.KEY_STORE_PASSWORD_SECRET_ID ? password(text) : proxy(text);
  }

  private static Credentials password(SecretText text) {
    String password =
        json(text).map(fields -> String.valueOf(fields.get("password"))).orElse(text.reveal());
    if (!PASSWORD.matcher(password).matches()) {
      throw unusable(
          "The secret must contain kmsuser's password, 8 to 32 letters and digits, as plain text or"
              + " as \"password\" in a JSON object.");
    }
    return new Credentials.Password(password);
  }

  private static Credentials proxy(SecretText text) {
    Map<String, Object> fields = json(text).orElse(Map.of());
    String accessKeyId = String.valueOf(fields.get("accessKeyId"));
    String secretAccessKey = String.valueOf(fields.get("secretAccessKey"));
    if (!ACCESS_KEY_ID.matcher(accessKeyId).matches()
        || !SECRET_ACCESS_KEY.matcher(secretAccessKey).matches()) {
      throw unusable(
          "The secret must contain a JSON object with \"accessKeyId\" (20 to 30 letters A to Z and"
              + " digits 2 to 7) and \"secretAccessKey\" (43 to 64 letters, digits and /+=).");
    }
    return new Credentials.ProxyCredential(accessKeyId, secretAccessKey);
  }

  private static Optional<Map<String, Object>> json(SecretText text) {
    if (!text.reveal().startsWith("{")) {
      return Optional.empty();
    }
    return Json.object(text.reveal()).or(() -> Optional.of(Map.of()));
  }

  private static Refused unusable(String sentence) {
    return new Refused("SecretUnusable", sentence);
  }
}
