package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

class MaskingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://bucket.s3.amazonaws.com/a?AWSAccessKeyId=A&Expires=1&Signature=Hush",
        "https://bucket.s3.amazonaws.com/a?X-Amz-Algorithm=B&X-Amz-Signature=Hush&more=1",
        "{\"callback\":{\"responseUrl\":\"https://b/a?X-Amz-Signature=Hush\",\"b\":1}}"
      })
  void aPreSignedUrlIsNotForTheLog(String text) {
    Map<String, Object> masked = Masking.of(Map.of("input", List.of(Map.of("a", text))));
    assertThat(JSON.std.asString(masked)).doesNotContain("Hush").contains("https://b", "?***");
  }
}
