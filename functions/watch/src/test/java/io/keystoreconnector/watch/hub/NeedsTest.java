package io.keystoreconnector.watch.hub;

import static io.keystoreconnector.watch.hub.Reported.STORE;
import static io.keystoreconnector.watch.hub.Reported.changed;
import static io.keystoreconnector.watch.hub.Reported.inventory;
import static io.keystoreconnector.watch.hub.Reported.only;
import static io.keystoreconnector.watch.hub.Reported.run;
import static io.keystoreconnector.watch.hub.Reported.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedsTest {

  /** What was reported, each with its minute, and what is needed then. */
  @ParameterizedTest
  @CsvSource({
    "CONNECTED 1,                                          ",
    "CONNECTING 1,                                         ",
    "DISCONNECTING 1,                                      ",
    "NEW_STATE 1,                                          ",
    "FAILED 1,                                             Start a run.",
    "DISCONNECTED 1,                                       'Start a run, unless it is off on"
        + " purpose.'",
    "DISCONNECTED 1 run LEFT_DISCONNECTED 2,               ",
    "CONNECTED 1 DISCONNECTED 3 run LEFT_DISCONNECTED 2,   ",
    "run LEFT_DISCONNECTED 1 CONNECTED 2 DISCONNECTED 3,   'Start a run, unless it is off on"
        + " purpose.'",
    "FAILED 1 run USER_LOCKED_OUT 2,                       Follow the runbook: USER_LOCKED_OUT.",
    "CONNECTED 1 run USER_LOCKED_OUT 2 FAILED 3,           Follow the runbook: USER_LOCKED_OUT.",
    "FAILED 1 run USER_LOCKED_OUT 2 CONNECTED 3,           ",
    "FAILED 1 run USER_LOCKED_OUT 2 CONNECTED 3 FAILED 4,  Start a run.",
    "CONNECTED 1 run CONNECTED_BUT_UNUSABLE 2,             'Follow the runbook:"
        + " CONNECTED_BUT_UNUSABLE.'",
    "FAILED 1 run CONNECTED 2,                             Start a run.",
    "run USER_LOCKED_OUT 1,                                Follow the runbook: USER_LOCKED_OUT.",
    "run CONNECTED 1,                                      "
  })
  void whatIsNeededFollowsFromTheStateAndTheLastRun(String reported, @Nullable String needed) {
    assertThat(Needs.of(only(news(reported)))).isEqualTo(needed);
  }

  /** A key store that sleeps needs nobody; one that has FAILED does not sleep. */
  @ParameterizedTest
  @CsvSource({
    "DISCONNECTED,  DISCONNECTED, false, ",
    "DISCONNECTED,  DISCONNECTED, true,  ",
    "DISCONNECTED,  CONNECTED,    false, 'Start a run, unless it is off on purpose.'",
    "DISCONNECTED,  CONNECTED,    true,  Follow the runbook: USER_LOCKED_OUT.",
    "DISCONNECTED,  ,             false, 'Start a run, unless it is off on purpose.'",
    "DISCONNECTING, DISCONNECTED, true,  Follow the runbook: USER_LOCKED_OUT.",
    "FAILED,        DISCONNECTED, false, Start a run.",
    "FAILED,        DISCONNECTED, true,  Follow the runbook: USER_LOCKED_OUT."
  })
  void aKeyStoreThatIsOffAsExpectedNeedsNobody(
      String state, @Nullable String expected, boolean runFailed, @Nullable String needed) {
    News changed = changed(2, state, null, expected);
    News run = run(1, "NEEDS_A_PERSON", "USER_LOCKED_OUT");
    assertThat(Needs.of(runFailed ? only(run, changed) : only(changed))).isEqualTo(needed);
    News.Seen seen = of(state, true, null, expected);
    News inventory = inventory(2, seen);
    assertThat(Needs.of(runFailed ? only(run, inventory) : only(inventory))).isEqualTo(needed);
  }

  private static News[] news(String reported) {
    List<News> all = new ArrayList<>();
    String[] words = reported.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      boolean isRun = words[i].equals("run");
      String word = isRun ? words[++i] : words[i];
      int minute = Integer.parseInt(words[i + 1]);
      boolean succeeded = word.equals("CONNECTED") || word.equals("LEFT_DISCONNECTED");
      all.add(
          isRun
              ? run(minute, succeeded ? word : "NEEDS_A_PERSON", word)
              : changed(minute, word, null));
    }
    return all.toArray(News[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTED,    false, true,  Follow the runbook: CONNECTED_BUT_UNUSABLE.",
    "CONNECTED,    true,  true,  ",
    "CONNECTED,    ,      false, ",
    "FAILED,       ,      false, Repair it by hand: no connector manages it.",
    "DISCONNECTED, ,      false, "
  })
  void whatIsNeededFollowsFromTheInventory(
      String state, @Nullable Boolean usable, boolean managed, @Nullable String needed) {
    assertThat(Needs.of(only(inventory(10, of(state, managed, usable))))).isEqualTo(needed);
  }

  /** It was not usable before it was CONNECTED again. */
  @Test
  void anInventoryFromBeforeSaysNothingAboutTheStateOfNow() {
    News unusable = inventory(10, of("CONNECTED", true, false));
    News failed = changed(20, "FAILED", "INTERNAL_ERROR");
    News again = changed(30, "CONNECTED", null);
    assertThat(Needs.of(only(unusable, failed, again))).isNull();
    assertThat(Needs.of(only(inventory(10, seen(STORE, null, 0))))).isNull();
  }

  private static News.Seen of(String state, boolean managed, @Nullable Boolean usable) {
    return of(state, managed, usable, managed ? "CONNECTED" : null);
  }

  private static News.Seen of(
      String state, boolean managed, @Nullable Boolean usable, @Nullable String expected) {
    return new News.Seen(
        STORE,
        "payments",
        "AWS_CLOUDHSM",
        managed,
        state,
        null,
        Reported.at(2),
        expected,
        usable,
        false);
  }
}
