package io.keystoreconnector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void aFunctionStartsWithNothingSet() {
    assertThat(Settings.from(name -> null))
        .isEqualTo(
            new Settings(false, Set.of(), "keystore-connector", "default", "connector-journal"))
        .isEqualTo(Settings.from(name -> " "));
  }

  /** As the steps read the same variable. */
  @ParameterizedTest
  @CsvSource({"cks-1, true", "'cks-2 , cks-1,', true", "*, true", "none, false", "cks-11, false"})
  void itUsesOnlyKeyStoresThatTheDeploymentManages(String managed, boolean uses) {
    assertThat(Settings.from(Map.of("MANAGED_KEY_STORES", managed)::get).manages("cks-1"))
        .isEqualTo(uses);
  }

  @Test
  void theAccountIsThatOfTheFunction() {
    assertThat(Place.of("c", "arn:aws:lambda:eu-central-1:111122223333:function:watch:live", "r"))
        .isEqualTo(new Place("c", "111122223333", "r"));
  }
}
