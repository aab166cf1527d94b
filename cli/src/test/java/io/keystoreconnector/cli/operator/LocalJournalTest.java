package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.cli.aws.JournalItem;
import io.keystoreconnector.cli.terminal.OutputProblem;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalJournalTest {

  private static final JournalItem ONE = item("cks-000a", 1);

  @TempDir private Path home;

  private Path file = Path.of("");
  private LocalJournal journal = new LocalJournal(file, new VirtualTime(Instant.EPOCH));

  @BeforeEach
  void begin() {
    file = new StateFolder(home.resolve("state")).journal("111122223333", "eu-central-1");
    journal = new LocalJournal(file, new VirtualTime(Instant.EPOCH));
  }

  private static JournalItem item(String id, long version) {
    return new JournalItem(id, version, "{\"format\":1}", "arn:run", "2026-01-15T03:00:00Z");
  }

  @Test
  void keepsTheItemsOfAllKeyStoresInOneFile() {
    JournalItem other = item("cks-000b", 4);
    assertThat(journal.read(ONE.keyStoreId())).isEmpty();
    assertThat(journal.put(ONE, there -> there.isEmpty())).isTrue();
    assertThat(journal.put(other, there -> there.isEmpty())).isTrue();
    assertThat(journal.read(ONE.keyStoreId())).contains(ONE);
    assertThat(journal.read(other.keyStoreId())).contains(other);
    assertThat(file).exists().hasFileName("111122223333-eu-central-1.json");
  }

  @Test
  void writesOnlyInThePlaceOfWhatWasRead() {
    assertThat(journal.replace(item("cks-000a", 2), 1)).isFalse();
    assertThat(journal.put(ONE, there -> true)).isTrue();
    assertThat(journal.replace(item("cks-000a", 2), 1)).isTrue();
    assertThat(journal.replace(item("cks-000a", 2), 1)).isFalse();
    assertThat(journal.read("cks-000a")).contains(item("cks-000a", 2));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseMayReadIt() throws IOException {
    journal.put(ONE, there -> true);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("state"))))
        .isEqualTo("rwx------");
  }

  @Test
  void leavesNoHalfFilesBehind() throws IOException {
    journal.put(ONE, there -> true);
    journal.put(item("cks-000a", 2), there -> true);
    try (Stream<Path> files = Files.list(home.resolve("state"))) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "111122223333-eu-central-1.json", "111122223333-eu-central-1.json.lock");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"format\": 1, \"keyStores\"",
        "[]",
        "{}",
        "{\"format\": 2, \"keyStores\": {}}",
        "{\"format\": 1, \"keyStores\": {\"cks-000a\": {\"version\": \"1\"}}}"
      })
  void ofADamagedFileNothingIsBelievedAndNothingIsOverwritten(String text) throws IOException {
    Files.createDirectories(home.resolve("state"));
    Files.writeString(file, text);
    assertThatThrownBy(() -> journal.read("cks-000a"))
        .isInstanceOf(UsageProblem.class)
        .hasMessageStartingWith("The journal " + file + " is damaged (");
    assertThatThrownBy(() -> journal.put(ONE, there -> true)).isInstanceOf(UsageProblem.class);
    assertThat(file).hasContent(text);
  }

  @Test
  void saysThatAnotherProcessKeepsItLocked() throws IOException {
    journal.put(ONE, there -> true);
    try (FileChannel channel =
            FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThatThrownBy(() -> journal.put(item("cks-000a", 2), there -> true))
          .isInstanceOf(OutputProblem.class)
          .hasMessage(
              "Another process has locked the journal %s; try again when it has ended."
                  .formatted(file));
    }
    assertThat(journal.put(item("cks-000a", 2), there -> true)).isTrue();
  }

  @Test
  void saysThatItCannotBeWritten() throws IOException {
    Files.writeString(home.resolve("state"), "a file where the folder should be");
    assertThatThrownBy(() -> journal.put(ONE, there -> true))
        .isInstanceOf(OutputProblem.class)
        .hasMessageStartingWith("The journal " + file + " cannot be written: ");
  }
}
