package io.keystoreconnector.rehearsal.teststate;

import io.keystoreconnector.emulator.world.JournalTable;
import io.keystoreconnector.emulator.world.Settings;
import io.keystoreconnector.local.Deployment;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.FunctionSwap;
import io.keystoreconnector.rehearsal.scenario.Interleaving;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import io.keystoreconnector.statemachine.StateMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tests of every state of the deployed definition, made from runs that together take every way out
 * of every state. Of tests of the same kind, the first is kept; of those of the first state of a
 * run, the first for each input.
 */
final class ScenarioTests {

  private static final List<String> SCENARIOS =
      List.of(
          "access-denied-connect",
          "access-denied-describe",
          "access-denied-secret",
          "add-hsm-refused",
          "bad-input-a-list",
          "bad-input-a-text",
          "bad-input-jsonata-looking",
          "before-connect-server-errors",
          "callback",
          "check-function-hangs",
          "check-function-throttled",
          "cluster-swap-one-hsm",
          "connect-function-restoring",
          "connect-throttled-for-ever",
          "dry-run",
          "functions-gone",
          "journal-answer-lost",
          "journal-cannot-be-read",
          "journal-cannot-be-written",
          "leave",
          "server-errors-for-ever",
          "update-answer-lost-then-throttled",
          "update-cut-off",
          "xks-wrong-path");

  /** For the ways out that no scenario takes: it fails with an error that a retry does not fix. */
  private static final List<Fault> FAULTS =
      List.of(
          new Fault("renewed-secret", "Update", 1, "Lambda.Unknown"),
          new Fault("renewed-secret", "Update", 2, "Some.Error"),
          new Fault("renewed-secret", "Disconnect", 1, "Some.Error"),
          new Fault("add-hsm", "AddHsm", 1, "Some.Error"));

  /** For those that take another run, or functions of another release. */
  private static final List<String> ACTIONS = List.of("Recall", "Look", "Dance");

  private static final Installation INSTALLATION = Installation.ofThisProcess();

  /** The name of the run of a scenario with an interleaving. */
  private static final String ITS_RUN = "main";

  private static final String REGION = "eu-central-1";

  private final StateMachine machine = machine();
  private final Map<String, StateTest> tests = new LinkedHashMap<>();

  /**
   * The nth call of a function fails in a scenario.
   *
   * @param nth counted from 1
   */
  private record Fault(String scenario, String function, int nth, String error) {

    Scenario in() throws IOException {
      Map<String, @Nullable Object> json =
          Json.readObject(Files.readString(INSTALLATION.scenarios().resolve(scenario + ".json")));
      json.put("functionFaults", List.of(Map.of("function", function, "nth", nth, "error", error)));
      return Scenarios.of("%s-%s-%d".formatted(scenario, function, nth), new LinkedHashMap<>(json));
    }
  }

  private ScenarioTests() {}

  /** The definition as it is deployed in the partition aws. */
  static StateMachine machine() {
    String definition = INSTALLATION.definition();
    return StateMachine.load(
            definition, Deployment.substitutions(definition, JournalTable.NAME, "aws"))
        .named(Settings.identity(REGION, "connect-key-store"));
  }

  /**
   * The tests of all runs. The functions leave system properties with which the SDK reaches the
   * sandbox; afterwards, they are as they were, so that it reaches the account of the caller.
   */
  static List<StateTest> all() throws IOException {
    Properties before = (Properties) System.getProperties().clone();
    try {
      return played();
    } finally {
      System.setProperties(before);
    }
  }

  private static List<StateTest> played() throws IOException {
    ScenarioTests all = new ScenarioTests();
    Scenarios scenarios = new Scenarios(INSTALLATION.scenarios());
    try (Rehearsal rehearsal = new Rehearsal(INSTALLATION, 1)) {
      for (String name : SCENARIOS) {
        all.add(name, rehearsal.play(scenarios.read(name)));
      }
      for (Fault fault : FAULTS) {
        Scenario scenario = fault.in();
        all.add(scenario.name(), rehearsal.play(scenario));
      }
    }
    Scenario connected = byChance(scenarios.read("start-connected"));
    for (String action : ACTIONS) {
      try (Rehearsal rehearsal =
          new Rehearsal(INSTALLATION, INSTALLATION.definition(), deciding(action), 1)) {
        all.add(ITS_RUN, rehearsal.play(connected));
      }
    }
    return List.copyOf(all.tests.values());
  }

  private void add(String execution, Rehearsed rehearsed) {
    List<StateTest> made = RecordedVisits.in(machine, execution, rehearsed.execution().history());
    StateTest first = made.getFirst();
    tests.putIfAbsent(first.kind() + first.input(), first);
    made.stream().skip(1).forEach(test -> tests.putIfAbsent(test.kind(), test));
  }

  /** Functions are replaced only in a scenario with an interleaving. */
  private static Scenario byChance(Scenario scenario) {
    return new Scenario(
        scenario.name(),
        scenario.title(),
        scenario.story(),
        scenario.runs(),
        scenario.world(),
        scenario.settings(),
        scenario.functionFaults(),
        scenario.person(),
        new Interleaving.ByChance(1),
        scenario.expectation());
  }

  /** The first check decides on this action, which needs no journal and no proof. */
  private static FunctionSwap deciding(String action) {
    AtomicBoolean decided = new AtomicBoolean();
    return (name, function, services) ->
        payload -> {
          Map<String, @Nullable Object> answer = Json.readObject(function.invoke(payload));
          if (answer.containsKey("action") && decided.compareAndSet(false, true)) {
            answer.put("action", action);
            answer.put("write", Map.of());
            answer.put("proof", Map.of());
          }
          return Json.write(answer);
        };
  }
}
