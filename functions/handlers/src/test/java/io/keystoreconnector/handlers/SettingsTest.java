package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.AllowList;
import io.keystoreconnector.core.UpdateRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    Settings settings = Settings.from(name -> " * ");
    assertThat(settings.keyStores()).isEqualTo(AllowList.EVERY);
    assertThat(settings.addHsm()).isEqualTo(AllowList.EVERY);
    assertThat(settings.updates()).isEqualTo(UpdateRules.EVERYTHING);
  }

  @ParameterizedTest
  @ValueSource(strings = {Settings.MANAGED_KEY_STORES, Settings.ADD_HSM_KEY_STORES})
  void aListNamesThoseThatAre(String variable) {
    AllowList list = list(variable, "cks-1, cks-2,");
    assertThat(list).isEqualTo(AllowList.of(Set.of("cks-1", "cks-2")));
    assertThat(list.allows("cks-2")).isTrue();
    assertThat(list.allows("cks-3")).isFalse();
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

  private static AllowList list(String variable, String ids) {
    Settings settings = Settings.from(Map.of(variable, ids)::get);
    return variable.equals(Settings.ADD_HSM_KEY_STORES) ? settings.addHsm() : settings.keyStores();
  }
}
