package io.keystoreconnector.watch;

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
                StoreList.of(null, null),
                "keystore-connector",
                "default",
                "connector-journal",
                ExpectedStates.of(null)))
        .isEqualTo(Settings.from(name -> " "));
  }

  /** As the steps read the same variables. */
  @ParameterizedTest
  @CsvFileSource(
      files = "../handlers/src/test/resources/store-lists.csv",
      delimiter = '|',
      quoteCharacter = '\'',
      useHeadersInDisplayName = true)
  void itUsesOnlyKeyStoresThatTheDeploymentManages(
      String allowed, String denied, String id, String name, boolean in) {
    Map<String, String> variables =
        Map.of("MANAGED_KEY_STORES", allowed, "DENIED_KEY_STORES", denied);
    assertThat(Settings.from(variables::get).manages(id, name)).isEqualTo(in);
  }

  @Test
  void theAccountIsThatOfTheFunction() {
    assertThat(Place.of("c", "arn:aws:lambda:eu-central-1:111122223333:function:watch:live", "r"))
        .isEqualTo(new Place("c", "111122223333", "r"));
  }
}
