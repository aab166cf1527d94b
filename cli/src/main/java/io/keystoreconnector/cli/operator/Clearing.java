package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.JournalItem;
import io.keystoreconnector.cli.terminal.OutputProblem;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Clears what is remembered about a key store, unless someone has written to it since it was read.
 * The version continues, so a run that is in progress notices.
 */
record Clearing(JournalKeeper keeper, InstantSource clock) {

  /** A journal that remembers nothing. */
  private static final String EMPTY = "{\"format\":1}";

  private static final String BY = "connector journal --clear";

  /**
   * Clears it, with one more try if someone else was faster, and returns what is there now.
   *
   * @param seen what was read
   * @return empty if nothing was left
   * @throws OutputProblem if someone else was faster again
   */
  Optional<JournalItem> of(JournalItem seen) {
    JournalItem empty = empty(seen);
    if (keeper.replace(empty, seen.version())) {
      return Optional.of(empty);
    }
    @Nullable JournalItem now = keeper.read(seen.keyStoreId()).orElse(null);
    if (now == null) {
      return Optional.empty();
    }
    JournalItem again = empty(now);
    if (keeper.replace(again, now.version())) {
      return Optional.of(again);
    }
    throw new OutputProblem(
        "Someone else, probably a run, is writing the journal of %s, so it was not cleared; ./connector status shows runs in progress."
            .formatted(seen.keyStoreId()));
  }

  private JournalItem empty(JournalItem before) {
    return new JournalItem(
        before.keyStoreId(),
        before.version() + 1,
        EMPTY,
        BY,
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
