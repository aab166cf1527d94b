package io.keystoreconnector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SettingsTest {

  @Test
  void aFunctionStartsWithNothingSet() {
    assertThat(Settings.from(name -> null))
        .isEqualTo(
            new Settings(
                "",
                null,
                StoreList.of(null, null),
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

  /** As the steps read such a list. */
  @ParameterizedTest
  @CsvFileSource(
      files = "../handlers/src/test/resources/store-lists.csv",
      delimiter = '|',
      quoteCharacter = '\'',
      useHeadersInDisplayName = true)
  void onlyTheKeyStoresThatAreNamedMayBeDisconnected(
      String allowed, String denied, String id, String name, boolean in) {
    Settings settings =
        Settings.from(
            Map.of(Settings.DISCONNECTABLE_KEY_STORES, allowed, Settings.DENIED_KEY_STORES, denied)
                ::get);
    assertThat(settings.mayDisconnect(id, name)).isEqualTo(in);
  }

  @Test
  void noKeyStoreMayBeDisconnectedIfNoneIsNamed() {
    Settings nothing = Settings.from(name -> null);
    assertThat(nothing.mayDisconnect("cks-1", "payments")).isFalse();
    assertThat(nothing.disconnectableKeyStores().isEmpty()).isTrue();
  }
}
