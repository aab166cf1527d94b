package io.keystoreconnector.watch.hub;

import static io.keystoreconnector.watch.hub.Reported.MEMBER;
import static io.keystoreconnector.watch.hub.Reported.at;
import static io.keystoreconnector.watch.hub.Reported.changed;
import static io.keystoreconnector.watch.hub.Reported.inventory;
import static io.keystoreconnector.watch.hub.Reported.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTest {

  private static final int TOO_LATE = 26 * 60;

  private static MemberRow member(News news, @Nullable Integer toldAt) {
    return MemberRow.first(news)
        .counted(inventory(0))
        .silentSince(toldAt == null ? null : at(toldAt));
  }

  /** When the check is, when people were told of the silence, and what they are told now. */
  @ParameterizedTest
  @CsvSource({
    "1559, ,     ",
    "1560, ,     true",
    "9999, ,     true",
    "9999, 1570, ",
    "100,  90,   false",
    "100,  ,     "
  })
  void peopleAreToldOnceOfASilenceAndOnceOfItsEnd(
      int minute, @Nullable Integer toldAt, @Nullable Boolean silent) {
    MemberRow row = member(inventory(0), toldAt);
    assertThat(Silence.of(List.of(row), at(minute)))
        .isEqualTo(silent == null ? List.of() : List.of(new Silence(MEMBER, silent, at(0))));
  }

  @Test
  void whatWasToldIsRemembered() {
    Known known = new Known(member(inventory(0), null), Map.of());
    MemberRow told = marked(new Silence(MEMBER, true, at(0)), known);
    assertThat(told.silentSince()).isEqualTo(at(TOO_LATE));
    assertThat(Silence.of(List.of(told), at(TOO_LATE + 60))).isEmpty();
    MemberRow heard = marked(new Silence(MEMBER, false, at(0)), new Known(told, Map.of()));
    assertThat(heard.silentSince()).isNull();
  }

  private static MemberRow marked(Silence silence, Known known) {
    return (MemberRow) silence.marked(known, at(TOO_LATE)).written().getFirst();
  }

  @Test
  void aRowThatAPersonHasDeletedStaysDeleted() {
    assertThat(new Silence(MEMBER, true, at(0)).marked(Known.NOTHING, at(1)))
        .isEqualTo(Changes.NONE);
  }

  /** Other news does not say that the watch sees all key stores. */
  @Test
  void onlyAnInventoryBreaksTheSilence() {
    Known changing = Reported.after(inventory(0), changed(1000, "FAILED", "INTERNAL_ERROR"));
    assertThat(Silence.isSilent(Objects.requireNonNull(changing.self()), at(TOO_LATE))).isTrue();
    Known never = Reported.after(changed(5, "FAILED", "INTERNAL_ERROR"));
    MemberRow self = Objects.requireNonNull(never.self());
    assertThat(Silence.isSilent(self, at(5 + TOO_LATE - 1))).isFalse();
    assertThat(Silence.isSilent(self, at(5 + TOO_LATE))).isTrue();
  }

  @Test
  void thereIsTimeForAnInventoryThatWasRefusedOnce() {
    assertThat(Silence.LONGEST).isGreaterThan(Duration.ofDays(1).plusHours(1));
  }

  @Test
  void aMessageSaysWhichAccountAndSinceWhen() {
    assertThat(new Silence(MEMBER, true, at(0)).detail().getString("message"))
        .startsWith(
            "Account 111122223333, Region eu-central-1, has sent no inventory of its key stores"
                + " since 2026-11-23T03:00:00Z: ")
        .contains("docs/operate.md#accountssilent");
    assertThat(new Silence(MEMBER, false, at(0)).detail().getString("message"))
        .isEqualTo(
            "Account 111122223333, Region eu-central-1, sends inventories of its key stores again;"
                + " the last is of 2026-11-23T03:00:00Z. You need not do anything.");
  }

  @Test
  void theEventFollowsItsSchema() throws IOException {
    JSONObject schema =
        new JSONObject(Files.readString(Path.of("../../docs/silence-event.schema.json")));
    assertThat(schema.getString("title")).isEqualTo(Silence.DETAIL_TYPE);
    for (boolean silent : new boolean[] {true, false}) {
      JSONObject detail = new Silence(MEMBER, silent, at(0)).detail();
      assertThat(detail.keySet())
          .isEqualTo(schema.getJSONObject("properties").keySet())
          .containsExactlyInAnyOrderElementsOf(
              schema.getJSONArray("required").toList().stream().map(String::valueOf).toList());
      assertThat(detail.get("silent")).isEqualTo(silent);
    }
  }

  @Test
  void theMetricsCountAccountsAndKeyStores() {
    Known one =
        Reported.after(inventory(0, seen("cks-1", "CONNECTED", 0), seen("cks-2", "FAILED", 0)));
    List<Row> rows = new ArrayList<>(one.keyStores().values());
    rows.add(Objects.requireNonNull(one.self()));
    List<JSONObject> lines =
        HubMetrics.lines(rows, "hub", at(TOO_LATE)).stream().map(JSONObject::new).toList();
    assertThat(lines.getFirst().getJSONObject("_aws").getJSONArray("CloudWatchMetrics").toString())
        .contains("[[\"Hub\"]]", "\"KeyStoreConnector\"");
    assertThat(lines.getFirst().getInt("Accounts")).isEqualTo(1);
    assertThat(lines.getFirst().getInt("SilentAccounts")).isEqualTo(1);
    assertThat(lines.getFirst().getInt("NeedAPerson")).isEqualTo(1);
    assertThat(lines.stream().skip(1))
        .map(line -> line.getString("State") + " " + line.getInt("KeyStores"))
        .containsExactly(
            "CONNECTED 1", "CONNECTING 0", "DISCONNECTED 0", "DISCONNECTING 0", "FAILED 1");
  }

  @Test
  void withoutAnythingInTheTableTheMetricsSayZero() {
    JSONObject line = new JSONObject(HubMetrics.lines(List.of(), "hub", at(0)).getFirst());
    assertThat(line.getInt("Accounts")).isZero();
    assertThat(line.getInt("SilentAccounts")).isZero();
  }
}
