package io.keystoreconnector.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import io.keystoreconnector.room.Accounts.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The control endpoint's resources for the rehearsal room, over an account in virtual time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoomTest {

  private static final Scenarios SCENARIOS =
      new Scenarios(Installation.ofThisProcess().scenarios());

  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  private Consumer<CallRecord> onCall = call -> {};
  private Account account;

  @BeforeAll
  void open() throws IOException {
    account =
        Accounts.room(
                SCENARIOS.read("renewed-secret"),
                Speed.VIRTUAL,
                call -> onCall.accept(call),
                run -> ended.add(run.name() + " " + run.status()))
            .account();
  }

  @AfterAll
  void close() {
    account.close();
  }

  private Answer send(String method, String path, String body) throws Exception {
    return Accounts.send(
        method, URI.create(account.endpoint() + "/_sandbox/" + path), body.replace('\'', '"'));
  }

  private Map<String, Object> done(String method, String path, String body) throws Exception {
    Answer answer = send(method, path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private String play(String scenario) throws Exception {
    done("PUT", "scenario", "{'name': '" + scenario + "'}");
    return run("{}");
  }

  /** Starts a run and waits for its end; returns its name. */
  private String run(String body) throws Exception {
    String name = String.valueOf(done("POST", "runs", body).get("name"));
    assertThat(ended.take()).startsWith(name + " ");
    return name;
  }

  private MapAssert<Object, Object> assertOutcome(String run) throws Exception {
    return assertThat(done("GET", "recording?run=" + run, "").get("outcome"))
        .asInstanceOf(InstanceOfAssertFactories.MAP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PUT    | scenario             | {'name': 'nothing'}             | 404 | The scenario nothing does not exist
          PUT    | scenario             | {'name': 1}                     | 400 | name must be a string
          PUT    | scenario             | {'title': 'x', 'wurld': {}}     | 400 | wurld is not a valid field
          PUT    | scenario             | {'world': {'keyStore': {'x': 1}}} | 400 | world.keyStores[0].x is not a valid field
          PUT    | scenario             | {'world': {'settings': {'region': 'us-east-1'}}} | 400 | settings.region must be eu-central-1
          PUT    | speed                | {'speed': 'fast'}               | 400 | speed must be real, virtual, or a whole number from 1 to 60
          PUT    | speed                | {'speed': '20'}                 | 409 | speed cannot change between virtual and real time
          PUT    | speed                | {}                              | 400 | speed is required
          POST   | runs                 | {'requests': {}}                | 400 | requests is not a valid field
          DELETE | runs                 |                                 | 400 | The query must name a run
          DELETE | runs?run=nobody      |                                 | 404 | The run nobody does not exist
          GET    | recording?run=nobody |                                 | 404 | The run nobody does not exist
          GET    | recording?name=x     |                                 | 400 | The query must be run=
          GET    | report?run=nobody    |                                 | 404 | The run nobody does not exist
          GET    | scenario-file?run=nobody |                             | 404 | The run nobody does not exist
          """)
  void aMistakeIsAnsweredWithOneSentence(
      String method, String path, String body, int status, String sentence) throws Exception {
    String before = account.scene().scenario().name();
    Answer answer = send(method, path, body == null ? "" : body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(String.valueOf(answer.json().get("error"))).contains(sentence);
    assertThat(account.scene().scenario().name()).isEqualTo(before);
  }

  @Test
  void everyScenarioIsTold() throws Exception {
    assertThat(send("GET", "scenarios", "").json().get("scenarios"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .extracting(scenario -> scenario.get("name"))
        .isEqualTo(SCENARIOS.names());
  }

  @Test
  void aScenarioBringsItsWorldItsSettingsAndItsFaultsAndTheNextHasNoneOfThem() throws Exception {
    assertOutcome(play("not-allowed")).containsEntry("error", "NOT_ALLOWED");
    assertOutcome(play("functions-gone")).containsEntry("status", "FAILED");
    assertOutcome(play("renewed-secret")).containsEntry("status", "SUCCEEDED");
  }

  /** Their histories would fill the memory of a sandbox that is used for days. */
  @Test
  void theRunsOfAWorldThatIsGoneAreForgottenAndTheirNamesAreNotUsedAgain() throws Exception {
    String first = play("start-connected");
    String second = play("start-connected");
    assertThat(second).isNotEqualTo(first);
    assertThat(done("GET", "runs", "").get("runs"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .extracting(run -> run.get("name"))
        .containsExactly(second);
    assertThat(send("GET", "recording?run=" + first, "").status()).isEqualTo(404);
  }

  @Test
  void aScenarioCanBeGivenInFull() throws Exception {
    Map<String, Object> scene =
        done(
            "PUT",
            "scenario",
            "{'request': {'customKeyStoreName': 'payments', 'dryRun': true},"
                + " 'world': {'keyStore': {'state': 'CONNECTED'}}}");
    assertThat(scene.get("request")).isEqualTo(account.request());
    assertOutcome(run("{}")).containsEntry("headline", "Dry run: nothing was changed");
    assertOutcome(run("{'request': {'customKeyStoreName': 'other'}}"))
        .containsEntry("error", "KEY_STORE_NOT_FOUND");
  }

  @Test
  void theAccountSaysHowItsClientsReachItAndWhichWorkflowIsDeployed() throws Exception {
    Map<String, Object> told = done("GET", "account", "");
    assertThat(told)
        .containsEntry("endpoint", account.endpoint().toString())
        .containsEntry("environment", ClientEnvironment.of(account))
        .containsEntry("stateMachineArn", account.machineArn());
    assertThat(String.valueOf(told.get("machine"))).contains("Check key store and HSMs");
  }

  @Test
  void aSceneSaysWhetherSomebodyHasChangedItsWorld() throws Exception {
    for (String change : List.of("people", "faults", "time")) {
      assertThat(done("PUT", "scenario", "{'name': 'start-disconnected'}"))
          .containsEntry("changedByHand", false);
      done(
          "POST",
          change,
          switch (change) {
            case "people" -> "{'does': 'KILL_HSM', 'cluster': 'cluster-payments234'}";
            case "faults" -> "{'fault': 'THROTTLE', 'operation': 'CreateHsm'}";
            default -> "{'advanceSeconds': 1}";
          });
      assertThat(new RehearsalRoom(account, SCENARIOS).scene())
          .as(change)
          .containsEntry("changedByHand", true);
    }
  }

  @Test
  void aSceneHidesEverySecret() throws Exception {
    String scene = String.valueOf(done("PUT", "scenario", "{'name': 'renewed-secret'}"));
    assertThat(scene).contains("***").doesNotContain("theOldPassword1", "theNewPassword2");
  }

  @Test
  void aReportIsAPageToBeSaved() throws Exception {
    String run = play("renewed-secret");
    Answer report = send("GET", "report?run=" + run, "");
    assertThat(report.status()).isEqualTo(200);
    assertThat(report.text())
        .startsWith("<!doctype html>")
        .contains("<title>payments: The key store is connected (rehearsal)</title>")
        .contains("./connector rehearse " + run + ".json");
    assertThat(report.text()).doesNotContain("theOldPassword1", "theNewPassword2");
  }

  @Test
  void whatHappensAfterARunIsNotInItsRecording() throws Exception {
    String run = play("start-connected");
    Map<String, Object> before = done("GET", "recording?run=" + run, "");
    done("POST", "people", "{'does': 'DISCONNECT', 'keyStore': 'payments'}");
    assertThat(done("GET", "recording?run=" + run, "")).isEqualTo(before);
    assertThat(String.valueOf(done("GET", "scenario-file?run=" + run, "")))
        .doesNotContain("DISCONNECT,", "does=DISCONNECT");
  }

  @Test
  void aRunCanBePlayedAgainWithAllThatSomebodyDidMeanwhile() throws Exception {
    done("PUT", "scenario", "{'name': 'start-disconnected'}");
    done("POST", "time", "{'advanceSeconds': 100}");
    done("POST", "faults", "{'fault': 'LATENCY', 'operation': 'CreateHsm', 'count': 'ALL'}");
    whileConnecting(
        () -> {
          account.act(Map.of("does", "KILL_HSM", "cluster", "cluster-payments234"));
          account.act(Map.of("does", "KILL_HSM", "cluster", "cluster-payments234"));
          account.forgetFaults();
          account.plan(Map.of("fault", "THROTTLE", "operation", "DescribeClusters"));
        });
    String run = run("{}");
    assertOutcome(run).containsEntry("status", "FAILED");
    Map<String, Object> file = done("GET", "scenario-file?run=" + run, "");
    assertThat(String.valueOf(file.get("world")))
        .containsOnlyOnce("LATENCY")
        .containsPattern("LATENCY[^}]*to=1")
        .containsPattern("ThrottlingException[^}]*from=1")
        .containsPattern("at=1[0-9.]+,[^}]*KILL_HSM");
    Rehearsed again = rehearse(file);
    assertThat(again.differences()).isEmpty();
    assertThat(again.calls()).filteredOn(call -> call.error() != null).hasSize(1);
  }

  @Test
  void aSecondRunIsPlayedAgainInTheWorldThatTheFirstOneLeft() throws Exception {
    String first = play("check-function-throttled");
    String second = run("{}");
    assertThat(account.recording(account.runs().getLast()).toJson()).containsKey("path");
    assertThat(done("GET", "scenario-file?run=" + first, "").get("functionFaults"))
        .isNotEqualTo(List.of());
    Map<String, Object> file = done("GET", "scenario-file?run=" + second, "");
    assertThat(file.get("functionFaults")).isEqualTo(List.of());
    assertThat(rehearse(file).differences()).isEmpty();
  }

  @Test
  void aFleetIsPlayedWithTheRunsThatItStartsAndCanBePlayedAgain() throws Exception {
    done("PUT", "scenario", "{'name': 'fleet-one-broken'}");
    String fleet = String.valueOf(done("POST", "runs", "{}").get("name"));
    List<String> ends = new ArrayList<>();
    while (ends.isEmpty() || !ends.getLast().startsWith(fleet + " ")) {
      ends.add(ended.take());
    }
    assertThat(ends).hasSize(3).anyMatch(end -> end.startsWith("cks-0123456789abcdef0-" + fleet));
    assertOutcome(fleet).containsEntry("error", "KEY_STORES_NEED_A_PERSON");
    assertThat(String.valueOf(done("GET", "recording?run=" + fleet, "").get("machine")))
        .contains("Each key store")
        .doesNotContain("Check key store and HSMs");
    assertThat(rehearse(done("GET", "scenario-file?run=" + fleet, "")).differences()).isEmpty();
  }

  /** Once, right after a call that saw the key store connecting. */
  private void whileConnecting(Runnable deeds) {
    onCall =
        call -> {
          if (call.result().toString().contains("CONNECTING")) {
            onCall = any -> {};
            deeds.run();
          }
        };
  }

  private static Rehearsed rehearse(Map<String, Object> file) throws IOException {
    Scenario scenario = Scenarios.of("taken", file);
    try (Rehearsal rehearsal = new Rehearsal(Installation.ofThisProcess(), 1)) {
      return rehearsal.play(scenario);
    }
  }
}
