package io.keystoreconnector.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.stacks.Buckets;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Change sets over HTTP with the real SDK. */
class ChangeSetsTest {

  private static final String TEMPLATE =
      """
      {'Parameters': {
         'Name': {'Type': 'String', 'Default': 'a', 'AllowedPattern': '[a-z]+', 'ConstraintDescription': 'must be letters'},
         'Key': {'Type': 'String', 'Default': 'x.jar'}},
       'Conditions': {'HasLogs': {'Fn::Equals': [{'Ref': 'Name'}, 'a']}},
       'Resources': {
         'Table': {'Type': 'AWS::DynamoDB::Table', 'Properties': {'TableName': {'Ref': 'Name'}, 'BillingMode': 'PAY_PER_REQUEST'}},
         'Logs': {'Type': 'AWS::Logs::LogGroup', 'Condition': 'HasLogs'},
         'Step': {'Type': 'AWS::Lambda::Function', 'Properties': {'Code': {'S3Bucket': 'my-artifacts', 'S3Key': {'Ref': 'Key'}}}}},
       'Outputs': {'Table': {'Value': {'Ref': 'Table'}, 'Export': {'Name': {'Fn::Join': ['-', [{'Ref': 'AWS::StackName'}, 'Table']]}}}}}
      """
          .replace('\'', '"');

  private Account account;
  private CloudFormationClient client;

  @BeforeEach
  void open() throws IOException {
    account = Accounts.of("{}");
    client = Bench.client(CloudFormationClient.builder(), account.endpoint());
    account.server().buckets().put(Buckets.EXAMPLE, "x.jar", new byte[] {1}, null);
  }

  @AfterEach
  void close() {
    account.close();
  }

  private String request(ChangeSetType type, String template, Parameter... parameters) {
    return client.createChangeSet(of(type, template, parameters)).id();
  }

  private static CreateChangeSetRequest of(
      ChangeSetType type, String template, Parameter... parameters) {
    return CreateChangeSetRequest.builder()
        .stackName("mine")
        .changeSetName("change")
        .changeSetType(type)
        .templateBody(template)
        .parameters(parameters)
        .build();
  }

  private static Parameter value(String name, String value) {
    return Parameter.builder().parameterKey(name).parameterValue(value).build();
  }

  private DescribeChangeSetResponse described(String id) {
    return client.describeChangeSet(r -> r.changeSetName(id));
  }

  private void execute(String id) {
    account.advance(Duration.ofSeconds(3));
    client.executeChangeSet(r -> r.changeSetName(id));
    account.advance(Duration.ofMinutes(1));
  }

  private String status() {
    return client
        .describeStacks(r -> r.stackName("mine"))
        .stacks()
        .getFirst()
        .stackStatusAsString();
  }

  @Test
  void aStackIsCreatedAndUpdated() {
    String first = request(ChangeSetType.CREATE, TEMPLATE);
    assertThat(status()).isEqualTo("REVIEW_IN_PROGRESS");
    assertThat(described(first).statusAsString()).isEqualTo("CREATE_IN_PROGRESS");
    execute(first);
    assertThat(status()).isEqualTo("CREATE_COMPLETE");
    assertThat(client.describeStacks(r -> r.stackName("mine")).stacks().getFirst().outputs())
        .singleElement()
        .satisfies(output -> assertThat(output.exportName()).isEqualTo("mine-Table"));

    String second = request(ChangeSetType.UPDATE, TEMPLATE, value("Name", "b"));
    account.advance(Duration.ofSeconds(3));
    assertThat(described(second).changes())
        .extracting(Change::resourceChange)
        .extracting(
            change -> change.actionAsString(),
            change -> change.logicalResourceId(),
            change -> change.replacementAsString())
        .containsExactlyInAnyOrder(tuple("Modify", "Table", "True"), tuple("Remove", "Logs", null));
    execute(second);
    assertThat(status()).isEqualTo("UPDATE_COMPLETE");
  }

  @Test
  void aPropertyThatCanChangeReplacesNothing() {
    execute(request(ChangeSetType.CREATE, TEMPLATE));
    String second =
        request(ChangeSetType.UPDATE, TEMPLATE.replace("PAY_PER_REQUEST", "PROVISIONED"));
    account.advance(Duration.ofSeconds(3));
    assertThat(described(second).changes())
        .singleElement()
        .satisfies(
            change -> assertThat(change.resourceChange().replacementAsString()).isEqualTo("False"));
  }

  @Test
  void aChangeSetWithoutChangesFails() {
    execute(request(ChangeSetType.CREATE, TEMPLATE));
    String second = request(ChangeSetType.UPDATE, TEMPLATE);
    account.advance(Duration.ofSeconds(3));
    assertThat(described(second).statusAsString()).isEqualTo("FAILED");
    assertThat(described(second).statusReason())
        .startsWith("The submitted information didn't contain changes.");
    client.deleteChangeSet(r -> r.changeSetName(second));
    assertThatThrownBy(() -> described(second))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ChangeSetNotFound"));
  }

  @Test
  void aFunctionWithoutItsCodeRollsTheStackBack() {
    execute(request(ChangeSetType.CREATE, TEMPLATE, value("Key", "y.jar")));
    assertThat(status()).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(client.describeStacks(r -> r.stackName("mine")).stacks().getFirst().parameters())
        .as("what it was requested with")
        .contains(value("Key", "y.jar"));
    assertThat(events())
        .filteredOn(event -> event.resourceStatusAsString().equals("CREATE_FAILED"))
        .singleElement()
        .satisfies(event -> assertThat(event.resourceStatusReason()).contains("NoSuchKey"));
    assertThatThrownBy(() -> request(ChangeSetType.UPDATE, TEMPLATE))
        .hasMessageContaining("ROLLBACK_COMPLETE state and can not be updated");
    client.deleteStack(r -> r.stackName("mine"));
    assertThatThrownBy(this::status).hasMessageContaining("does not exist");
  }

  private List<StackEvent> events() {
    return client.describeStackEventsPaginator(r -> r.stackName("mine")).stackEvents().stream()
        .toList();
  }

  @Test
  void eventsArePagedNewestFirstAndHappenWhenTheirTimeHasCome() {
    String resources =
        String.join(
            ",",
            IntStream.range(0, 60)
                .mapToObj("\"Q%d\": {\"Type\": \"AWS::SQS::Queue\"}"::formatted)
                .toList());
    String id = request(ChangeSetType.CREATE, "{\"Resources\": {" + resources + "}}");
    account.advance(Duration.ofSeconds(3));
    assertThat(client.describeChangeSetPaginator(r -> r.changeSetName(id)).changes()).hasSize(60);
    client.executeChangeSet(r -> r.changeSetName(id));
    assertThat(events()).hasSize(3);
    account.advance(Duration.ofSeconds(15));
    assertThat(status()).isEqualTo("CREATE_IN_PROGRESS");
    account.advance(Duration.ofSeconds(15));
    assertThat(status()).isEqualTo("CREATE_COMPLETE");
    assertThat(events())
        .hasSize(123)
        .isSortedAccordingTo((a, b) -> b.timestamp().compareTo(a.timestamp()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Name  | 1 | Parameter Name failed to satisfy constraint: must be letters
          Nome  | a | Parameters: [Nome] do not exist in the template
          """)
  void aParameterThatTheTemplateDoesNotTakeIsRefused(String name, String value, String message) {
    assertThatThrownBy(() -> request(ChangeSetType.CREATE, TEMPLATE, value(name, value)))
        .hasMessageContaining(message);
    assertThat(client.describeStacks().stacks()).hasSize(1);
  }

  @Test
  void whatCloudFormationDoesNotTakeIsRefused() {
    String roles = "{\"Resources\": {\"R\": {\"Type\": \"AWS::IAM::Role\"}}}";
    assertThatThrownBy(() -> request(ChangeSetType.CREATE, roles))
        .hasMessageContaining("Requires capabilities : [CAPABILITY_IAM]");
    assertThatThrownBy(() -> request(ChangeSetType.UPDATE, TEMPLATE))
        .hasMessageContaining("Stack [mine] does not exist");
    assertThatThrownBy(() -> request(ChangeSetType.CREATE, TEMPLATE + " ".repeat(51_200)))
        .hasMessageContaining("length less than or equal to 51200");
    assertThatThrownBy(() -> request(ChangeSetType.CREATE, "{"))
        .hasMessageContaining("Template format error");
    Stream.of("{\"Fn::Sub\": \"a\"}", "{\"Fn::Cidr\": []}")
        .forEach(
            call ->
                assertThatThrownBy(
                        () ->
                            request(
                                ChangeSetType.CREATE,
                                "{\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\", \"Properties\": {\"QueueName\": %s}}}}"
                                    .formatted(call)))
                    .hasMessageContaining("This sandbox does not emulate Fn::"));
    execute(request(ChangeSetType.CREATE, TEMPLATE));
    assertThatThrownBy(() -> request(ChangeSetType.CREATE, TEMPLATE))
        .hasMessageContaining("already exists and cannot be created again");
  }
}
