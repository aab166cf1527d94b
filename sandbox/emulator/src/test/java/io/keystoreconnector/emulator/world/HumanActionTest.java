package io.keystoreconnector.emulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HumanActionTest {

  @ParameterizedTest
  @MethodSource
  void noActionShowsASecret(HumanAction action) {
    assertThat(action.toString()).contains("payments", "hidden").doesNotContain("thePassword1");
  }

  static Stream<HumanAction> noActionShowsASecret() {
    return Stream.of(
        new HumanAction.TellPassword("payments", "thePassword1"),
        new HumanAction.ResetPassword("payments", "thePassword1", "payments/kmsuser"),
        new HumanAction.PutSecret("payments", "thePassword1"));
  }
}
