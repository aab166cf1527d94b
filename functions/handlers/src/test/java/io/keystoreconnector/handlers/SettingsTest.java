package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void withoutAnAllowListEveryKeyStoreIsAllowed() {
    assertThat(Settings.from(name -> null).allows("cks-1")).isTrue();
    assertThat(from("").allows("cks-1")).isTrue();
  }

  @Test
  void anAllowListNamesThoseThatAre() {
    Settings settings = from("cks-1, cks-2,");
    assertThat(settings.allows("cks-2")).isTrue();
    assertThat(settings.allows("cks-3")).isFalse();
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

  private static Settings from(String allowed) {
    return Settings.from(Map.of(Settings.ALLOWED_KEY_STORES, allowed)::get);
  }
}
