package io.keystoreconnector.cli.aws;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;

/** The executions of state machines of an account in one Region. */
public final class Executions {

  private static final int PAGE = 200;

  private final Session session;
  private final SfnClient states;

  /** Those that this session reaches. */
  public Executions(Session session) {
    this.session = session;
    this.states = session.client(SfnClient.builder());
  }

  /** The session that reaches them. */
  public Session session() {
    return session;
  }

  /** Whether an option, the environment or the profile names an endpoint other than AWS. */
  public boolean elsewhere() {
    return states.serviceClientConfiguration().endpointOverride().isPresent();
  }

  /**
   * Starts one and returns its ARN.
   *
   * @param input JSON text
   * @throws AwsProblem if it was not started
   */
  public String start(String machineArn, String name, String input) {
    return Problems.translated(
        session,
        "states:StartExecution",
        () ->
            states
                .startExecution(r -> r.stateMachineArn(machineArn).name(name).input(input))
                .executionArn());
  }

  /**
   * The ARNs of a state machine's last executions, newest first.
   *
   * @throws AwsProblem if they cannot be read
   */
  public List<String> last(String machineArn, int most) {
    return Problems.translated(
        session,
        "states:ListExecutions",
        () ->
            states
                .listExecutions(r -> r.stateMachineArn(machineArn).maxResults(most))
                .executions()
                .stream()
                .map(ExecutionListItem::executionArn)
                .toList());
  }

  /**
   * The ARNs of those in progress, newest first; at most as many as one answer has.
   *
   * @throws AwsProblem if they cannot be read
   */
  public List<String> inProgress(String machineArn) {
    return Problems.translated(
        session,
        "states:ListExecutions",
        () ->
            states
                .listExecutions(
                    r -> r.stateMachineArn(machineArn).statusFilter(ExecutionStatus.RUNNING))
                .executions()
                .stream()
                .map(ExecutionListItem::executionArn)
                .toList());
  }

  /**
   * What is known of one; empty if it does not exist.
   *
   * @throws AwsProblem if it cannot be read
   */
  public Optional<RunFacts> describe(String arn) {
    return Problems.translated(
        session,
        "states:DescribeExecution",
        () -> {
          try {
            return Optional.of(facts(states.describeExecution(r -> r.executionArn(arn))));
          } catch (ExecutionDoesNotExistException e) {
            return Optional.empty();
          }
        });
  }

  /**
   * The event with which an execution began; empty if nothing is recorded yet.
   *
   * @throws AwsProblem if it cannot be read; of kind ABSENT if the execution does not exist
   */
  public Optional<HistoryEvent> first(String arn) {
    return page(arn, null, 1, false).events().stream().findFirst().map(HistoryEvents::of);
  }

  private static RunFacts facts(DescribeExecutionResponse answer) {
    return new RunFacts(
        answer.executionArn(),
        answer.statusAsString(),
        answer.startDate(),
        answer.stopDate(),
        answer.input(),
        answer.output(),
        answer.error(),
        answer.cause());
  }

  /**
   * The events of an execution after the one with this id, oldest first. It reads from the end, so
   * little is sent twice.
   *
   * @throws AwsProblem if they cannot be read; of kind ABSENT if the execution does not exist
   */
  public List<HistoryEvent> after(String arn, long id) {
    List<HistoryEvent> newest = new ArrayList<>();
    @Nullable String token = null;
    do {
      GetExecutionHistoryResponse page = page(arn, token, PAGE, true);
      for (var event : page.events()) {
        if (event.id() <= id) {
          return newest.reversed();
        }
        newest.add(HistoryEvents.of(event));
      }
      token = page.nextToken();
    } while (token != null);
    return newest.reversed();
  }

  private GetExecutionHistoryResponse page(
      String arn, @Nullable String token, int most, boolean newestFirst) {
    return Problems.translated(
        session,
        "states:GetExecutionHistory",
        () -> {
          try {
            return states.getExecutionHistory(
                r ->
                    r.executionArn(arn)
                        .reverseOrder(newestFirst)
                        .maxResults(most)
                        .nextToken(token));
          } catch (ExecutionDoesNotExistException e) {
            throw new AwsProblem(
                AwsProblem.Kind.ABSENT,
                "Execution %s does not exist; ./connector status --json shows the ARN of each key store's last run."
                    .formatted(arn));
          }
        });
  }
}
