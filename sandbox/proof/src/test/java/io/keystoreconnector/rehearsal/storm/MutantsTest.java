package io.keystoreconnector.rehearsal.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.Proof;
import io.keystoreconnector.rehearsal.check.Rule;
import io.keystoreconnector.rehearsal.check.Rules;
import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules can fail: for each, a connector breaks it, and the storm finds it. */
class MutantsTest {

  /** The runs of case 2 call the services 736 times, which most of the mutants would play. */
  private static final int FIRST_SEED = Proof.either(1, 3);

  private static final int MOST_CASES = 1500;

  private static final Map<Mutant, Integer> HARD_TO_FIND =
      Map.of(
          Mutant.PushesNoVersionTwice, 60,
          Mutant.TriesNoWrongPasswordAgain, 10,
          Mutant.NeverLeavesItsOwnRepair, 210,
          Mutant.BeginsNoRepairThatCannotBeFinished, 40,
          Mutant.ActsAloneOnALook, 160,
          Mutant.BuysNoneBesideADegradedHsm, 300,
          Mutant.LeavesAClusterInChangeAlone, 700);

  private final Installation installation = Installation.ofThisProcess();

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void isFoundByTheStorm(Mutant mutant) throws IOException {
    String definition = mutant.definition.apply(installation.definition());
    String fleetDefinition = mutant.fleetDefinition.apply(installation.fleetDefinition());
    try (Rehearsal rehearsal =
        new Rehearsal(installation, definition, fleetDefinition, mutant.swap, 1)) {
      Storm storm = new Storm(rehearsal, 1, 1);
      assertThat(
              LongStream.range(firstSeed(mutant), firstSeed(mutant) + MOST_CASES)
                  .filter(seed -> Proof.IS_WANTED || mutant.canBreak(CaseMaker.of(seed))))
          .as("seeds of cases that break " + mutant)
          .anyMatch(
              seed ->
                  storm.breaches(CaseMaker.of(seed)).stream()
                      .anyMatch(breach -> breach.rule().equals(mutant.name())));
    }
  }

  /**
   * A build begins right before the seed that finds what is hard to find; another costs only time.
   */
  private static int firstSeed(Mutant mutant) {
    return Proof.either(FIRST_SEED, HARD_TO_FIND.getOrDefault(mutant, FIRST_SEED));
  }

  @Test
  void breaksEachRule() {
    assertThat(Arrays.stream(Mutant.values()).map(Mutant::name))
        .containsExactlyElementsOf(Rules.ALL.stream().map(Rule::name).toList());
  }
}
