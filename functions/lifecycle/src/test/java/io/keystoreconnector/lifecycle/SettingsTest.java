package io.keystoreconnector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void aFunctionStartsWithNothingSet() {
    assertThat(Settings.from(name -> null))
        .isEqualTo(
            new Settings(
                "",
                java.util.List.of(),
                "keystore-connector",
                "default",
                null,
                null,
                java.util.List.of()));
    assertThat(Settings.from(name -> " ")).isEqualTo(Settings.from(name -> null));
  }

  @Test
  void onlyTheBucketOfItsRegionIsAnsweredUnlessTheDeploymentNamesAnother() {
    assertThat(Settings.from(Map.of("AWS_REGION", "eu-central-1")::get).responseHosts())
        .isEqualTo(ResponseUrl.ofCloudFormation("eu-central-1"));
    assertThat(
            Settings.from(
                    Map.of(
                            "AWS_REGION",
                            "eu-central-1",
                            Settings.RESPONSE_HOSTS,
                            "https://a.example.com, https://*.b")
                        ::get)
                .responseHosts())
        .containsExactly("https://a.example.com", "https://*.b");
  }

  @Test
  void onlyTheKeyStoresThatAreNamedMayBeDisconnected() {
    Settings settings =
        Settings.from(Map.of(Settings.DISCONNECTABLE_KEY_STORES, "cks-1, cks-2,")::get);
    assertThat(settings.mayDisconnect("cks-2")).isTrue();
    assertThat(settings.mayDisconnect("cks-3")).isFalse();
  }

  @Test
  void noKeyStoreMayBeDisconnectedIfNoneIsNamed() {
    assertThat(Settings.from(name -> null).mayDisconnect("cks-1")).isFalse();
    assertThat(Settings.from(name -> "").mayDisconnect("cks-1")).isFalse();
    assertThat(Settings.from(name -> ",").mayDisconnect("")).isFalse();
  }
}
