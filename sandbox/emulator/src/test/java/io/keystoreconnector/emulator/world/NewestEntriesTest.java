package io.keystoreconnector.emulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewestEntriesTest {

  private final NewestEntries<Integer> entries = new NewestEntries<>();

  private void add(int count) {
    IntStream.range(entries.count(), entries.count() + count).forEach(entries::add);
  }

  @Test
  void everyEntryIsKeptUnlessALimitIsGiven() {
    add(1000);
    assertThat(entries.from(0)).hasSize(1000);
  }

  @Test
  void theNewestEntriesAreKeptAndKeepTheirNumbers() {
    entries.keep(10);
    for (int i = 0; i < 95; i++) {
      add(1);
      assertThat(entries.from(0)).hasSizeLessThan(20).endsWith(i);
      assertThat(entries.count()).isEqualTo(i + 1);
    }
    assertThat(entries.from(92)).isEqualTo(List.of(92, 93, 94));
    assertThat(entries.from(95)).isEmpty();
    assertThat(entries.from(0)).hasSizeGreaterThanOrEqualTo(10).isEqualTo(entries.from(60));
  }
}
