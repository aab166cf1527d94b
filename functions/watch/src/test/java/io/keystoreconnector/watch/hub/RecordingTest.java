package io.keystoreconnector.watch.hub;

import static io.keystoreconnector.watch.hub.Reported.MEMBER;
import static io.keystoreconnector.watch.hub.Reported.RUN;
import static io.keystoreconnector.watch.hub.Reported.STORE;
import static io.keystoreconnector.watch.hub.Reported.after;
import static io.keystoreconnector.watch.hub.Reported.at;
import static io.keystoreconnector.watch.hub.Reported.changed;
import static io.keystoreconnector.watch.hub.Reported.inventory;
import static io.keystoreconnector.watch.hub.Reported.only;
import static io.keystoreconnector.watch.hub.Reported.run;
import static io.keystoreconnector.watch.hub.Reported.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {

  @Test
  void anInventoryMakesARowForEachKeyStoreAndOneForTheAccount() {
    Known known = after(inventory(10, seen(STORE, "CONNECTED", 2), seen("cks-2", "FAILED", 3)));
    assertThat(known.self())
        .isEqualTo(new MemberRow(MEMBER, Reported.CONNECTOR, at(10), at(10), at(10), 2, null, 1));
    assertThat(known.keyStores()).containsOnlyKeys(STORE, "cks-2");
    assertThat(known.keyStores().get(STORE))
        .isEqualTo(
            new StoreRow(
                MEMBER,
                STORE,
                "payments",
                Reported.CONNECTOR,
                new StoreRow.State("CONNECTED", null, at(2), at(10), "CONNECTED"),
                at(2),
                new StoreRow.Facts("AWS_CLOUDHSM", true, null, false, at(10)),
                null,
                at(10),
                1));
  }

  /** The minutes and states of two events, and the state, code and since that are known then. */
  @ParameterizedTest
  @CsvSource({
    "10, CONNECTED,    ,               20, FAILED,       INTERNAL_ERROR, FAILED INTERNAL_ERROR 20",
    "20, FAILED,       INTERNAL_ERROR, 10, CONNECTED,    ,               FAILED INTERNAL_ERROR 20",
    "10, FAILED,       NETWORK_ERRORS, 10, FAILED,       NETWORK_ERRORS, FAILED NETWORK_ERRORS 10",
    "10, FAILED,       NETWORK_ERRORS, 15, FAILED,       USER_NOT_FOUND, FAILED USER_NOT_FOUND 15",
    "15, FAILED,       USER_NOT_FOUND, 10, FAILED,       NETWORK_ERRORS, FAILED USER_NOT_FOUND 15",
    "10, DISCONNECTED, ,               11, NEW_STATE,    ,               NEW_STATE null 11"
  })
  void anOlderChangeNeverOverwritesANewerOne(
      int first,
      String state,
      @Nullable String code,
      int second,
      String stateThen,
      @Nullable String codeThen,
      String known) {
    StoreRow.State then =
        Objects.requireNonNull(
            only(changed(first, state, code), changed(second, stateThen, codeThen)).state());
    assertThat(
            "%s %s %d"
                .formatted(
                    then.name(),
                    then.errorCode(),
                    (then.since().getEpochSecond() - at(0).getEpochSecond()) / 60))
        .isEqualTo(known);
  }

  @Test
  void anInventoryThatComesLateDoesNotOverwriteAChangeThatWasSeenAfterIt() {
    StoreRow row =
        only(changed(20, "FAILED", "INTERNAL_ERROR"), inventory(10, seen(STORE, "CONNECTED", 2)));
    assertThat(row.state())
        .isEqualTo(new StoreRow.State("FAILED", "INTERNAL_ERROR", at(20), at(20), "CONNECTED"));
    assertThat(row.facts()).as("what only the inventory says").isNotNull();
    assertThat(row.newsAt()).isEqualTo(at(20));
  }

  /** The event that said so was lost, or the hours in which it is expected have begun since. */
  @Test
  void whatIsExpectedOfAKeyStoreIsWhatWasReportedLast() {
    News asleep = changed(10, "DISCONNECTED", null, "DISCONNECTED");
    News inventory = inventory(20, seen(STORE, "DISCONNECTED", 10));
    StoreRow.State then = new StoreRow.State("DISCONNECTED", null, at(10), at(20), "CONNECTED");
    assertThat(only(asleep, inventory).state()).isEqualTo(then);
    assertThat(only(inventory, asleep).state()).isEqualTo(then);
    assertThat(only(asleep).state())
        .isEqualTo(new StoreRow.State("DISCONNECTED", null, at(10), at(10), "DISCONNECTED"));
  }

  @Test
  void anOlderInventoryBringsNothingBack() {
    Known known = after(inventory(20, seen(STORE, "CONNECTED", 2)));
    assertThat(Recording.of(inventory(19, seen("cks-2", "FAILED", 3)), known))
        .isEqualTo(new Changes(List.of(), List.of(withFirstNews(known, 19))));
  }

  /** That it reports at all is known from then on. */
  private static MemberRow withFirstNews(Known known, int minute) {
    MemberRow row = Objects.requireNonNull(known.self());
    return new MemberRow(
        row.member(),
        row.connector(),
        at(minute),
        row.newsAt(),
        row.inventoryAt(),
        row.keyStores(),
        row.silentSince(),
        row.version());
  }

  @Test
  void aKeyStoreThatIsGoneFromTheInventoryIsRemoved() {
    News before = inventory(10, seen(STORE, "CONNECTED", 2), seen("cks-2", "FAILED", 3));
    assertThat(after(before, inventory(20, seen(STORE, "CONNECTED", 2))).keyStores())
        .containsOnlyKeys(STORE);
    assertThat(after(before, inventory(20)).keyStores()).isEmpty();
  }

  @Test
  void aKeyStoreIsNotRemovedByAnInventoryFromBeforeItsNews() {
    assertThat(after(changed(20, "CONNECTED", null), inventory(10)).keyStores())
        .containsOnlyKeys(STORE);
    assertThat(after(changed(10, "CONNECTED", null), inventory(10)).keyStores()).isEmpty();
  }

  @Test
  void lateNewsDoesNotBringBackAKeyStoreThatIsGone() {
    News gone = inventory(20);
    assertThat(after(gone, changed(19, "FAILED", "INTERNAL_ERROR")).keyStores()).isEmpty();
    assertThat(after(gone, run(19, "CONNECTED", "CONNECTED")).keyStores()).isEmpty();
    assertThat(after(gone, changed(21, "FAILED", "INTERNAL_ERROR")).keyStores())
        .containsOnlyKeys(STORE);
  }

  @Test
  void theNewestRunIsKept() {
    News.RunEnded early = run(10, "NEEDS_A_PERSON", "USER_LOCKED_OUT");
    News.RunEnded late = run(20, "CONNECTED", "CONNECTED");
    for (StoreRow row : List.of(only(early, late), only(late, early))) {
      assertThat(row.run()).isEqualTo(new Run("CONNECTED", "CONNECTED", true, at(20), RUN));
    }
  }

  /** The watch reports only what differs from its own last look. */
  @Test
  void aRunNeverSaysTheStateOfAKeyStore() {
    assertThat(only(run(10, "CONNECTED", "CONNECTED")).state()).isNull();
    assertThat(only(changed(5, "FAILED", "INTERNAL_ERROR"), run(10, "CONNECTED", "CONNECTED")))
        .extracting(row -> Objects.requireNonNull(row.state()).name())
        .isEqualTo("FAILED");
  }

  @Test
  void aRunForAKeyStoreThatNobodyHasSeenMakesNoRow() {
    Run run = new Run("NEEDS_A_PERSON", "NOT_FOUND", false, at(10), RUN);
    News unseen = new News.RunEnded(MEMBER, "c", STORE, null, false, run);
    News unnamed = new News.RunEnded(MEMBER, "c", null, null, false, run);
    for (News news : List.of(unseen, unnamed)) {
      Known known = after(news);
      assertThat(known.keyStores()).isEmpty();
      assertThat(Objects.requireNonNull(known.self()).newsAt()).isEqualTo(at(10));
    }
    StoreRow known = only(inventory(5, seen(STORE, "CONNECTED", 2)), unseen);
    assertThat(known.run()).as("of one that is known").isEqualTo(run);
    assertThat(known.name()).isEqualTo("payments");
  }

  @Test
  void aStateThatWasNotSeenIsTheOneFromBefore() {
    StoreRow row =
        only(changed(5, "FAILED", "INTERNAL_ERROR"), inventory(10, seen(STORE, null, 0)));
    assertThat(row.state())
        .isEqualTo(new StoreRow.State("FAILED", "INTERNAL_ERROR", at(5), at(5), "CONNECTED"));
    assertThat(only(inventory(10, seen(STORE, null, 0))).state()).isNull();
  }

  @Test
  void newsThatComesAgainChangesNothing() {
    List<News> all =
        List.of(
            inventory(5, seen(STORE, "CONNECTED", 2)),
            changed(10, "FAILED", "INTERNAL_ERROR"),
            run(20, "CONNECTED", "CONNECTED"));
    Known known = after(all);
    for (News again : all) {
      assertThat(Recording.of(again, known)).as(again.toString()).isEqualTo(Changes.NONE);
    }
  }

  /** If the recorder dies in between, the inventory comes again and is not taken for done. */
  @Test
  void theAccountsRowIsWrittenLast() {
    assertThat(
            Recording.of(
                    inventory(10, seen(STORE, "CONNECTED", 2), seen("cks-2", "FAILED", 3)),
                    Known.NOTHING)
                .written())
        .extracting(Row::entry)
        .endsWith(MemberRow.ENTRY)
        .hasSize(3);
  }

  @Test
  void whatPeopleWereToldStaysInTheRow() {
    MemberRow told = MemberRow.first(inventory(0)).silentSince(at(9));
    Changes changes = Recording.of(inventory(10), new Known(told, Map.of()));
    assertThat(changes.written())
        .singleElement()
        .isInstanceOfSatisfying(
            MemberRow.class, row -> assertThat(row.silentSince()).isEqualTo(at(9)));
  }
}
