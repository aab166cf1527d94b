package io.keystoreconnector.handlers;

import static io.keystoreconnector.handlers.Emulated.LABEL;
import static io.keystoreconnector.handlers.Emulated.NEW;
import static io.keystoreconnector.handlers.Emulated.OLD;
import static io.keystoreconnector.handlers.Emulated.SECRET;
import static io.keystoreconnector.handlers.Emulated.SECRETS;
import static io.keystoreconnector.handlers.Emulated.STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystoreconnector.core.SecretView;
import io.keystoreconnector.handlers.account.Refused;
import io.keystoreconnector.handlers.account.SecretText;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsContractTest {

  private static final String OTHER = "applied-cks-ffffffffffffffff0";

  /** A secret whose two versions have these labels. */
  private static Emulated secret(String old, String current) {
    return secret(old, current, "ACCEPTED");
  }

  private static Emulated secret(String old, String current, String labelToItsOwnVersion) {
    return Emulated.of(
        """
        {'variants': {'labelMovedToItsOwnVersion': '%s'},
         'secrets': [{'name': '%s', 'versions': [
          {'versionId': '%s', 'value': '%s', 'stages': [%s]},
          {'versionId': '%s', 'value': '%s', 'stages': [%s]}]}]}
        """
            .formatted(
                labelToItsOwnVersion,
                SECRET,
                OLD,
                Emulated.OLD_PASSWORD,
                old,
                NEW,
                Emulated.PASSWORD,
                current));
  }

  private static String labels(String... labels) {
    return String.join(", ", List.of(labels).stream().map("'%s'"::formatted).toList());
  }

  @Test
  void theLookTellsTheCurrentVersionAndWhetherThisStoreHasHadIt() {
    secret(labels("AWSPREVIOUS"), labels("AWSCURRENT"));
    assertThat(look()).isEqualTo(new SecretView.Current(NEW, false));
    secret(labels("AWSPREVIOUS", LABEL), labels("AWSCURRENT"));
    assertThat(look()).isEqualTo(new SecretView.Current(NEW, false));
    secret(labels("AWSPREVIOUS"), labels("AWSCURRENT", OTHER));
    assertThat(look()).isEqualTo(new SecretView.Current(NEW, false));
    secret(labels("AWSPREVIOUS"), labels("AWSCURRENT", OTHER, LABEL));
    assertThat(look()).isEqualTo(new SecretView.Current(NEW, true));
    secret(labels("AWSCURRENT", LABEL), labels("AWSPENDING"));
    assertThat(look()).isEqualTo(new SecretView.Current(OLD, true));
  }

  @Test
  void theLookNeverReadsTheValue() {
    Emulated emulated = secret(labels("AWSPREVIOUS"), labels("AWSCURRENT"));
    var _ = look();
    assertThat(emulated.calls()).containsExactly("DescribeSecret");
  }

  @Test
  void aSecretThatCannotBeUsedSaysWhy() {
    secret(labels("AWSPREVIOUS"), labels("AWSPENDING"));
    assertUnusable("has no value");
    Emulated.of("{'secrets': [{'name': '%s', 'value': 'x', 'deleted': true}]}".formatted(SECRET));
    assertUnusable("is scheduled for deletion");
    Emulated.of("{}");
    assertUnusable("does not exist in this account and Region");
  }

  /** A look must not end in a refusal: only acts have an answer for one. */
  @ParameterizedTest
  @ValueSource(strings = {"InvalidParameterException", "InvalidRequestException", "Validation"})
  void whateverSecretsManagerHasAgainstTheSecretMakesItUnusable(String error) {
    Emulated.store("'DISCONNECTED'", Emulated.refusal(error, "DescribeSecret"));
    assertThat(look()).isInstanceOf(SecretView.Unusable.class);
  }

  private static void assertUnusable(String why) {
    assertThat(look())
        .isInstanceOfSatisfying(
            SecretView.Unusable.class, unusable -> assertThat(unusable.problem()).contains(why));
  }

  private static SecretView look() {
    return SECRETS.look(SECRET, STORE);
  }

  @ParameterizedTest
  @CsvSource({OLD + ", " + Emulated.OLD_PASSWORD, NEW + ", " + Emulated.PASSWORD})
  void aVersionIsReadByItsIdAndNotByItsLabel(String version, String value) {
    secret(labels("AWSPREVIOUS"), labels("AWSCURRENT"));
    SecretText text = SECRETS.read(SECRET, version);
    assertThat(text.reveal()).isEqualTo(value);
    assertThat(text).hasToString("SecretText[hidden]");
  }

  @Test
  void whatCannotBeReadIsRefused() {
    secret(labels("AWSPREVIOUS"), labels("AWSCURRENT"));
    String absent = NEW.replace('2', '3');
    assertThat(refusal(() -> SECRETS.read(SECRET, absent))).isEqualTo("ResourceNotFoundException");
    assertThat(refusal(() -> SECRETS.read("nobody", NEW))).isEqualTo("ResourceNotFoundException");
    Emulated.of(
        """
        {'clusters': [{}], 'keyStores': [{'name': 'payments'}],
         'secrets': [{'name': '%s', 'versionId': '%s', 'value': '%s', 'encryptedWith': 'payments'}]}
        """
            .formatted(SECRET, NEW, Emulated.PASSWORD));
    assertThat(refusal(() -> SECRETS.read(SECRET, NEW))).isEqualTo("DecryptionFailure");
  }

  @Test
  void aBinaryValueIsRefused() {
    Canned.answering(
        200,
        "{\"Name\": \"s\", \"VersionId\": \"%s\", \"SecretBinary\": \"AAEC\"}".formatted(NEW),
        aws -> assertThat(refusal(() -> aws.secrets().read("s", NEW))).isEqualTo("SecretUnusable"));
  }

  private static String refusal(ThrowingCallable call) {
    return catchThrowableOfType(Refused.class, call).error();
  }
}
