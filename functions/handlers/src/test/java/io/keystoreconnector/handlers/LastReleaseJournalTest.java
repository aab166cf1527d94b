package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.JournalView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the last release has written into the journal's table is read by this one, and rolling back
 * is safe as long as this one writes the same. There has been no release yet, so the entries are
 * those of a commit on the way to the first.
 */
class LastReleaseJournalTest {

  private static final Path ENTRIES =
      Path.of("src/test/resources/last-release/journal-entries.jsonl");

  @ParameterizedTest
  @MethodSource("entries")
  void anEntryOfTheLastReleaseIsReadAndWrittenAsItWas(String entry) {
    Event copy = new Event(Map.of("version", 7, "entry", entry));
    JournalView view = JournalJson.read(copy);
    assertThat(view).isInstanceOf(JournalView.Read.class);
    assertThat(JournalJson.write(view, copy)).containsEntry("entry", entry);
  }

  static List<String> entries() throws IOException {
    return Files.readAllLines(ENTRIES);
  }

  @Test
  void theyHaveEveryFieldThatAnEntryCanHave() throws IOException {
    assertThat(String.join("", entries()))
        .contains(
            "\"line\"",
            "\"repair\"",
            "\"logIns\"",
            "\"told\"",
            "\"used\"",
            "\"hsm\"",
            "\"secretVersion\"",
            "\"zone\"");
  }

  /** A later release's format is not guessed: nothing is done until someone has looked. */
  @Test
  void anEntryOfAnotherFormatStopsARun() {
    assertThat(JournalJson.read(new Event(Map.of("version", 7, "entry", "{\"format\":2}"))))
        .isInstanceOf(JournalView.Unavailable.class);
  }
}
