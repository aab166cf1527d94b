package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.JournalItem;
import io.keystoreconnector.cli.terminal.OutputProblem;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Empties what is remembered of a key store, on condition that nobody has written meanwhile. The
 * version goes on, so that a run that is under way notices.
 */
record Clearing(JournalKeeper keeper, InstantSource clock) {

  /** What a journal is that remembers nothing. */
  private static final String EMPTY = "{\"format\":1}";

  private static final String BY = "connector journal --clear";

  /**
   * Does it, once more if someone else was faster, and returns what is there now.
   *
   * @param seen what was read
   * @return empty if nothing was there any more
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
