package io.keystoreconnector.watch.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a row is read as it was written, all other tests of rows rely on. */
class RowFieldsTest {

  private static final StoreRow ROW =
      Reported.only(
          Reported.inventory(5, Reported.seen(Reported.STORE, "CONNECTED", 2)),
          Reported.changed(10, "FAILED", "INTERNAL_ERROR"),
          Reported.run(12, "NEEDS_A_PERSON", "USER_LOCKED_OUT"));

  @Test
  void aRowHasWhatAPersonAsksFor() {
    assertThat(RowFields.of(ROW))
        .containsEntry("place", "111122223333/eu-central-1")
        .containsEntry("entry", Reported.STORE)
        .containsEntry("name", "payments")
        .containsEntry("state", "FAILED")
        .containsEntry("errorCode", "INTERNAL_ERROR")
        .containsEntry("since", "2026-11-23T03:10:00Z")
        .containsEntry("expected", "CONNECTED")
        .containsEntry("runCode", "USER_LOCKED_OUT")
        .containsEntry("runEndedAt", "2026-11-23T03:12:00Z")
        .containsEntry("needs", "Follow the runbook: USER_LOCKED_OUT.")
        .containsEntry("newsAt", "2026-11-23T03:12:00Z");
  }

  @Test
  void theAttributesAreThoseOfTheDocument() throws IOException {
    String page = Files.readString(Path.of("../../docs/company.md"));
    Set<String> known = new TreeSet<>(RowFields.of(ROW).keySet());
    known.addAll(RowFields.of(MemberRow.first(Reported.inventory(0))).keySet());
    assertThat(known).allMatch(name -> name.equals("version") || page.contains("`" + name + "`"));
    Set<String> documented =
        Pattern.compile("(?ms)^\\| attribute of .*?^$")
            .matcher(page)
            .results()
            .flatMap(table -> table.group().lines().skip(2))
            .flatMap(row -> Pattern.compile("`(\\w+)`").matcher(row.split("\\|", -1)[1]).results())
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    known.removeAll(Set.of("version", "place", "entry"));
    known.addAll(Set.of("usable", "silentSince"));
    assertThat(documented).isEqualTo(known);
  }

  @Test
  void eachWriteHasTheNextVersion() {
    assertThat(RowFields.of(ROW)).containsEntry("version", ROW.version() + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"entry", "account", "name", "since", "managed", "runEndedAt", "version"})
  void whatItDoesNotUnderstandItDoesNotGuess(String missing) {
    for (Object wrong : List.of("oops", 1L, true)) {
      Map<String, Object> fields = new HashMap<>(RowFields.of(ROW));
      fields.remove(missing);
      assertThatThrownBy(() -> RowFields.read(fields)).isInstanceOf(RowNotReadable.class);
      fields.put(missing, wrong);
      Object right = RowFields.of(ROW).get(missing);
      if (right == null || !right.getClass().equals(wrong.getClass())) {
        assertThatThrownBy(() -> RowFields.read(fields)).isInstanceOf(RowNotReadable.class);
      }
    }
  }

  /** A later release may add some. */
  @Test
  void attributesThatItDoesNotKnowAreIgnored() {
    Map<String, Object> fields = new HashMap<>(RowFields.of(ROW));
    fields.put("later", "x");
    assertThat(RowFields.read(fields)).isEqualTo(RowFields.read(RowFields.of(ROW)));
  }
}
