package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.cli.aws.JournalItem;
import io.keystoreconnector.cli.terminal.OutputProblem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClearingTest {

  private static final JournalItem SEEN = item(7);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-15T03:00:00.5Z"));

  /** A journal into which a run writes just before each of the first attempts to clear it. */
  private static final class Busy implements JournalKeeper {

    private int disturbances;
    private @Nullable JournalItem item = SEEN;
    private final boolean vanishes;

    Busy(int disturbances, boolean vanishes) {
      this.disturbances = disturbances;
      this.vanishes = vanishes;
    }

    @Override
    public String where() {
      return "here";
    }

    @Override
    public Map<String, Object> json() {
      return Map.of();
    }

    @Override
    public Optional<JournalItem> read(String keyStoreId) {
      return Optional.ofNullable(item);
    }

    @Override
    public boolean replace(JournalItem next, long seen) {
      if (disturbances > 0) {
        disturbances--;
        item = vanishes || item == null ? null : item(item.version() + 1);
      }
      if (item == null || item.version() != seen) {
        return false;
      }
      item = next;
      return true;
    }
  }

  private static JournalItem item(long version) {
    return new JournalItem("cks-000a", version, "{\"format\":1,\"used\":[\"a\"]}", "arn:run", "");
  }

  @Test
  void writesAnEmptyJournalAsTheNextVersion() {
    assertThat(new Clearing(new Busy(0, false), CLOCK).of(SEEN))
        .contains(
            new JournalItem(
                "cks-000a",
                8,
                "{\"format\":1}",
                "connector journal --clear",
                "2026-01-15T03:00:00Z"));
  }

  @Test
  void triesOnceMoreIfSomeoneElseHasWritten() {
    assertThat(new Clearing(new Busy(1, false), CLOCK).of(SEEN))
        .hasValueSatisfying(now -> assertThat(now.version()).isEqualTo(9));
  }

  @Test
  void isContentIfNothingIsThereAnyMore() {
    assertThat(new Clearing(new Busy(1, true), CLOCK).of(SEEN)).isEmpty();
  }

  @Test
  void saysThatSomeoneElseKeepsWriting() {
    Busy busy = new Busy(2, false);
    assertThatThrownBy(() -> new Clearing(busy, CLOCK).of(SEEN))
        .isInstanceOf(OutputProblem.class)
        .hasMessageStartingWith("Someone else, probably a run, is writing the journal of cks-000a");
    assertThat(busy.read("cks-000a").orElseThrow().journal()).contains("used");
  }
}
