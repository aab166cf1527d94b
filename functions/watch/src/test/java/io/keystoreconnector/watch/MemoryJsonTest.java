package io.keystoreconnector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryJsonTest {

  @Test
  void itIsReadAsItWasWritten() {
    for (Memory memory :
        new Memory[] {
          Memory.EMPTY,
          Watched.memory("CONNECTED", null),
          Watched.memory("FAILED", "USER_LOCKED_OUT")
        }) {
      assertThat(MemoryJson.read(MemoryJson.write(memory))).contains(memory);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"format\": 2, \"keyStores\": {}}",
        "{\"format\": 1}",
        "{\"format\": 1, \"keyStores\": {\"cks-1\": {\"state\": \"FAILED\"}}}",
        "{\"format\": 1, \"keyStores\": {\"cks-1\": {\"state\": \"FAILED\", \"since\":"
            + " \"today\"}}}",
        "{\"format\": 1, \"keyStores\": {}, \"inventoryAt\": \"today\"}"
      })
  void whatItDoesNotUnderstandItDoesNotGuess(String text) {
    assertThat(MemoryJson.read(text)).isEmpty();
  }
}
