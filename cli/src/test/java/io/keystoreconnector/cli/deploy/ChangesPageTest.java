package io.keystoreconnector.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Printed;
import io.keystoreconnector.cli.aws.ResourceChangeFacts;
import io.keystoreconnector.cli.terminal.Page;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangesPageTest {

  private static String printed(ResourceChangeFacts... changes) {
    StringWriter text = new StringWriter();
    new ChangesPage(new Page(new PrintWriter(text), Printed.PAPER))
        .print(Stream.of(changes).map(StackChange::new).toList());
    return text.toString();
  }

  private static ResourceChangeFacts change(
      String action, String id, String type, String replacement) {
    return new ResourceChangeFacts(action, id, type, replacement, List.of());
  }

  @Test
  void whatLosesDataIsTheFirstOfItsKind() {
    assertThat(
            printed(
                change("Modify", "Alarm", "AWS::CloudWatch::Alarm", "True"),
                change("Modify", "Queue", "AWS::SQS::Queue", "True")))
        .containsSubsequence("Queue — WHAT IT HOLDS IS LOST\n", "Alarm\n");
  }

  /** CloudFormation decides only while it makes the change, and then it is too late to ask. */
  @Test
  void whatMayBeReplacedCountsAsReplaced() {
    assertThat(printed(change("Modify", "Queue", "AWS::SQS::Queue", "Conditional")))
        .contains("replace", "Queue — WHAT IT HOLDS IS LOST\n", "1 to replace, ");
    assertThat(printed(change("Modify", "Queue", "AWS::SQS::Queue", "False")))
        .contains("modify", "0 to replace, ")
        .doesNotContain("LOST");
  }
}
