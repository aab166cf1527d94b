package io.keystoreconnector.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadsTest {

  @ParameterizedTest
  @CsvSource({"1, 1 kB", "1000, 1 kB", "1001, 2 kB", "999999, 1000 kB", "10120000, 10.1 MB"})
  void aSizeIsNeverNothing(long bytes, String size) {
    assertThat(Uploads.size(bytes)).isEqualTo(size);
  }
}
