package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.stacks.Buckets;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Against the emulated CloudFormation and S3, with small templates in place of the real ones. */
class HubDeployCommandTest {

  private static final String ORGANIZATION = "OrganizationId=o-a1b2c3d4e5";

  private static final String HUB =
      """
      {'Parameters': {
         'CodeBucket': {'Type': 'String'},
         'CodePrefix': {'Type': 'String', 'Default': 'none'},
         'OrganizationId': {'Type': 'String', 'AllowedPattern': '^o-[a-z0-9]{10,32}$', 'Description': 'The organization.', 'ConstraintDescription': 'must look like o-a1b2c3d4e5'}},
       'Resources': {
         'Table': {'Type': 'AWS::DynamoDB::Table', 'Properties': {'KeySchema': ['place', 'entry']}},
         'Recorder': {'Type': 'AWS::Lambda::Function', 'Properties': {
            'Environment': {'ORGANIZATION': {'Ref': 'OrganizationId'}},
            'Code': {'S3Bucket': {'Ref': 'CodeBucket'}, 'S3Key': {'Fn::Join': ['/', [{'Ref': 'CodePrefix'}, 'watch.jar']]}}}}},
       'Outputs': {
         'HubTable': {'Value': {'Ref': 'Table'}},
         'HubBusArn': {'Value': 'arn:aws:events:eu-central-1:111122223333:event-bus/hub'}}}
      """;

  private static final String CONNECTOR =
      """
      {'Parameters': {
         'CodeBucket': {'Type': 'String', 'Default': 'none'},
         'CodePrefix': {'Type': 'String', 'Default': 'none'},
         'KeyStoreIds': {'Type': 'CommaDelimitedList', 'Default': 'none'},
         'KeyStoreNames': {'Type': 'CommaDelimitedList', 'Default': 'none'}},
       'Resources': {
         'Journal': {'Type': 'AWS::DynamoDB::Table', 'Properties': {'KeySchema': ['keyStoreId']}}},
       'Outputs': {
         'StateMachineArn': {'Value': 'arn:aws:states:eu-central-1:111122223333:stateMachine:connect'}}}
      """;

  @TempDir private Path root;

  private Account account;
  private CloudFormationClient cloudFormation;

  @BeforeAll
  static void signIn() {
    Shell.signIn();
  }

  @BeforeEach
  void open() throws IOException {
    account = Accounts.of("{'settings': {'requestsPerSecond': 0}}");
    cloudFormation = Bench.client(CloudFormationClient.builder(), account.endpoint());
    Deploying.release(
        root,
        "0123456789ab",
        Map.of("connector-hub.template.json", HUB, "keystore-connector.template.json", CONNECTOR));
  }

  @AfterEach
  void close() {
    account.close();
  }

  private Result deploy(String... options) {
    return Deploying.call(
        new Shell(Installation.ofSourceTree(root)).waitingIn(account),
        account,
        "deploy",
        Stream.concat(Stream.of("--yes"), Stream.of(options)));
  }

  private Result hub(String... options) {
    List<String> words =
        new ArrayList<>(List.of("--hub", "--bucket", Buckets.EXAMPLE, "--parameter", ORGANIZATION));
    words.addAll(List.of(options));
    return deploy(words.toArray(String[]::new));
  }

  private Map<String, String> parameters(String stack) {
    return Deploying.parameters(cloudFormation, stack);
  }

  private List<String> stacks() {
    return cloudFormation.describeStacks().stacks().stream().map(Stack::stackName).toList();
  }

  @Test
  void createsTheHubAndSaysHowAConnectorReportsToIt() {
    Result result = hub();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("New stack connector-hub (eu-central-1)\n")
        .contains("\nCreated. To see the key stores:\n./connector fleet --endpoint-url ")
        .contains(
            "\n./connector deploy --parameter"
                + " HubBusArn=arn:aws:events:eu-central-1:111122223333:event-bus/hub\n");
    assertThat(result.code()).isZero();
    assertThat(parameters("connector-hub"))
        .containsEntry("CodeBucket", Buckets.EXAMPLE)
        .containsEntry("CodePrefix", "keystore-connector/0123456789ab")
        .containsEntry("OrganizationId", "o-a1b2c3d4e5");
    assertThat(account.server().buckets().keys(Buckets.EXAMPLE))
        .as("only its own code")
        .contains("keystore-connector/0123456789ab/watch.jar")
        .hasSize(2);
  }

  @Test
  void aHubIsUpdatedWithTheBucketAndTheOrganizationThatItHas() {
    hub("--stack", "our-hub");
    Result again = deploy("--hub", "--stack", "our-hub");
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).contains("Nothing was changed.");
    assertThat(again.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --key-stores=*                                | --hub cannot be combined with --key-stores or --secret-template: a hub acts on no key store.
          --secret-template=connector/{name}/kmsuser    | --hub cannot be combined with --key-stores or --secret-template: a hub acts on no key store.
          --parameter=KeyStoreIds=*                     | The template has no parameter KeyStoreIds; docs/company.md lists all.
          --parameter=OrganizationId                    | --parameter must be KEY=VALUE, such as --parameter OrganizationId=o-a1b2c3d4e5.
          --stack=our_hub                               | --stack must be a stack name such as connector-hub: a letter, then up to 127 letters, digits and hyphens.
          """)
  void refusesWhatAHubDoesNotTake(String option, String sentence) {
    Result result = hub(option);
    assertThat(result.err()).isEqualToIgnoringNewLines(sentence);
    assertThat(result.code()).isEqualTo(2);
    assertThat(stacks()).doesNotContain("connector-hub");
    assertThat(account.server().buckets().keys(Buckets.EXAMPLE)).isEmpty();
  }

  @Test
  void aNewHubNeedsAnOrganization() {
    Result result = deploy("--hub", "--bucket", Buckets.EXAMPLE);
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            "--parameter OrganizationId= is required for a new stack: The organization. It must"
                + " look like o-a1b2c3d4e5.");
    assertThat(result.code()).isEqualTo(2);
    assertThat(account.server().buckets().keys(Buckets.EXAMPLE)).isEmpty();
  }

  /** A change set would remove everything that the stack has. */
  @Test
  void aHubIsNotMadeAConnectorNorAConnectorAHub() {
    hub();
    Result overHub = deploy("--stack=connector-hub", "--key-stores=*");
    assertThat(overHub.err())
        .isEqualToIgnoringNewLines(
            "Stack connector-hub is a hub, so it stays as it is: add --hub to deploy it, or choose"
                + " another --stack.");
    assertThat(overHub.code()).isEqualTo(2);
    assertThat(deploy("--bucket", Buckets.EXAMPLE, "--key-stores=*").code()).isZero();
    Result overConnector = hub("--stack=keystore-connector");
    assertThat(overConnector.err())
        .isEqualToIgnoringNewLines(
            "Stack keystore-connector is a connector, so it stays as it is: leave --hub out to"
                + " deploy it, or choose another --stack.");
    assertThat(overConnector.code()).isEqualTo(2);
    assertThat(parameters("connector-hub")).containsKey("OrganizationId");
    assertThat(parameters("keystore-connector")).containsKey("KeyStoreIds");
  }
}
