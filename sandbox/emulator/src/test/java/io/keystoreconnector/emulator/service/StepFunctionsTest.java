package io.keystoreconnector.emulator.service;

import static io.keystoreconnector.emulator.service.WorkflowBench.SFN;
import static io.keystoreconnector.emulator.service.WorkflowBench.START;
import static io.keystoreconnector.emulator.service.WorkflowBench.WAIT_AND_CALL;
import static io.keystoreconnector.emulator.service.WorkflowBench.machine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.workflow.DeployedMachine;
import io.keystoreconnector.emulator.workflow.Run;
import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.TaskFailed;
import io.keystoreconnector.statemachine.time.RealTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineType;

/** Step Functions, as seen by the real SDK. */
class StepFunctionsTest {

  private final WorkflowBench bench = new WorkflowBench();
  private final DeployedMachine machine = bench.deploy("connect", WAIT_AND_CALL);

  private String start(Consumer<StartExecutionRequest.Builder> more) {
    return SFN.startExecution(r -> r.stateMachineArn(machine.arn()).applyMutation(more))
        .executionArn();
  }

  private static DescribeExecutionResponse look(String arn) {
    return SFN.describeExecution(r -> r.executionArn(arn));
  }

  private static List<HistoryEvent> history(
      String arn, Consumer<GetExecutionHistoryRequest.Builder> more) {
    SdkIterable<HistoryEvent> events =
        SFN.getExecutionHistoryPaginator(r -> r.executionArn(arn).applyMutation(more)).events();
    return events.stream().toList();
  }

  private static SfnException refused(Runnable call) {
    return catchThrowableOfType(SfnException.class, call::run);
  }

  @Test
  void anExecutionIsStartedAndFollowedToItsEnd() {
    String arn = start(r -> r.name("nightly").input("{ \"a\": 1 }"));

    assertThat(arn).isEqualTo("arn:aws:states:eu-central-1:111122223333:execution:connect:nightly");
    DescribeExecutionResponse running = look(arn);
    assertThat(running.status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(running.stopDate()).isNull();
    assertThat(running.output()).isNull();
    assertThat(running.outputDetails()).isNull();
    assertThat(running.input()).isEqualTo("{ \"a\": 1 }");
    assertThat(running.inputDetails().included()).isTrue();

    bench.workflows.await();

    DescribeExecutionResponse ended = look(arn);
    assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(ended.executionArn()).isEqualTo(arn);
    assertThat(ended.stateMachineArn()).isEqualTo(machine.arn());
    assertThat(ended.name()).isEqualTo("nightly");
    assertThat(ended.startDate()).isEqualTo(START);
    assertThat(ended.stopDate()).isEqualTo(START.plusSeconds(60));
    assertThat(ended.output()).isEqualTo("{\"a\":1}");
    assertThat(ended.outputDetails().included()).isTrue();
    assertThat(ended.error()).isNull();
    assertThat(ended.cause()).isNull();
  }

  @Test
  void theOldestExecutionsThatHaveEndedAreForgottenWhenTheirHistoriesAreTooLong() {
    bench.workflows.keep(20);
    List<String> arns = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      arns.add(start(r -> {}));
      bench.workflows.await();
    }
    int each = history(arns.getLast(), r -> {}).size();
    List<String> kept = arns.subList(arns.size() - 20 / each, arns.size());
    assertThat(bench.workflows.runs().stream().map(Run::arn)).isEqualTo(kept);
    assertThat(refused(() -> look(arns.getFirst())).awsErrorDetails().errorCode())
        .isEqualTo("ExecutionDoesNotExist");
  }

  @Test
  void theExecutionThatHasJustEndedIsKeptHoweverLongItsHistoryIs() {
    bench.workflows.keep(1);
    String underWay = start(r -> {});
    bench.pass(30);
    String arn = start(r -> {});
    bench.pass(30);
    assertThat(look(underWay).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    bench.workflows.await();
    assertThat(look(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(bench.workflows.runs()).hasSize(1);
  }

  @Test
  void theExecutionsThatHaveEndedCanBeForgotten() {
    start(r -> {});
    bench.workflows.await();
    String underWay = start(r -> {});
    bench.workflows.forgetEnded();
    assertThat(bench.workflows.runs().stream().map(Run::arn)).isEqualTo(List.of(underWay));
  }

  /** Otherwise the lists that it is in could not be read any more. */
  @Test
  void anExecutionInWhichTheRunnerMakesAMistakeIsAFailureLikeOthers() {
    Runner broken =
        new Runner(
            bench.time,
            (resource, arguments) -> {
              throw new IllegalStateException("a secret");
            },
            new Random(1));
    Workflows workflows = new Workflows(broken, "eu-central-1");
    Bench.server().serve(bench.world, workflows);
    DeployedMachine deployed =
        workflows.deploy("connect", StateMachine.load(WAIT_AND_CALL.replace('\'', '"'), Map.of()));
    String arn = SFN.startExecution(r -> r.stateMachineArn(deployed.arn())).executionArn();
    workflows.await();

    assertThat(look(arn).status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(look(arn).error()).isEqualTo("States.Runtime");
    assertThat(look(arn).cause())
        .isEqualTo("The runner made a mistake: java.lang.IllegalStateException.");
    assertThat(history(arn, r -> {}).getLast().type()).isEqualTo(HistoryEventType.EXECUTION_FAILED);
    assertThat(SFN.listExecutions(r -> r.stateMachineArn(deployed.arn())).executions().getFirst())
        .extracting(ExecutionListItem::status)
        .isEqualTo(ExecutionStatus.FAILED);
  }

  @Test
  void aFailureShowsErrorAndCause() {
    DeployedMachine failing =
        bench.deploy("failing", machine("'A': {'Type': 'Fail', 'Error': 'E', 'Cause': 'because'}"));
    String arn = SFN.startExecution(r -> r.stateMachineArn(failing.arn())).executionArn();
    bench.workflows.await();

    DescribeExecutionResponse ended = look(arn);
    assertThat(ended.statusAsString()).isEqualTo("FAILED");
    assertThat(ended.error()).isEqualTo("E");
    assertThat(ended.cause()).isEqualTo("because");
    assertThat(ended.output()).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          still under way, same input | false | {"a":1} |
          still under way, other input | false | {"a":2} | ExecutionAlreadyExists
          ended, same input | true | {"a":1} | ExecutionAlreadyExists
          """)
  void aNameIsUsedOnce(String title, boolean ended, String input, String error) {
    String arn = start(r -> r.name("nightly").input("{\"a\":1}"));
    if (ended) {
      bench.workflows.await();
    }
    bench.pass(5);
    if (error == null) {
      assertThat(
              SFN.startExecution(
                  r -> r.stateMachineArn(machine.arn()).name("nightly").input(input)))
          .satisfies(r -> assertThat(r.executionArn()).isEqualTo(arn))
          .satisfies(r -> assertThat(r.startDate()).isEqualTo(START));
    } else {
      SfnException refused = refused(() -> start(r -> r.name("nightly").input(input)));
      assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(error);
      assertThat(refused).hasMessageContaining("Execution Already Exists: '" + arn + "'");
    }
    bench.workflows.await();
    assertThat(bench.payloads).containsExactly("{\"a\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          InvalidName              | connect | with space       | {}
          InvalidName              | connect | a/b              | {}
          InvalidName              | connect | a:b              | {}
          ValidationException      | connect | ''               | {}
          InvalidExecutionInput    | connect | n                | {
          InvalidExecutionInput    | connect | n                | ''
          InvalidExecutionInput    | connect | n                | {"a":1} x
          InvalidExecutionInput    | connect | n                | {} {}
          StateMachineDoesNotExist | other   | with space       | {
          ValidationException      | other   | ''               | {}
          InvalidArn               | a:b:c   | n                | {}
          """)
  void whatCannotBeStartedIsRefusedByName(String error, String name, String run, String input) {
    String arn = "arn:aws:states:eu-central-1:111122223333:stateMachine:" + name;
    SfnException refused =
        refused(() -> SFN.startExecution(r -> r.stateMachineArn(arn).name(run).input(input)));
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(error);
    assertThat(bench.workflows.runs()).isEmpty();
  }

  /** Recorded on AWS in June 2023 and March 2024, measured by others in September 2026. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not-an-arn             | n   | {}             | Invalid Arn: 'Invalid ARN prefix: not-an-arn'
          %s:execution:connect:n | n   | {}             | Invalid Arn: 'Resource type not valid in this context: execution'
          %s:stateMachine:none   | n   | {}             | State Machine Does Not Exist: '%s:stateMachine:none'
          %s:stateMachine:connect | a b | {}            | Invalid Name: 'a b'
          %s:stateMachine:connect | n  | not some json  | Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'
          %s:stateMachine:connect | n  | {'not': 'json' | Invalid State Machine Execution Input: 'Unexpected character (''' (code 39)): was expecting double-quote to start field name'
          %s:stateMachine:connect | n  | ``             | Invalid State Machine Execution Input: 'Invalid execution input.'
          """)
  void aRefusalReadsAsOnAws(String arn, String name, String input, String message) {
    String account = "arn:aws:states:eu-central-1:111122223333";
    SfnException refused =
        refused(
            () ->
                SFN.startExecution(
                    r -> r.stateMachineArn(arn.replace("%s", account)).name(name).input(input)));

    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message.replace("%s", account));
  }

  private static List<Arguments> beyondTheModel() {
    String arn = "arn:aws:states:eu-central-1:111122223333:stateMachine:connect";
    return List.of(
        beyond(
            () -> SFN.startExecution(r -> r.stateMachineArn(arn).name("n".repeat(81))),
            "Value '%s' at 'name'".formatted("n".repeat(81)),
            "have length less than or equal to 80"),
        beyond(
            () ->
                SFN.startExecution(
                    r -> r.stateMachineArn(arn).input("\"" + "x".repeat(262_144) + "\"")),
            "Value at 'input'",
            "have size less than or equal to 262144 bytes in UTF-8 encoding"),
        beyond(() -> SFN.startExecution(r -> {}), "Value null at 'stateMachineArn'", "not be null"),
        beyond(
            () -> SFN.listStateMachines(r -> r.maxResults(1001)),
            "Value '1001' at 'maxResults'",
            "have value less than or equal to 1000"),
        beyond(
            () -> SFN.listStateMachines(r -> r.nextToken("x".repeat(1025))),
            "Value '%s' at 'nextToken'".formatted("x".repeat(1025)),
            "have length less than or equal to 1024"),
        beyond(
            () -> SFN.listExecutions(r -> r.stateMachineArn(arn).nextToken("x".repeat(3097))),
            "Value '%s' at 'nextToken'".formatted("x".repeat(3097)),
            "have length less than or equal to 3096"),
        beyond(
            () -> SFN.listExecutions(r -> r.stateMachineArn(arn).statusFilter("succeeded")),
            "Value 'succeeded' at 'statusFilter'",
            "satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED,"
                + " RUNNING]"));
  }

  private static Arguments beyond(Runnable call, String value, String rule) {
    return Arguments.of(call, value, rule);
  }

  /** Recorded on AWS in March and July 2024, measured by others in September 2026. */
  @ParameterizedTest(name = "{1} must {2}")
  @MethodSource("beyondTheModel")
  void aParameterBeyondTheModelIsNamedAsOnAws(Runnable call, String value, String rule) {
    assertThat(refused(call).awsErrorDetails().errorMessage())
        .isEqualTo(
            "1 validation error detected: %s failed to satisfy constraint: Member must %s",
            value, rule);
  }

  @ParameterizedTest
  @CsvSource({"80, 262144, true", "81, 2, false", "80, 262145, false"})
  void nameAndInputHaveTheirLimits(int name, int input, boolean accepted) {
    String largest = "\"" + "x".repeat(input - 2) + "\"";
    SfnException refused = refused(() -> start(r -> r.name("n".repeat(name)).input(largest)));
    if (accepted) {
      assertThat(refused).isNull();
    } else {
      assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    }
  }

  @Test
  void anUnknownExecutionIsRefusedEverywhere() {
    String arn = machine.identity().executionArn("none");
    List<Runnable> calls =
        List.of(
            () -> look(arn),
            () -> history(arn, r -> {}),
            () -> SFN.stopExecution(r -> r.executionArn(arn)));
    for (Runnable call : calls) {
      assertThat(refused(call).awsErrorDetails().errorCode()).isEqualTo("ExecutionDoesNotExist");
    }
  }

  @Test
  void theHistoryHasAwsNamesInTheOrderOfAws() {
    String arn = start(r -> r.name("nightly").input("{\"a\":1}"));
    bench.workflows.await();

    List<HistoryEvent> events = history(arn, r -> r.maxResults(2));

    assertThat(events)
        .extracting(HistoryEvent::typeAsString)
        .containsExactly(
            "ExecutionStarted",
            "WaitStateEntered",
            "WaitStateExited",
            "TaskStateEntered",
            "TaskScheduled",
            "TaskStarted",
            "TaskSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded");
    assertThat(events)
        .extracting(HistoryEvent::type)
        .doesNotContain(HistoryEventType.UNKNOWN_TO_SDK_VERSION);
    assertThat(events)
        .extracting(HistoryEvent::id)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(events)
        .extracting(HistoryEvent::previousEventId)
        .containsExactly(0L, 0L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(events.get(3).timestamp()).isEqualTo(START.plusSeconds(60));
    assertThat(events.get(0).executionStartedEventDetails().input()).isEqualTo("{\"a\":1}");
    assertThat(events.get(0).executionStartedEventDetails().inputDetails().truncated()).isFalse();
    assertThat(events.get(1).stateEnteredEventDetails().name()).isEqualTo("A");
    assertThat(events.get(4).taskScheduledEventDetails().resourceType()).isEqualTo("lambda");
    assertThat(events.get(4).taskScheduledEventDetails().region()).isEqualTo("eu-central-1");
    assertThat(events.get(4).taskScheduledEventDetails().parameters()).contains("\"Payload\"");
    assertThat(events.get(6).taskSucceededEventDetails().output())
        .contains("\"Payload\":{\"a\":1}");
    assertThat(events.get(7).stateExitedEventDetails().assignedVariables())
        .containsEntry("seen", "200");
    assertThat(events.get(8).executionSucceededEventDetails().output()).isEqualTo("{\"a\":1}");
  }

  @Test
  void theHistoryCanBeReadBackwardsAndWithoutData() {
    String arn = start(r -> r.input("{\"a\":\"findable\"}"));
    bench.workflows.await();

    GetExecutionHistoryResponse last =
        SFN.getExecutionHistory(r -> r.executionArn(arn).reverseOrder(true).maxResults(1));
    assertThat(last.events())
        .extracting(HistoryEvent::typeAsString)
        .containsExactly("ExecutionSucceeded");
    assertThat(last.nextToken()).isNotNull();
    List<HistoryEvent> withoutData = history(arn, r -> r.includeExecutionData(false));
    assertThat(withoutData)
        .filteredOn(e -> e.taskScheduledEventDetails() == null)
        .asString()
        .doesNotContain("findable");
    assertThat(withoutData)
        .filteredOn(e -> e.taskScheduledEventDetails() != null)
        .singleElement()
        .satisfies(
            e -> assertThat(e.taskScheduledEventDetails().parameters()).contains("\"Payload\""));
    assertThat(
            refused(() -> history(arn, r -> r.nextToken("nonsense"))).awsErrorDetails().errorCode())
        .isEqualTo("InvalidToken");
  }

  @Test
  void aPageTokenIsGoodForTheSameQuestionOnly() {
    String first = start(r -> r.name("first"));
    String second = start(r -> r.name("second"));
    bench.workflows.await();
    String arn = machine.arn();
    String ofList =
        SFN.listExecutions(r -> r.stateMachineArn(arn).maxResults(1).statusFilter("SUCCEEDED"))
            .nextToken();
    String ofHistory =
        SFN.getExecutionHistory(r -> r.executionArn(first).maxResults(1)).nextToken();

    assertThat(
            SFN.listExecutions(
                    r -> r.stateMachineArn(arn).statusFilter("SUCCEEDED").nextToken(ofList))
                .executions())
        .extracting(ExecutionListItem::executionArn)
        .containsExactly(first);
    List<Runnable> others =
        List.of(
            () -> SFN.listExecutions(r -> r.stateMachineArn(arn).nextToken(ofList)),
            () ->
                SFN.listExecutions(
                    r -> r.stateMachineArn(arn).statusFilter("FAILED").nextToken(ofList)),
            () -> SFN.listStateMachines(r -> r.nextToken(ofList)),
            () -> SFN.getExecutionHistory(r -> r.executionArn(second).nextToken(ofHistory)),
            () ->
                SFN.getExecutionHistory(
                    r -> r.executionArn(first).reverseOrder(true).nextToken(ofHistory)));
    for (Runnable other : others) {
      SfnException refused = refused(other);
      assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidToken");
      assertThat(refused.awsErrorDetails().errorMessage())
          .isEqualTo("Invalid Token: 'Invalid token'");
    }
  }

  /** Recorded on AWS on 2024-08-21. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "RUNNING, NOT_REDRIVABLE, Execution is RUNNING and cannot be redriven",
        "SUCCEEDED, NOT_REDRIVABLE, Execution is SUCCEEDED and cannot be redriven",
        "ABORTED, REDRIVABLE, null",
      })
  void anExecutionSaysWhetherItCanBeRedriven(String status, String redrive, String reason) {
    String arn = start(r -> {});
    if (status.equals("ABORTED")) {
      SFN.stopExecution(r -> r.executionArn(arn));
    }
    if (!status.equals("RUNNING")) {
      bench.workflows.await();
    }

    DescribeExecutionResponse execution = look(arn);
    assertThat(execution.statusAsString()).isEqualTo(status);
    assertThat(execution.redriveCount()).isZero();
    assertThat(execution.redriveStatusAsString()).isEqualTo(redrive);
    assertThat(execution.redriveStatusReason()).isEqualTo(reason);
    assertThat(SFN.listExecutions(r -> r.stateMachineArn(machine.arn())).executions())
        .singleElement()
        .satisfies(item -> assertThat(item.redriveCount()).isZero());
  }

  @Test
  void executionsAreListedNewestFirst() {
    List<String> arns = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      arns.add(start(r -> {}));
      bench.pass(25);
    }
    DeployedMachine other = bench.deploy("other", WAIT_AND_CALL);
    SFN.startExecution(r -> r.stateMachineArn(other.arn()));

    List<ExecutionListItem> all =
        SFN
            .listExecutionsPaginator(r -> r.stateMachineArn(machine.arn()).maxResults(2))
            .executions()
            .stream()
            .toList();

    assertThat(all).extracting(ExecutionListItem::executionArn).isEqualTo(arns.reversed());
    assertThat(all.get(2).stopDate()).isEqualTo(START.plusSeconds(60));
    assertThat(all.get(0).stopDate()).isNull();
    assertThat(
            SFN.listExecutions(
                    r -> r.stateMachineArn(machine.arn()).statusFilter(ExecutionStatus.RUNNING))
                .executions())
        .extracting(ExecutionListItem::executionArn)
        .containsExactly(arns.get(2), arns.get(1));
  }

  @Test
  void aTaskStartsAnExecutionThatEveryoneSeesAndGetsTheNamesOfErrorsThatTasksHave()
      throws TaskFailed {
    Execution started =
        bench.workflows.startForTask(machine.arn(), "for-a-task", Map.of("seen", true));
    assertThat(look(started.arn()).input()).isEqualTo("{\"seen\":true}");
    assertThat(refusedTask(machine.arn()))
        .isEqualTo("StepFunctions.ExecutionAlreadyExistsException");
    assertThat(refusedTask(machine.arn() + "-other"))
        .isEqualTo("StepFunctions.StateMachineDoesNotExistException");
  }

  private String refusedTask(String machineArn) {
    try {
      return bench.workflows.startForTask(machineArn, "for-a-task", Map.of()).arn();
    } catch (TaskFailed e) {
      return e.error();
    }
  }

  @Test
  void whatIsNotEmulatedIsNotIgnored() {
    SfnException refused =
        refused(() -> SFN.listExecutions(r -> r.stateMachineArn(machine.arn()).mapRunArn("arn:a")));
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NotEmulatedException");
  }

  @Test
  void stateMachinesAreDescribedAndListed() {
    bench.deploy("other", machine("'A': {'Type': 'Succeed'}"));

    DescribeStateMachineResponse described =
        SFN.describeStateMachine(r -> r.stateMachineArn(machine.arn()));
    assertThat(described.name()).isEqualTo("connect");
    assertThat(described.status()).isEqualTo(StateMachineStatus.ACTIVE);
    assertThat(described.type()).isEqualTo(StateMachineType.STANDARD);
    assertThat(described.creationDate()).isEqualTo(START);
    assertThat(described.roleArn()).isEqualTo("arn:aws:iam::111122223333:role/connect");
    assertThat(described.definition()).contains("\"StartAt\":\"A\"");
    assertThat(described.loggingConfiguration().levelAsString()).isEqualTo("OFF");
    assertThat(described.loggingConfiguration().includeExecutionData()).isFalse();
    assertThat(described.tracingConfiguration().enabled()).isFalse();
    assertThat(SFN.listStateMachinesPaginator(r -> r.maxResults(1)).stateMachines())
        .extracting(StateMachineListItem::name)
        .containsExactly("connect", "other");
  }

  @Test
  void aStoppedExecutionEndsAsAborted() {
    String arn = start(r -> {});
    bench.pass(5);

    assertThat(
            SFN.stopExecution(r -> r.executionArn(arn).error("Enough").cause("of this")).stopDate())
        .isEqualTo(START.plusSeconds(5));
    bench.workflows.await();

    DescribeExecutionResponse ended = look(arn);
    assertThat(ended.status()).isEqualTo(ExecutionStatus.ABORTED);
    assertThat(ended.error()).isEqualTo("Enough");
    assertThat(ended.cause()).isEqualTo("of this");
    assertThat(ended.stopDate()).isEqualTo(START.plusSeconds(5));
    assertThat(history(arn, r -> {}))
        .last()
        .satisfies(e -> assertThat(e.typeAsString()).isEqualTo("ExecutionAborted"))
        .satisfies(e -> assertThat(e.executionAbortedEventDetails().cause()).isEqualTo("of this"));
  }

  @Test
  void whatHasEndedStaysAsItIsWhenItIsStopped() {
    String arn = start(r -> {});
    bench.workflows.await();
    bench.pass(100);

    assertThat(SFN.stopExecution(r -> r.executionArn(arn)).stopDate())
        .isEqualTo(START.plusSeconds(60));
    assertThat(look(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @ParameterizedTest
  @CsvSource({"true, ABORTED, 70", "false, TIMED_OUT, 1200"})
  void anEndFromOutsideDoesNotWaitForTheFunctionUnderWay(
      boolean stop, String status, int endsAfter) {
    WorkflowBench slow = slow(5000);
    String arn = machine.arn();
    slow.deploy("connect", WAIT_AND_CALL);
    String run = SFN.startExecution(r -> r.stateMachineArn(arn)).executionArn();
    slow.pass(70);
    assertThat(slow.payloads).hasSize(1);
    if (stop) {
      SFN.stopExecution(r -> r.executionArn(run));
    }
    slow.workflows.await();

    assertThat(look(run).statusAsString()).isEqualTo(status);
    assertThat(look(run).stopDate()).isEqualTo(START.plusSeconds(endsAfter));
    assertThat(slow.elapsed()).isEqualTo(Duration.ofSeconds(endsAfter));
  }

  private static WorkflowBench slow(int seconds) {
    WorkflowBench[] self = new WorkflowBench[1];
    self[0] =
        new WorkflowBench(
            payload -> {
              self[0].spend(seconds);
              return payload;
            },
            "{}");
    return self[0];
  }

  @Test
  void inRealTimeExecutionsGoOnByThemselves() {
    RealTime time = new RealTime();
    LambdaTasks tasks = new LambdaTasks(Map.of("work", payload -> payload));
    Workflows workflows = new Workflows(new Runner(time, tasks, new Random(1)), "eu-central-1");
    World world = World.load(Map.of(), time, duration -> {});
    Bench.server().serve(world, workflows);
    String definition = WAIT_AND_CALL.replace('\'', '"');
    String forLong = definition.replace("\"Seconds\": 60", "\"Seconds\": 1000");
    String atOnce = definition.replace("\"Seconds\": 60", "\"Seconds\": 0");
    String slow = workflows.deploy("slow", StateMachine.load(forLong, Map.of())).arn();
    String quick = workflows.deploy("quick", StateMachine.load(atOnce, Map.of())).arn();

    String stopped = SFN.startExecution(r -> r.stateMachineArn(slow)).executionArn();
    String ended = SFN.startExecution(r -> r.stateMachineArn(quick)).executionArn();
    SFN.stopExecution(r -> r.executionArn(stopped));
    workflows.await();

    assertThat(look(ended).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(look(stopped).status()).isEqualTo(ExecutionStatus.ABORTED);
  }

  @Test
  void manyExecutionsGoOnSideBySideAndTheSameEveryTime() {
    assertThat(interleaved()).isEqualTo(interleaved()).hasSize(30 * 10);
  }

  /** All calls in order, many of them at the same moment, and all events. */
  private static List<String> interleaved() {
    WorkflowBench bench = slow(7);
    DeployedMachine machine = bench.deploy("connect", WAIT_AND_CALL);
    for (int i = 0; i < 30; i++) {
      String input = String.valueOf(i);
      SFN.startExecution(r -> r.stateMachineArn(machine.arn()).name("n" + input).input(input));
      bench.pass(i % 3);
    }
    bench.workflows.await();
    assertThat(bench.elapsed()).isEqualTo(Duration.ofSeconds(28 + 60 + 7));
    List<String> events = new ArrayList<>(bench.payloads);
    bench.workflows.runs().forEach(r -> r.events().forEach(e -> events.add(e.toString())));
    return events;
  }
}
