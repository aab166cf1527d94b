package io.keystoreconnector.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.aws.StackEventFacts;
import io.keystoreconnector.cli.aws.StackFacts;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentEndTest {

  /**
   * CloudFormation's own statuses, of which the first two end an update and the others a creation.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE_ROLLBACK_COMPLETE | The stack is as it was before.                  | then deploy again.
          UPDATE_ROLLBACK_FAILED   | CloudFormation could not undo all changes.      | aws cloudformation continue-update-rollback --stack-name mine --region eu-central-1
          ROLLBACK_COMPLETE        | Remove the cause, delete the stack              | aws cloudformation delete-stack --stack-name mine --region eu-central-1
          ROLLBACK_FAILED          | Remove the cause, delete the stack              | aws cloudformation delete-stack --stack-name mine --region eu-central-1
          CREATE_FAILED            | Remove the cause, delete the stack              | aws cloudformation delete-stack --stack-name mine --region eu-central-1
          """)
  void saysWhatToDoAfterEachFailure(String status, String sentence, String command) {
    String told = told(status);
    assertThat(told)
        .contains("The stack is in " + status + ": Topic failed. Not now.", sentence, command);
    assertThat(told.contains("as it was before"))
        .isEqualTo(status.equals("UPDATE_ROLLBACK_COMPLETE"));
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTOR, keystore-connector, status",
    "CONNECTOR, connector-hub, status --stack connector-hub",
    "HUB, connector-hub, fleet",
    "HUB, keystore-connector, fleet --stack keystore-connector"
  })
  void theNextCommandNamesTheStackUnlessItIsFoundByItself(
      DeployableTemplate template, String stack, String command) {
    StringWriter text = new StringWriter();
    Page page = new Page(new PrintWriter(text), new Terminal(false, false, 120));
    int code =
        new DeploymentEnd(
                page,
                new DeploymentReport(stack, "eu-central-1", null),
                new StackState(stack, null, template, " --region eu-central-1"),
                new StackFollower.End("CREATE_COMPLETE", List.of()))
            .tell(Map.of());
    assertThat(code).isZero();
    assertThat(text.toString()).contains("\n./connector " + command + " --region eu-central-1\n");
  }

  private static String told(String status) {
    StringWriter text = new StringWriter();
    Page page = new Page(new PrintWriter(text), new Terminal(false, false, 120));
    StackFacts before =
        status.startsWith("UPDATE")
            ? new StackFacts("arn:stack", "UPDATE_COMPLETE", Map.of(), Map.of())
            : null;
    StackEventFacts failure =
        new StackEventFacts(
            "1", Instant.EPOCH, "Topic", "AWS::SNS::Topic", "CREATE_FAILED", "Not now.", false);
    int code =
        new DeploymentEnd(
                page,
                new DeploymentReport("mine", "eu-central-1", null),
                new StackState(
                    "mine", before, DeployableTemplate.CONNECTOR, " --region eu-central-1"),
                new StackFollower.End(status, List.of(failure)))
            .tell(Map.of());
    assertThat(code).isEqualTo(1);
    return text.toString();
  }
}
