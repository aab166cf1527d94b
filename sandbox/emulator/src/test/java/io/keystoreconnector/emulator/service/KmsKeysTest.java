package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.emulator.Bench;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.OriginType;

/** The keys of key stores, as seen by the real SDK. */
class KmsKeysTest {

  private static final String PREFIX = "arn:aws:kms:eu-central-1:111122223333:";
  private static final String FIRST = PREFIX + "key/11111111-1111-1111-1111-111111111111";
  private static final String SECOND = PREFIX + "key/22222222-2222-2222-2222-222222222222";
  private static final String EXTERNAL = PREFIX + "key/33333333-3333-3333-3333-333333333333";

  private static Bench bench(String state) {
    return Bench.of(
        """
        {'keyStores': [
          {'id': 'cks-0123456789abcdef0', 'name': 'payments', 'state': '%s',
           'keyArns': ['%s', '%s'],
           'keyAliases': [{'name': 'alias/cards', 'key': '%s'}, {'name': 'alias/old', 'key': '%s'}]},
          {'name': 'partner', 'state': 'CONNECTED', 'xks': {}, 'keyArns': ['%s']}],
         'clusters': [{'id': 'cluster-paymentsHsm'}]}
        """
            .formatted(state, FIRST, SECOND, FIRST, FIRST, EXTERNAL));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void keysOfAllKeyStoresComeInPages(int limit) {
    Bench bench = bench("CONNECTED");
    assertThat(
            bench.kms().listKeysPaginator(r -> r.limit(limit)).stream()
                .flatMap(page -> page.keys().stream())
                .map(KeyListEntry::keyArn))
        .containsExactly(FIRST, SECOND, EXTERNAL);
    assertThat(bench.kms().listKeysPaginator(r -> r.limit(limit)).stream())
        .hasSize(Math.ceilDiv(3, limit));
  }

  @Test
  void aKeyIsListedByItsIdToo() {
    assertThat(bench("CONNECTED").kms().listKeys().keys().getFirst().keyId())
        .isEqualTo("11111111-1111-1111-1111-111111111111");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FIRST,
        "11111111-1111-1111-1111-111111111111",
        "alias/cards",
        PREFIX + "alias/cards"
      })
  void aKeyIsDescribedByEachOfItsNames(String name) {
    KeyMetadata key = bench("CONNECTED").kms().describeKey(r -> r.keyId(name)).keyMetadata();
    assertThat(key.arn()).isEqualTo(FIRST);
    assertThat(key.customKeyStoreId()).isEqualTo("cks-0123456789abcdef0");
    assertThat(key.cloudHsmClusterId()).isEqualTo("cluster-paymentsHsm");
    assertThat(key.origin()).isEqualTo(OriginType.AWS_CLOUDHSM);
    assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(key.enabled()).isTrue();
  }

  @Test
  void aKeyOfAnExternalKeyStoreHasNoCluster() {
    KeyMetadata key = bench("CONNECTED").kms().describeKey(r -> r.keyId(EXTERNAL)).keyMetadata();
    assertThat(key.origin()).isEqualTo(OriginType.EXTERNAL_KEY_STORE);
    assertThat(key.cloudHsmClusterId()).isNull();
  }

  @Test
  void aKeyOfAKeyStoreThatIsNotConnectedIsUnavailable() {
    KeyMetadata key = bench("DISCONNECTED").kms().describeKey(r -> r.keyId(FIRST)).keyMetadata();
    assertThat(key.keyState()).isEqualTo(KeyState.UNAVAILABLE);
    assertThat(key.enabled()).isFalse();
  }

  @Test
  void aKeyThatDoesNotExistIsAnError() {
    Bench bench = bench("CONNECTED");
    assertThatThrownBy(() -> bench.kms().describeKey(r -> r.keyId("alias/nobody")))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aliasesComeInPagesOrForOneKey() {
    Bench bench = bench("CONNECTED");
    assertThat(bench.kms().listAliasesPaginator(r -> r.limit(1)).stream())
        .hasSize(2)
        .flatExtracting(page -> page.aliases().stream().map(AliasListEntry::aliasName).toList())
        .containsExactly("alias/cards", "alias/old");
    List<AliasListEntry> ofFirst = bench.kms().listAliases(r -> r.keyId(FIRST)).aliases();
    assertThat(ofFirst)
        .hasSize(2)
        .first()
        .satisfies(
            alias -> {
              assertThat(alias.aliasArn()).isEqualTo(PREFIX + "alias/cards");
              assertThat(alias.targetKeyId()).isEqualTo("11111111-1111-1111-1111-111111111111");
            });
    assertThat(bench.kms().listAliases(r -> r.keyId(SECOND)).aliases()).isEmpty();
  }
}
