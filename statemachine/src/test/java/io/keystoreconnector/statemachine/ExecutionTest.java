package io.keystoreconnector.statemachine;

import static io.keystoreconnector.statemachine.Lab.state;
import static io.keystoreconnector.statemachine.Lab.states;
import static io.keystoreconnector.statemachine.Lab.task;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.statemachine.ExecutionResult.Status;
import io.keystoreconnector.statemachine.time.RealTime;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutionTest {
  private static final String TWO_TASKS =
      states(
          """
          "A": {"Type": "Task", "Resource": "arn:aws:states:::lab:work", "Next": "B"},
          "B": {"Type": "Wait", "Seconds": 10, "Next": "C"},
          "C": {"Type": "Task", "Resource": "arn:aws:states:::lab:work", "End": true}
          """);

  /** With its quotation marks, it is as large as a payload may be. */
  private static final String LARGEST = "x".repeat(Payload.LIMIT - 2);

  private final Lab lab = new Lab();

  private static String within(int seconds, String definition) {
    return definition.replace(
        "\"StartAt\": \"A\"", "\"TimeoutSeconds\": %d, \"StartAt\": \"A\"".formatted(seconds));
  }

  @ParameterizedTest
  @CsvSource({"11, TIMED_OUT, 10", "10, SUCCEEDED, 10", "9, SUCCEEDED, 9"})
  void theMachinesTimeoutEndsAWait(int wait, Status status, int seconds) {
    ExecutionResult result = lab.run(within(10, state("\"Type\": \"Wait\", \"Seconds\": " + wait)));

    assertThat(result.status()).isEqualTo(status);
    assertThat(lab.elapsed()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void theMachinesTimeoutCannotBeCaughtAndNamesItsErrorInTheEventOnly() {
    lab.answersAfter(Duration.ofSeconds(11), 1);
    String definition =
        states(
            """
            "A": {"Type": "Task", "Resource": "arn:aws:states:::lab:work", "Next": "B",
                  "Retry": [{"ErrorEquals": ["States.ALL"]}],
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}]},
            "B": {"Type": "Succeed"}
            """);

    ExecutionResult result = lab.run(within(10, definition));

    assertThat(result.status()).isEqualTo(Status.TIMED_OUT);
    assertThat(result.error()).isNull();
    assertThat(result.path()).containsExactly("A");
    assertThat(result.history().getLast().type()).isEqualTo("ExecutionTimedOut");
    assertThat(result.history().getLast().previousEventId()).isZero();
    assertThat(result.history().getLast().details()).isEqualTo(Map.of("error", "States.Timeout"));
  }

  @Test
  void aStoppedExecutionIsAborted() {
    Execution execution = lab.start(state("\"Type\": \"Wait\", \"Seconds\": 100"), Map.of());
    lab.time.start(
        "a person",
        () -> {
          lab.time.await(Lab.START.plusSeconds(7), () -> false);
          execution.stop("Enough", "of this");
        });

    ExecutionResult result = execution.await();

    assertThat(result.status()).isEqualTo(Status.ABORTED);
    assertThat(result.error()).isEqualTo("Enough");
    assertThat(result.cause()).isEqualTo("of this");
    assertThat(lab.elapsed()).isEqualTo(Duration.ofSeconds(7));
    assertThat(Lab.types(result)).endsWith("WaitStateEntered", "ExecutionAborted");
  }

  /** The function continues, as Lambda does; nothing waits for it any longer. */
  @ParameterizedTest
  @CsvSource({"20, 10, TIMED_OUT", "4, 4, ABORTED"})
  void anEndFromOutsideDoesNotWaitForTheTaskUnderWay(int stopAt, int endsAt, Status status) {
    lab.answersWhileTimeGoesOn(Duration.ofSeconds(100));
    Execution execution = lab.start(within(10, task("")), Map.of());
    lab.time.start(
        "a person",
        () -> {
          lab.time.await(Lab.START.plusSeconds(stopAt), execution::isEnded);
          execution.stop("Enough", null);
        });

    ExecutionResult result = execution.await();

    assertThat(result.status()).isEqualTo(status);
    assertThat(lab.elapsed()).isEqualTo(Duration.ofSeconds(endsAt));
    assertThat(Lab.types(result)).doesNotContain("TaskSucceeded", "TaskTimedOut");
  }

  @Test
  void anExecutionKnowsTheNamesItGoesBy() {
    Identity identity = new Identity("aws-us-gov", "us-gov-west-1", "111122223333", "connect");
    String definition = state("\"Type\": \"Pass\", \"Output\": \"{% $states.context %}\"");

    Execution execution =
        lab.runner()
            .startWithText(Lab.load(definition).named(identity), "nightly", "{ \"a\" : 1 }");

    assertThat(execution.result()).isEmpty();
    assertThat(execution.events()).isEmpty();
    assertThat(execution.await().output())
        .asString()
        .contains(
            "Id=arn:aws-us-gov:states:us-gov-west-1:111122223333:execution:connect:nightly",
            "Id=arn:aws-us-gov:states:us-gov-west-1:111122223333:stateMachine:connect",
            "RoleArn=arn:aws-us-gov:iam::111122223333:role/connect",
            "Input={a=1}");
    assertThat(execution.events().getFirst().details())
        .isEqualTo(
            Map.of(
                "input",
                "{ \"a\" : 1 }",
                "roleArn",
                "arn:aws-us-gov:iam::111122223333:role/connect"));
    assertThat(execution.startTime()).isEqualTo(Lab.START);
  }

  /** Step Functions accepts such a definition, and ends each execution at its first task. */
  @Test
  void aTaskInAnotherPartitionEndsTheExecution() {
    StateMachine machine =
        Lab.load(Lab.task(", \"Catch\": [{\"ErrorEquals\": [\"States.ALL\"], \"Next\": \"A\"}]"))
            .named(new Identity("aws-cn", "cn-north-1", "111122223333", "connect"));

    ExecutionResult result = lab.runner().run(machine, "run", Map.of());

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.error()).isEqualTo("States.Runtime");
    assertThat(result.cause())
        .endsWith(
            "The resource belongs to a different partition from the running execution. Expected"
                + " 'aws-cn', was 'aws'.");
    assertThat(lab.calls).isEmpty();
  }

  @Test
  void stoppingWhatHasEndedChangesNothing() {
    Execution execution = lab.start(state("\"Type\": \"Pass\""), Map.of());
    execution.await();

    execution.stop("late", null);

    assertThat(execution.await().status()).isEqualTo(Status.SUCCEEDED);
  }

  @ParameterizedTest
  @MethodSource
  void aNumberThatDoesNotFitInADoubleIsRefused(String input) {
    Object number = requireNonNull(Json.read(input));
    assertThatThrownBy(() -> lab.start(state("\"Type\": \"Pass\""), number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a number in the input is too large");
  }

  static List<String> aNumberThatDoesNotFitInADoubleIsRefused() {
    return List.of("1e400", "{\"a\": [1, {\"b\": -1e400}]}", "9".repeat(400));
  }

  @Test
  void theDeepestInputThatCanBeReadCanBePassedOn() {
    String input = "[".repeat(Json.DEEPEST) + "]".repeat(Json.DEEPEST);
    assertThat(lab.run(state("\"Type\": \"Pass\""), Json.read(input)).status())
        .isEqualTo(Status.SUCCEEDED);
    assertThatThrownBy(() -> Json.read("[" + input + "]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void tooLargeAnInputIsRefused() {
    assertThatThrownBy(() -> lab.start(state("\"Type\": \"Pass\""), "x".repeat(Payload.LIMIT)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Type": "Pass", "Output": "{% $states.input & 'x' %}"
          "Type": "Pass", "Assign": {"x": "{% $states.input %}", "y": 1}
          "Type": "Task", "Resource": "arn:aws:states:::lab:work", "Arguments": "{% $states.input & 'x' %}"
          "Type": "Task", "Resource": "arn:aws:states:::lab:work", "Arguments": "large"
          "Type": "Task", "Resource": "arn:aws:states:::lab:work", "Arguments": 1, "Output": "{% $states.input & 'x' %}"
          """)
  void moreThan256KiBIsAnError(String fields) {
    lab.on("large", (resource, arguments) -> "x".repeat(Payload.LIMIT - 1));

    assertThat(lab.run(state(fields), LARGEST).error()).isEqualTo("States.DataLimitExceeded");
  }

  /** Recorded on AWS on 2024-03-21. */
  @Test
  void theCauseNamesTheServiceOrTheStateThatGaveTooMuch() {
    lab.on("large", (resource, arguments) -> "x".repeat(Payload.LIMIT - 1));
    String cause =
        "The state/task '%s' returned a result with a size exceeding the maximum number of bytes"
            + " service limit.";

    assertThat(lab.run(Lab.task(", \"Arguments\": \"large\"")).cause())
        .isEqualTo(cause.formatted("lab"));
    assertThat(
            lab.run(state("\"Type\": \"Pass\", \"Output\": \"{% $states.input & 'x' %}\""), LARGEST)
                .cause())
        .isEqualTo(cause.formatted("A"));
  }

  @Test
  void bytesCountAndNotCharacters() {
    String input = "\u00e9".repeat(Payload.LIMIT / 2 - 1);

    assertThat(lab.run(state("\"Type\": \"Pass\""), input).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(
            lab.run(state("\"Type\": \"Pass\", \"Output\": \"{% $states.input & 'x' %}\""), input)
                .error())
        .isEqualTo("States.DataLimitExceeded");
  }

  @Test
  void exactly256KiBIsFine() {
    assertThat(lab.run(state("\"Type\": \"Pass\""), LARGEST).status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void executionsShareTheClockAndTakeTurns() {
    List<String> order = new ArrayList<>();
    Runner runner =
        lab.runner()
            .listenedToBy(
                event -> order.add(event.timestamp().getEpochSecond() % 60 + event.type()));
    StateMachine machine =
        Lab.load(state("\"Type\": \"Wait\", \"Seconds\": \"{% $states.input %}\""));

    Execution slow = runner.start(machine, "slow", 2);
    Execution fast = runner.start(machine, "fast", 1);
    slow.await();

    assertThat(fast.isEnded()).isTrue();
    assertThat(order)
        .containsExactly(
            "0ExecutionStarted",
            "0WaitStateEntered",
            "0ExecutionStarted",
            "0WaitStateEntered",
            "1WaitStateExited",
            "1ExecutionSucceeded",
            "2WaitStateExited",
            "2ExecutionSucceeded");
  }

  /** Every order in which two executions may do their tasks can be chosen, and is then repeated. */
  @Property(tries = 60)
  void aChoiceOfTurnsIsARunThatCanBeRepeated(@ForAll long seed) {
    List<String> first = turns(new Random(seed));

    assertThat(turns(new Random(seed))).isEqualTo(first);
    assertThat(first).containsExactlyInAnyOrder("a", "a", "b", "b");
  }

  @Test
  void everyOrderOfTheTasksOfTwoExecutionsIsReached() {
    Random seeds = new Random(1);

    assertThat(seeds.longs(300).mapToObj(s -> String.join("", turns(new Random(s)))).distinct())
        .containsExactlyInAnyOrder("abab", "abba", "baab", "baba");
  }

  private static List<String> turns(Random chance) {
    List<String> order = new ArrayList<>();
    VirtualTime time = new VirtualTime(Lab.START, names -> chance.nextInt(names.size()));
    TaskRunner tasks = (resource, arguments) -> order.add((String) arguments) ? arguments : null;
    Runner runner = new Runner(time, tasks, new Random(1));
    StateMachine machine = Lab.load(TWO_TASKS);
    Execution a = runner.start(machine, "a", "a");
    Execution b = runner.start(machine, "b", "b");
    a.await();
    b.await();
    return order;
  }

  @Property(tries = 20)
  void virtualTimeIsTheSameEveryTime(@ForAll long seed) {
    assertThat(jittered(seed)).isEqualTo(jittered(seed));
  }

  private static List<HistoryEvent> jittered(long seed) {
    String definition =
        state(
            """
            "Type": "Map", "Items": "{% [1..9] %}",
            "ItemProcessor": {"StartAt": "I", "States": {
              "I": {"Type": "Wait", "Seconds": "{% $round($random() * 9) %}", "Next": "J"},
              "J": {"Type": "Task", "Resource": "arn:aws:states:::lab:work", "End": true,
                    "Retry": [{"ErrorEquals": ["E"], "JitterStrategy": "FULL"}]}}}
            """);
    Random faults = new Random(seed);
    TaskRunner tasks =
        (resource, arguments) -> {
          if (faults.nextInt(3) == 0) {
            throw new TaskFailed("E", null);
          }
          return arguments;
        };
    VirtualTime time = new VirtualTime(Lab.START);
    return new Runner(time, tasks, new Random(seed))
        .run(Lab.load(definition), "run", Map.of())
        .history();
  }

  @Test
  void inRealTimeATaskBeyondItsTimeoutIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    TaskRunner stuck =
        (resource, arguments) -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return null;
        };

    ExecutionResult result =
        new Runner(new RealTime(), stuck, new Random(1))
            .run(Lab.load(task(", \"TimeoutSeconds\": 1")), "run", Map.of());

    assertThat(result.error()).isEqualTo("States.Timeout");
    never.countDown();
  }

  @Test
  void inRealTimeAnExecutionCanBeStoppedWhileItWaits() {
    Instant before = Instant.now();
    Execution execution =
        new Runner(new RealTime(), (resource, arguments) -> null, new Random(1))
            .start(Lab.load(state("\"Type\": \"Wait\", \"Seconds\": 1200")), "run", Map.of());

    execution.stop(null, null);

    assertThat(execution.await().status()).isEqualTo(Status.ABORTED);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMinutes(10));
  }
}
