package io.keystoreconnector.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                    | title is required.
          {'title': 1}                                          | title must be a string.
          {TS}                                                  | expect.status is required.
          {TS, 'expect': {'status': 'GOOD'}}                    | expect.status must be one of SUCCEEDED, FAILED, TIMED_OUT, ABORTED.
          {TS, E, 'stroy': ''}                                  | stroy is not a valid field; valid fields are expect, fleet, functionFaults, interleaving, otherRuns, person, request, runs, settings, startsAt, story, title, world.
          {TS, E, 'settings': {'allowed': []}}                  | settings.allowed is not a valid field; valid fields are addHsmKeyStores, allowedKeyStores, canaryKeys, deniedKeyStores, keyStoreSecrets, keyStoreSettings.
          {TS, E, 'world': {'keyStore': {'state': 'GONE'}}}     | world.keyStores[0].state must be one of CONNECTED, CONNECTING, FAILED, DISCONNECTED, DISCONNECTING.
          {TS, E, 'world': {'keyStore': {}, 'keyStores': []}}   | world.keyStore cannot be combined with keyStores.
          {TS, E, 'world': {'keystore': {}}}                    | world.keystore is not a valid field; valid fields are clusters, databases, faults, hub, journal, keyStores, people, second, secrets, settings, variants.
          {TS, E, 'functionFaults': [{'function': 'Look'}]}     | functionFaults[0].function must be one of Check, Connect, Disconnect, Update, AddHsm.
          {TS, E, 'functionFaults': [{'function': 'Check'}]}    | functionFaults[0].error is required, unless seconds says how slow the call is.
          {TS, E, 'otherRuns': [{}]}                            | interleaving is required with otherRuns.
          {TS, E, 'runs': []}                                   | runs must contain at least one run.
          {TS, E, 'runs': [{}], 'startsAt': 3}                  | startsAt cannot be combined with runs.
          {TS, E, 'runs': [{}], 'otherRuns': [{}]}              | otherRuns cannot be combined with runs.
          {TS, E, 'runs': [{}, {'at': 1, 'after': 2}]}          | runs[1].at and after and beside are mutually exclusive.
          {TS, E, 'runs': [{'at': 'ANY'}]}                      | interleaving must be a list of steps if there is a person or a run starts at ANY moment.
          {TS, E, 'runs': [{'stopsAt': 1}]}                     | runs[0].stopsAt is not a valid field; valid fields are after, at, beside, expect, fleet, request, stopsAfter, stopsAtState.
          {TS, E, 'interleaving': [1]}                          | interleaving must be a list of strings.
          {TS, E, 'interleaving': 1, 'person': {'mayDo': [{'does': 'CONNECT'}]}} | interleaving must be a list of steps if there is a person or a run starts at ANY moment.
          {TS, E, 'interleaving': 1, 'otherRuns': [{'startsAt': 'ANY'}]} | interleaving must be a list of steps if there is a person or a run starts at ANY moment.
          {TS, E, 'interleaving': [], 'otherRuns': [{'startsAt': 'NOW'}]} | otherRuns[0].startsAt must be a whole number, 0 or more.
          {TS, E, 'person': {'mayDo': [{'does': 'CONNECT'}, {'does': 'CONNECT'}]}} | person.mayDo must name each deed only once.
          {TS, E, 'person': {'mayDo': [{'does': 'SLEEP'}]}}     | person.mayDo[0].does must be one of CONNECT, DISCONNECT, BREAK_SESSION, TELL_PASSWORD, RENAME, RESET_PASSWORD, UNLOCK_USER, LOG_IN, LOG_OUT, DELETE_USER, ADD_HSM, KILL_HSM, MODIFY_CLUSTER, DELETE_CLUSTER, PUT_SECRET.
          {TS, 'expect': {'status': 'FAILED', 'breaches': ['None']}} | expect.breaches must contain only these rules: NeverDisconnectsAConnectedStore, UpdatesAConnectedStoreOnlyNow, SuccessMeansConnected, ConnectedMeansSuccess, SuccessMeansUsable, TellsNoSecret, PushesNoVersionTwice, TriesNoWrongPasswordAgain, LogsInWrongAtMostTwice, NeverLeavesItsOwnRepair, BeginsNoRepairThatCannotBeFinished, WritesDownBeforeActing, ActsAloneOnALook, ChangesNothingWithoutTheJournal, EndsInTimeWithAReport, ConnectsAtMostAsOftenAsAllowed, BuysAtMostOneHsm, BuysOneHsmInAll, BuysNoneBesideADegradedHsm, LeavesAClusterInChangeAlone, BuysHsmsOnlyIfAllowed, DryRunsChangeNothing, ChangesOnlyAllowedStores, ReportsTheStateLastSeen, ReportsEveryAction, CountsAttemptsTruly, ReportsFailuresThatWere, NamesTheRealCause, JudgesRequestsTruly, OneStoreStopsNoOther, ReportsEachStoreTruly, CutsOffNoConnect, WastesNoLogIn.
          {TS, 'expect': {'status': 'FAILED', 'calls': {'CreateHsm': 'no'}}} | expect.calls.CreateHsm must be a whole number, 0 or more.
          """)
  void saysInOneSentenceWhatIsWrongWithAFile(String json, String sentence) throws IOException {
    assertThatThrownBy(() -> scenario(json))
        .isInstanceOf(ScenarioFormatException.class)
        .hasMessage("any.json: " + sentence);
  }

  @Test
  void namesTheLineThatIsNotJson() {
    assertThatThrownBy(() -> scenario("{\n'title': }"))
        .isInstanceOf(ScenarioFormatException.class)
        .hasMessageStartingWith("any.json: line 2 is not JSON: ");
    assertThatThrownBy(() -> scenario("{\n'title': 'No end'"))
        .isInstanceOf(ScenarioFormatException.class)
        .hasMessage(
            "any.json: line 2 is not JSON: Unexpected end-of-input: expected close marker for"
                + " Object.");
  }

  @Test
  void takesTheUsualWorldAndRequestForWhatIsLeftOut() throws IOException {
    Scenario scenario = scenario("{TS, E}");
    assertThat(scenario.name()).isEqualTo("any");
    assertThat(scenario.request()).isEqualTo(Map.of("customKeyStoreName", "payments"));
    assertThat(scenario.world())
        .isEqualTo(
            Map.of(
                "keyStores",
                List.of(Map.of("id", "cks-0123456789abcdef0", "name", "payments")),
                "clusters",
                List.of(Map.of("id", "cluster-payments234"))));
  }

  @Test
  void takesAnyJsonForTheRequest() throws IOException {
    assertThat(scenario("{TS, E, 'request': null}").request()).isNull();
    assertThat(scenario("{TS, E, 'request': [1]}").request()).isEqualTo(List.of(1));
  }

  @Test
  void givesPeopleTheUsualThingsToWorkOn() throws IOException {
    Scenario scenario =
        scenario(
            "{TS, E, 'world': {'people': [{'does': 'CONNECT'}, {'does': 'LOG_OUT'},"
                + " {'does': 'CONNECT', 'keyStore': 'other'}]}}");
    assertThat(scenario.world().get("people"))
        .isEqualTo(
            List.of(
                Map.of("does", "CONNECT", "keyStore", "payments"),
                Map.of("does", "LOG_OUT", "cluster", "cluster-payments234"),
                Map.of("does", "CONNECT", "keyStore", "other")));
  }

  private Scenario scenario(String json) throws IOException {
    String text =
        json.replace("TS", "'title': 't', 'story': 's'")
            .replace("E}", "'expect': {'status': 'SUCCEEDED'}}")
            .replace("E,", "'expect': {'status': 'SUCCEEDED'},")
            .replace('\'', '"');
    Path file = Files.writeString(folder.resolve("any.json"), text);
    return new ScenarioFile(file).read();
  }
}
