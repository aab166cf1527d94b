package io.keystoreconnector.handlers;

import static io.keystoreconnector.core.UpdateField.KEY_STORE_PASSWORD_SECRET_ID;
import static io.keystoreconnector.core.UpdateField.XKS_PROXY_CREDENTIAL_SECRET_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.handlers.account.Credentials;
import io.keystoreconnector.handlers.account.Refused;
import io.keystoreconnector.handlers.account.SecretText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsParserTest {

  private static final String KEY_ID = "ABCDEFGHIJKLMNOPQRST";
  private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Secret12",
        "{\"password\": \"Secret12\"}",
        "{\"username\": \"kmsuser\", \"password\": \"Secret12\"}"
      })
  void aPasswordIsPlainTextOrAFieldOfAnObject(String text) {
    assertThat(CredentialsParser.parse(KEY_STORE_PASSWORD_SECRET_ID, new SecretText(text)))
        .isEqualTo(new Credentials.Password("Secret12"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Secret1",
        "Secret-12",
        "Secret12\n",
        "{\"password\": \"Sec ret12\"}",
        "{\"pass\": \"Secret12\"}",
        "{\"password\": Secret12",
        "Secret1234567890123456789012345678"
      })
  void anythingElseIsRefusedWithoutBeingRepeated(String text) {
    assertThatThrownBy(
            () -> CredentialsParser.parse(KEY_STORE_PASSWORD_SECRET_ID, new SecretText(text)))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "The secret must contain kmsuser's password, 8 to 32 letters and digits, as plain text"
                + " or as \"password\" in a JSON object.");
  }

  @Test
  void aProxyCredentialIsAnObjectWithTwoFields() {
    String text = "{\"accessKeyId\": \"%s\", \"secretAccessKey\": \"%s\"}".formatted(KEY_ID, KEY);
    assertThat(CredentialsParser.parse(XKS_PROXY_CREDENTIAL_SECRET_ID, new SecretText(text)))
        .isEqualTo(new Credentials.ProxyCredential(KEY_ID, KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {KEY, "{}", "{\"accessKeyId\": \"short\", \"secretAccessKey\": \"" + KEY + "\"}"})
  void anIncompleteProxyCredentialIsRefused(String text) {
    assertThatThrownBy(
            () -> CredentialsParser.parse(XKS_PROXY_CREDENTIAL_SECRET_ID, new SecretText(text)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("\"accessKeyId\"")
        .message()
        .doesNotContain(KEY);
  }

  @Test
  void nothingThatHoldsASecretShowsIt() {
    assertThat(
            new SecretText(KEY).toString()
                + new Credentials.Password(KEY)
                + new Credentials.ProxyCredential(KEY_ID, KEY))
        .doesNotContain(KEY, KEY_ID);
  }
}
