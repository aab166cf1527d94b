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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsParserTest {

  private static final String KEY_ID = "ABCDEFGHIJKLMNOPQRST";
  private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Secret12",
        "Secret12\n",
        "\uFEFFSecret12\r\n",
        " \tSecret12\u00A0",
        "{\"password\": \"Secret12\"}",
        "{\"password\": \"Secret12\\n\"}",
        "{\"username\": \"kmsuser\", \"password\": \"Secret12\"}",
        "\uFEFF\n{\n  \"username\": \"kmsuser\",\n  \"password\": \"Secret12\"\n}\n",
        "{\"KeyStorePassword\": \"Secret12\"}",
        "{\"password\": \"Secret12\", \"KeyStorePassword\": \"Secret12\"}"
      })
  void aPasswordIsPlainTextOrAFieldOfAnObjectHoweverItWasStored(String text) {
    assertThat(CredentialsParser.parse(KEY_STORE_PASSWORD_SECRET_ID, new SecretText(text)))
        .isEqualTo(new Credentials.Password("Secret12"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kmsPswd", "kmsPswd890kmsPswd890kmsPswd89012", "{\"password\": 1234567}"})
  void aPasswordHasSevenToThirtyTwoLettersAndDigits(String text) {
    assertThat(CredentialsParser.parse(KEY_STORE_PASSWORD_SECRET_ID, new SecretText(text)))
        .isInstanceOf(Credentials.Password.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          ``                                            | value is empty
          secret                                        | value has fewer than 7 characters
          Secret1234567890123456789012345678            | value has more than 32 characters
          Secret-12                                     | value has a character other than letters and digits
          sécrets1                                      | value has a character other than letters and digits
          "Secret12"                                    | value has a character other than letters and digits
          {"password": "Sec ret12"}                     | "password" has a character other than letters and digits
          {"password": ""}                              | "password" is empty
          {"password": ["Secret12"]}                    | "password" is not a string
          {"password": null}                            | "password" is missing
          {"pass": "Secret12"}                          | "password" is missing
          {"password": "Secret12", "KeyStorePassword": "Secret34"} | "password" differs from its "KeyStorePassword"
          {"password": Secret12                         | value is not a valid JSON object
          {"password": "Secret12"} x                    | value is not a valid JSON object
          """)
  void anythingElseIsRefusedByTheRuleThatItBreaksWithoutBeingRepeated(String text, String rule) {
    assertThatThrownBy(
            () -> CredentialsParser.parse(KEY_STORE_PASSWORD_SECRET_ID, new SecretText(text)))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "The secret cannot be used: its "
                + rule
                + ". It must be kmsuser's password, 7 to 32 letters and digits, as plain text or as"
                + " \"password\" in a JSON object.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"accessKeyId\": \"%s\", \"secretAccessKey\": \"%s\"}",
        "\uFEFF{\n \"accessKeyId\": \"%s\",\r\n \"secretAccessKey\": \"%s\"\n}\n",
        "{\"AccessKeyId\": \"%s\", \"RawSecretAccessKey\": \"%s\"}",
        "{\"AccessKeyId\": \"%s \", \"RawSecretAccessKey\": \"%s\\n\"}",
        "{\"XksProxyUriPath\": \"/kms/xks/v1\", \"XksProxyAuthenticationCredential\":"
            + " {\"AccessKeyId\": \"%s\", \"RawSecretAccessKey\": \"%s\"}}"
      })
  void aProxyCredentialIsAnObjectWithOurNamesOrThoseOfAws(String text) {
    assertThat(
            CredentialsParser.parse(
                XKS_PROXY_CREDENTIAL_SECRET_ID, new SecretText(text.formatted(KEY_ID, KEY))))
        .isEqualTo(new Credentials.ProxyCredential(KEY_ID, KEY));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          KEY                                              | value is not a valid JSON object
          {}                                               | "accessKeyId" is missing
          {"accessKeyId": "SHORT", "secretAccessKey": "KEY"} | "accessKeyId" has fewer than 20 characters
          {"AccessKeyId": "0KEYID", "RawSecretAccessKey": "KEY"} | "AccessKeyId" has a character other than the letters A to Z and the digits 2 to 7
          {"accessKeyId": "KEYID"}                         | "secretAccessKey" is missing
          {"accessKeyId": "KEYID", "RawSecretAccessKey": "KEY-"} | "RawSecretAccessKey" has a character other than letters, digits and /+=
          {"accessKeyId": "KEYID", "secretAccessKey": "KEYKEY"} | "secretAccessKey" has more than 64 characters
          {"XksProxyAuthenticationCredential": {}, "accessKeyId": "KEYID"} | "accessKeyId" is missing
          """)
  void aProxyCredentialIsRefusedByTheRuleThatItBreaks(String text, String rule) {
    String secret = text.replace("KEYID", KEY_ID).replaceAll("KEY(?=[\"K-]|$)", KEY);
    assertThatThrownBy(
            () -> CredentialsParser.parse(XKS_PROXY_CREDENTIAL_SECRET_ID, new SecretText(secret)))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("The secret cannot be used: its " + rule + ". It must be a JSON")
        .message()
        .doesNotContain(KEY, KEY_ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Value '%s' at 'x'", "%s", "a %s and %s"})
  void whatAwsRepeatsIsHidden(String text) {
    String secret = "a/b+c=".repeat(8);
    String encoded = "a%2Fb%2Bc%3D".repeat(8);
    Credentials proxy = new Credentials.ProxyCredential(KEY_ID, secret);
    for (String value : new String[] {secret, encoded, KEY_ID}) {
      assertThat(proxy.hiddenIn(text.replace("%s", value)))
          .isEqualTo(text.replace("%s", "[hidden]"));
    }
    assertThat(new Credentials.Password("Secret12").hiddenIn(text.replace("%s", "Secret12")))
        .isEqualTo(text.replace("%s", "[hidden]"));
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
