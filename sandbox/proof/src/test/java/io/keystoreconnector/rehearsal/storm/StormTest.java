package io.keystoreconnector.rehearsal.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.Proof;
import io.keystoreconnector.rehearsal.check.Rules;
import io.keystoreconnector.rehearsal.scenario.FunctionSwap;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class StormTest {

  private static final int JOBS = 2;
  private static final int FIXED = Proof.either(1800, 150);
  private static final int FRESH = Proof.either(850, 150);
  private static final int FLEETS = Proof.either(300, 30);
  private static final int INPUTS = Proof.either(400, 100);

  private final Installation installation = Installation.ofThisProcess();

  @Test
  void breaksNothingWithTheSeedsOfEveryDay() throws IOException {
    assertThat(violations(1, FIXED)).isEmpty();
  }

  @Test
  void breaksNothingWithSeedsThatNobodyHasSeen() throws IOException {
    long seed = new SplittableRandom().nextLong(1L << 40);
    System.out.printf("./connector storm --seed %d --runs %d%n", seed, FRESH);
    assertThat(violations(seed, FRESH)).as("storm from seed " + seed).isEmpty();
  }

  /** ./connector storm --inputs --runs 10000 plays many more. */
  @Test
  void anyInputEndsAsInvalidRequestOrAsARunThatBreaksNothing() throws IOException {
    try (Rehearsal rehearsal = new Rehearsal(installation, JOBS)) {
      Storm.Outcome outcome =
          Storm.ofInputs(rehearsal, JOBS, 1).rage(1, INPUTS, Storm.Watcher.NOBODY);
      assertThat(outcome.violations()).isEmpty();
      assertThat(outcome.byOutcome().get("INVALID_REQUEST"))
          .isBetween(INPUTS / 2L, INPUTS * 9L / 10);
    }
  }

  /** ./connector storm --fleets 1000 plays many more. */
  @Test
  void fleetsOfOneToTenKeyStoresBreakNothingUnderTheQuotaOfTheAccount() throws IOException {
    try (Rehearsal rehearsal = new Rehearsal(installation, JOBS)) {
      Storm.Outcome outcome =
          Storm.ofFleets(rehearsal, JOBS, 1).rageOverCases(1, FLEETS, Storm.Watcher.NOBODY);
      assertThat(outcome.violations()).isEmpty();
      assertThat(outcome.fleets()).isGreaterThanOrEqualTo(outcome.cases());
      assertThat(outcome.sequences()).isZero();
    }
  }

  @Test
  void theRulesOfOneKeyStoreAreHeldForEachOfAFleet() throws IOException {
    FunctionSwap mutant = Mutant.ReportsEveryAction.swap;
    try (Rehearsal rehearsal = new Rehearsal(installation, installation.definition(), mutant, 1)) {
      assertThat(
              Storm.ofFleets(rehearsal, 1, 1)
                  .rageOverCases(1, FLEETS, Storm.Watcher.NOBODY)
                  .violations())
          .extracting(Violation::rule)
          .containsExactly("ReportsEveryAction");
    }
  }

  @Test
  void aFleetHasOneToTenKeyStoresAndTheRealQuota() {
    assertThat(LongStream.range(1, 300).mapToObj(CaseMaker::fleet).map(json -> json.get("world")))
        .allSatisfy(
            world ->
                assertThat(world)
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .satisfies(
                        made ->
                            assertThat(made.get("keyStores"))
                                .asInstanceOf(InstanceOfAssertFactories.LIST)
                                .hasSizeBetween(1, 10))
                    .extractingByKey("settings", InstanceOfAssertFactories.MAP)
                    .containsEntry("requestsPerSecond", 5));
    assertThat(CaseMaker.fleet(7)).isEqualTo(CaseMaker.fleet(7));
    assertThat(LongStream.range(1, 300).mapToObj(CaseMaker::of))
        .anyMatch(json -> json.toString().contains("fleet=true"));
  }

  private List<Violation> violations(long seed, int runs) throws IOException {
    try (Rehearsal rehearsal = new Rehearsal(installation, JOBS)) {
      return new Storm(rehearsal, JOBS, 1).rage(seed, runs, Storm.Watcher.NOBODY).violations();
    }
  }

  /** What the playbook did before it had a journal: a login with each run. */
  @Test
  void countsTheWrongLogInsOfASequence() throws IOException {
    FunctionSwap forgetful = Mutant.LogsInWrongAtMostTwice.swap;
    try (Rehearsal rehearsal =
        new Rehearsal(installation, installation.definition(), forgetful, JOBS)) {
      Storm.Outcome outcome =
          Storm.ofSequences(rehearsal, JOBS, 1)
              .without(Set.copyOf(Rules.NAMES))
              .rageOverCases(285, 2, Storm.Watcher.NOBODY);
      assertThat(outcome.sequences()).isEqualTo(outcome.cases()).isGreaterThanOrEqualTo(2);
      assertThat(outcome.runs()).isGreaterThan(outcome.cases());
      assertThat(outcome.violations()).isEmpty();
    }
  }

  @Test
  void aSequenceIsMadeOfOneToSixRuns() {
    assertThat(LongStream.range(1, 300).mapToObj(CaseMaker::sequence))
        .allSatisfy(
            json ->
                assertThat(json.get("runs"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSizeBetween(1, 6));
    assertThat(LongStream.range(1, 300).mapToObj(CaseMaker::of))
        .anyMatch(json -> json.containsKey("runs"))
        .anyMatch(json -> json.containsKey("otherRuns"));
  }

  @Test
  void makesTheSameOfTheSameSeed() throws IOException {
    assertThat(CaseMaker.of(7)).isEqualTo(CaseMaker.of(7)).isNotEqualTo(CaseMaker.of(8));
    try (Rehearsal rehearsal = new Rehearsal(installation, 1)) {
      Rehearsed first = rehearsal.play(Scenarios.of("storm", CaseMaker.of(7)));
      Rehearsed second = rehearsal.play(Scenarios.of("storm", CaseMaker.of(7)));
      assertThat(second.toJson()).isEqualTo(first.toJson());
      assertThat(second.calls()).isEqualTo(first.calls());
    }
  }

  private static Storm.Watcher toldTo(List<String> list) {
    return new Storm.Watcher() {
      @Override
      public void broken(long seed, String rule) {
        list.add("seed %d, %s".formatted(seed, rule));
      }
    };
  }

  @Test
  void makesACaseThatBreaksARuleSmall() throws IOException {
    FunctionSwap mutant = Mutant.CountsAttemptsTruly.swap;
    try (Rehearsal rehearsal = new Rehearsal(installation, installation.definition(), mutant, 1)) {
      List<String> told = new ArrayList<>();
      Violation violation =
          new Storm(rehearsal, 1, 1).rage(1, FIXED, toldTo(told)).violations().getFirst();
      assertThat(told).containsExactly("seed %d, CountsAttemptsTruly".formatted(violation.seed()));
      assertThat(violation.rule()).isEqualTo("CountsAttemptsTruly");
      assertThat(violation.scenario().keySet())
          .contains("interleaving", "expect")
          .doesNotContain("functionFaults", "otherRuns", "settings");
      Map<?, ?> world = (Map<?, ?>) violation.scenario().getOrDefault("world", Map.of());
      assertThat(world.containsKey("people")).isFalse();
      assertThat(rehearsal.play(Scenarios.of("small", violation.scenario())).breaches().getFirst())
          .hasFieldOrPropertyWithValue("rule", "CountsAttemptsTruly");
    }
  }
}
