package io.keystoreconnector.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.cli.Printed;
import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.AwsProblems;
import io.keystoreconnector.cli.aws.StackEventFacts;
import io.keystoreconnector.cli.terminal.OutputProblem;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackFollowerTest {

  private static final Instant BEGIN = Instant.parse("2026-01-15T03:00:00Z");

  private int looks;

  private static StackEventFacts event(String id, String status, String reason) {
    boolean ofStack = id.equals("Stack");
    return new StackEventFacts(id + status, BEGIN, id, "AWS::X::Y", status, reason, ofStack);
  }

  private static StackFollower.End follow(StackFollower.Source source) {
    Page page = new Page(new PrintWriter(new StringWriter()), Printed.PAPER);
    return new StackFollower(page, new VirtualTime(BEGIN), source, 2, "").toTheEnd();
  }

  @Test
  void whatWasOnlyCancelledIsNoCause() {
    StackFollower.End end =
        follow(
            last ->
                List.of(
                    event("A", "CREATE_FAILED", "Resource creation cancelled"),
                    event("B", "CREATE_FAILED", "No such bucket"),
                    event("Stack", "ROLLBACK_COMPLETE", "")));
    assertThat(end.failures()).extracting(StackEventFacts::logicalId).containsExactly("B");
    assertThat(end.isGood()).isFalse();
  }

  @Test
  void whatPassesIsWaitedOut() {
    StackFollower.End end =
        follow(
            last -> {
              if (++looks < 30) {
                throw AwsProblems.of(AwsProblem.Kind.PASSING, "AWS says no.");
              }
              return List.of(event("Stack", "CREATE_COMPLETE", ""));
            });
    assertThat(end.isGood()).isTrue();
  }

  @Test
  void whatDoesNotEndIsGivenUp() {
    assertThatThrownBy(
            () ->
                follow(
                    last -> {
                      looks++;
                      throw AwsProblems.of(AwsProblem.Kind.PASSING, "AWS says no.");
                    }))
        .isInstanceOf(OutputProblem.class)
        .hasMessage("The stack can no longer be followed: AWS says no. It continues by itself.");
    assertThat(looks).isEqualTo(30);
  }

  @Test
  void whatDoesNotPassIsGivenUpAtOnce() {
    assertThatThrownBy(
            () ->
                follow(
                    last -> {
                      looks++;
                      throw AwsProblems.of(AwsProblem.Kind.DENIED, "AWS says no.");
                    }))
        .isInstanceOf(OutputProblem.class);
    assertThat(looks).isEqualTo(1);
  }
}
