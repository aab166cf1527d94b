package io.keystoreconnector.rehearsal.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A state machine that keeps a journal reaches the table of the scenario's world in each play. */
class JournalPlayTest {

  private static final String DEFINITION =
      """
      {'Comment': '${CheckFunction} ${ConnectFunction} ${DisconnectFunction} ${UpdateFunction} ${AddHsmFunction}',
       'QueryLanguage': 'JSONata', 'StartAt': 'Read', 'States': {
        'Read': {'Type': 'Task', 'Resource': 'arn:aws:states:::dynamodb:getItem',
          'Arguments': {'TableName': '${JournalTable}', 'Key': {'keyStoreId': {'S': 'a'}}, 'ConsistentRead': true},
          'Assign': {'seen': '{% $states.result.Item.version.N %}'}, 'Next': 'Write'},
        'Write': {'Type': 'Task', 'Resource': 'arn:aws:states:::dynamodb:putItem',
          'Arguments': {'TableName': '${JournalTable}', 'ConditionExpression': 'version = :seen',
            'Item': {'keyStoreId': {'S': 'a'}, 'version': {'N': '{% $string($number($seen) + 1) %}'}},
            'ExpressionAttributeValues': {':seen': {'N': '{% $seen %}'}}},
          'Catch': [{'ErrorEquals': ['DynamoDB.ConditionalCheckFailedException'], 'Next': 'Read'}],
          'Output': '{% $seen %}', 'End': true}}}
      """;

  private static Scenario scenario(List<String> runs, @Nullable Interleaving interleaving) {
    Scenario simple =
        Scenario.ofWorld(
            Bench.json(
                "{'settings': {'latencyMillis': 10}, 'journal': [{'keyStoreId': 'a', 'version':"
                    + " 7}]}"));
    return new Scenario(
        "journal",
        "",
        "",
        runs.stream().map(JournalPlayTest::run).toList(),
        simple.world(),
        simple.settings(),
        List.of(),
        Person.NOBODY,
        interleaving,
        simple.expectation());
  }

  private static PlannedRun run(String name) {
    return new PlannedRun(
        name, Map.of(), false, new PlannedRun.Start.At(0), PlannedRun.Stop.NEVER, null);
  }

  private static Rehearsed play(Scenario scenario) throws IOException {
    String definition = DEFINITION.replace('\'', '"');
    try (Rehearsal rehearsal =
        new Rehearsal(Installation.ofThisProcess(), definition, FunctionSwap.NONE, 1)) {
      return rehearsal.play(scenario);
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(ints = {1, 2})
  void readsAndWrites(@Nullable Integer seed) throws IOException {
    Rehearsed rehearsed =
        play(scenario(List.of("main"), seed == null ? null : new Interleaving.ByChance(seed)));

    assertThat(rehearsed.execution().output()).isEqualTo("7");
    assertThat(rehearsed.worldAfterwards().get("journal"))
        .isEqualTo(List.of(Map.of("keyStoreId", "a", "version", 8)));
    assertThat(rehearsed.calls())
        .extracting(CallRecord::operation)
        .containsExactly("GetItem", "PutItem");
    assertThat(rehearsed.calls()).extracting(CallRecord::atMillis).containsExactly(10L, 20L);
  }

  @Test
  void runsThatTakeTurnsNeverWriteOverEachOther() throws IOException {
    int refused = 0;
    for (int seed = 1; seed <= 8; seed++) {
      Rehearsed rehearsed =
          play(scenario(List.of("other-1", "main"), new Interleaving.ByChance(seed)));
      assertThat(rehearsed.worldAfterwards().get("journal"))
          .isEqualTo(List.of(Map.of("keyStoreId", "a", "version", 9)));
      refused +=
          (int)
              rehearsed.calls().stream()
                  .filter(call -> "ConditionalCheckFailedException".equals(call.error()))
                  .count();
    }
    assertThat(refused).isPositive();
  }
}
