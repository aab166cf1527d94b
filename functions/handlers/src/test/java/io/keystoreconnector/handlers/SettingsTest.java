package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.KeyStoreType;
import io.keystoreconnector.core.UpdateRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void withoutAListNothingIsAllowed() {
    Settings settings = Settings.from(name -> null);
    assertThat(settings.keyStores()).isEqualTo(AllowList.NONE);
    assertThat(settings.addHsm()).isEqualTo(AllowList.NONE);
    assertThat(settings.updates()).isEqualTo(new UpdateRules(Map.of(), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "none", ","})
  void anEmptyListAllowsNothing(String list) {
    assertThat(Settings.from(name -> list)).isEqualTo(Settings.from(name -> null));
  }

  @Test
  void aStarAllowsEverything() {
    Settings settings = Settings.from(name -> name.startsWith("DENIED") ? null : " * ");
    assertThat(settings.keyStores()).isEqualTo(AllowList.EVERY);
    assertThat(settings.addHsm()).isEqualTo(AllowList.EVERY);
    assertThat(settings.updates()).isEqualTo(UpdateRules.EVERYTHING);
  }

  /**
   * The other functions read the same lists, and are held to the same table: a key store that
   * someone has renamed, an id that is in truth a name, and the other way round, and lists that
   * seem to say more than they do.
   */
  @ParameterizedTest
  @CsvFileSource(
      files = "src/test/resources/store-lists.csv",
      delimiter = '|',
      quoteCharacter = '\'',
      useHeadersInDisplayName = true)
  void aListHasTheKeyStoresThatItNamesAsKmsShowsThem(
      String allowed, String denied, String id, String name, boolean in) {
    KeyStore store =
        new KeyStore(
            id, name, KeyStoreType.AWS_CLOUDHSM, ConnectionState.CONNECTED, null, null, null);
    assertThat(list(Settings.MANAGED_KEY_STORES, allowed, denied).allows(store)).isEqualTo(in);
    assertThat(list(Settings.ADD_HSM_KEY_STORES, allowed, denied).allows(store)).isEqualTo(in);
  }

  @Test
  void secretsAndSettingsBelongToKeyStores() {
    UpdateRules rules =
        Settings.from(
                Map.of(
                        Settings.KEY_STORE_SECRETS,
                        "cks-1=one/kmsuser, cks-1=arn:aws:secretsmanager:r:a:secret:a=b,"
                            + " *={name}/*",
                        Settings.KEY_STORE_SETTINGS,
                        "cks-1=cloudHsmClusterId,cks-2=xksProxyUriPath")
                    ::get)
            .updates();
    assertThat(rules.secrets())
        .isEqualTo(
            Map.of(
                "cks-1",
                List.of("one/kmsuser", "arn:aws:secretsmanager:r:a:secret:a=b"),
                "*",
                List.of("{name}/*")));
    assertThat(rules.settings())
        .isEqualTo(
            Map.of("cks-1", Set.of("cloudHsmClusterId"), "cks-2", Set.of("xksProxyUriPath")));
  }

  @Test
  void primingCanBeTurnedOffAndNeverFailsAFunction() {
    assertThat(Settings.from(Map.of(Settings.PRIMING, "off")::get).priming()).isFalse();
    Settings on = Settings.from(name -> null);
    assertThat(on.priming()).isTrue();
    on.prime(
        () -> {
          throw new AccessDenied("no permission yet");
        });
  }

  private static AllowList list(String variable, String allowed, String denied) {
    Settings settings =
        Settings.from(Map.of(variable, allowed, Settings.DENIED_KEY_STORES, denied)::get);
    return variable.equals(Settings.ADD_HSM_KEY_STORES) ? settings.addHsm() : settings.keyStores();
  }
}
