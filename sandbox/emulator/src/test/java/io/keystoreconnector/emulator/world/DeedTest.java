package io.keystoreconnector.emulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeedTest {

  @ParameterizedTest
  @MethodSource
  void noDeedShowsASecret(Deed deed) {
    assertThat(deed.toString()).contains("payments", "hidden").doesNotContain("thePassword1");
  }

  static Stream<Deed> noDeedShowsASecret() {
    return Stream.of(
        new Deed.TellPassword("payments", "thePassword1"),
        new Deed.ResetPassword("payments", "thePassword1", "payments/kmsuser"),
        new Deed.PutSecret("payments", "thePassword1"));
  }
}
