package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.cli.operator.Asking;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.stacks.Buckets;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import tools.jackson.jr.ob.JSON;

/** Against the emulated CloudFormation and S3, with a small template in place of the real one. */
class DeployCommandTest {

  private static final String STACK = "keystore-connector";

  private static final String TEMPLATE =
      """
      {'Parameters': {
         'CodeBucket': {'Type': 'String', 'Default': 'none'},
         'CodeBucketPrefix': {'Type': 'String', 'Default': 'none'},
         'CodePrefix': {'Type': 'String', 'Default': 'none'},
         'KeyStoreIds': {'Type': 'CommaDelimitedList', 'Default': 'none', 'AllowedPattern': '^([*]|none|cks-[0-9a-z]+)$', 'ConstraintDescription': 'must look like cks-1234567890abcdef0'},
         'KeyStoreNames': {'Type': 'CommaDelimitedList', 'Default': 'none'},
         'WatchMinutes': {'Type': 'String', 'Default': '5', 'AllowedValues': ['0', '5', '15']}},
       'Conditions': {
         'HasPrefix': {'Fn::Not': [{'Fn::Equals': [{'Ref': 'CodeBucketPrefix'}, 'none']}]},
         'HasWatch': {'Fn::Not': [{'Fn::Equals': [{'Ref': 'WatchMinutes'}, '0']}]}},
       'Rules': {'Named': {'Assertions': [{'Assert': {'Fn::Or': [
          {'Fn::Not': [{'Fn::EachMemberEquals': [{'Ref': 'KeyStoreIds'}, 'none']}]},
          {'Fn::Not': [{'Fn::EachMemberEquals': [{'Ref': 'KeyStoreNames'}, 'none']}]}]},
          'AssertDescription': 'A key store must be named.'}]}},
       'Resources': {
         'Journal': {'Type': 'AWS::DynamoDB::Table', 'Properties': {'KeySchema': ['keyStoreId']}},
         'Role': {'Type': 'AWS::IAM::Role', 'Properties': {'Path': '/'}},
         'Check': {'Type': 'AWS::Lambda::Function', 'Properties': {
            'Role': {'Fn::GetAtt': ['Role', 'Arn']},
            'Environment': {'STORES': {'Fn::Join': [',', {'Ref': 'KeyStoreIds'}]}},
            'Code': {'S3Bucket': {'Fn::If': ['HasPrefix', {'Fn::Join': ['-', [{'Ref': 'CodeBucketPrefix'}, {'Ref': 'AWS::Region'}]]}, {'Ref': 'CodeBucket'}]},
                     'S3Key': {'Fn::Join': ['/', [{'Ref': 'CodePrefix'}, 'steps.jar']]}}}},
         'WatchLogs': {'Type': 'AWS::Logs::LogGroup', 'Condition': 'HasWatch', 'Properties': {'RetentionInDays': '7'}}},
       'Outputs': {
         'StateMachineArn': {'Value': 'arn:aws:states:eu-central-1:111122223333:stateMachine:connect'},
         'JournalTable': {'Value': {'Ref': 'Journal'}},
         'Release': {'Value': {'Fn::Join': ['', ['1.0.0 ', {'Fn::Select': ['1', {'Fn::Split': ['/', {'Ref': 'CodePrefix'}]}]}]]}}}}
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
    release("0123456789ab", TEMPLATE);
  }

  @AfterEach
  void close() {
    account.close();
  }

  private void release(String digits, String template) throws IOException {
    Deploying.release(root, digits, Map.of("keystore-connector.template.json", template));
  }

  private Shell shell() {
    return new Shell(Installation.ofSourceTree(root)).waitingIn(account);
  }

  private Result deploy(Shell shell, String... options) {
    return Deploying.call(shell, account, "deploy", Stream.of(options));
  }

  private Result create(String... more) {
    List<String> options =
        new ArrayList<>(List.of("--yes", "--bucket", Buckets.EXAMPLE, "--key-stores", "cks-1"));
    options.addAll(List.of(more));
    return deploy(shell(), options.toArray(String[]::new));
  }

  private Map<String, String> parameters() {
    return Deploying.parameters(cloudFormation, STACK);
  }

  private List<String> calls() {
    return account.world().journal().calls().stream().map(CallRecord::operation).toList();
  }

  private List<String> keys() {
    return account.server().buckets().keys(Buckets.EXAMPLE);
  }

  private void isAbsent() {
    assertThatThrownBy(() -> cloudFormation.describeStacks(r -> r.stackName(STACK)))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void createsTheStackShowsWhatIsAddedAndPrintsTheOutputs() {
    Result result = create();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("New stack keystore-connector (eu-central-1)\n")
        .contains("  add      AWS::DynamoDB::Table   1 of them\n")
        .contains("0 to replace, 0 to remove, 0 to modify, 4 to add.\n")
        .contains(" 00:01  CREATE_COMPLETE Check\n", " 00:02  CREATE_COMPLETE WatchLogs\n")
        .contains("\nCreated. To see the key stores:\n./connector status --endpoint-url ")
        .contains("  Release          1.0.0 0123456789ab\n");
    assertThat(result.code()).isZero();
    assertThat(parameters())
        .containsEntry("CodeBucket", Buckets.EXAMPLE)
        .containsEntry("CodePrefix", "keystore-connector/0123456789ab")
        .containsEntry("KeyStoreIds", "cks-1")
        .containsEntry("KeyStoreNames", "none");
    assertThat(keys())
        .hasSize(4)
        .contains("keystore-connector/0123456789ab/steps.jar")
        .anyMatch(key -> key.matches("keystore-connector/0123456789ab/[0-9a-f]{64}.template.json"));
  }

  @Test
  void aStackThatIsAsItShouldBeIsASuccessAndNothingIsUploadedAgain() {
    create();
    int uploads = keys().size();
    long puts = calls().stream().filter("PutObject"::equals).count();
    Result again = deploy(shell(), "--yes");
    assertThat(again.out())
        .contains("It has release 1.0.0 0123456789ab; this is release ")
        .contains("Nothing was changed.");
    assertThat(again.code()).isZero();
    assertThat(keys()).hasSize(uploads);
    assertThat(calls().stream().filter("PutObject"::equals)).hasSize((int) puts);
    assertThat(calls()).contains("DeleteChangeSet");
  }

  @Test
  void anUpdateKeepsTheParametersThatAreNotGiven() throws IOException {
    create("--parameter", "WatchMinutes=15");
    release("ba9876543210", TEMPLATE);
    Result result = deploy(shell(), "--yes");
    assertThat(result.out())
        .contains("Existing stack keystore-connector ")
        .contains("  modify   AWS::Lambda::Function  Check: Code\n")
        .contains("\nUpdated. ");
    assertThat(parameters())
        .containsEntry("WatchMinutes", "15")
        .containsEntry("KeyStoreIds", "cks-1")
        .containsEntry("CodeBucket", Buckets.EXAMPLE)
        .containsEntry("CodePrefix", "keystore-connector/ba9876543210");
  }

  @Test
  void namesOfKeyStoresTakeThePlaceOfIds() {
    create();
    assertThat(deploy(shell(), "--yes", "--key-stores", "prod-*").code()).isZero();
    assertThat(parameters())
        .containsEntry("KeyStoreIds", "none")
        .containsEntry("KeyStoreNames", "prod-*");
  }

  @Test
  void whoeverDoesNotAgreeChangesNothing() {
    Result result =
        deploy(shell().asking(false), "--bucket", Buckets.EXAMPLE, "--key-stores", "cks-1");
    assertThat(result.out()).contains("4 to add.").endsWith("Nothing was changed.\n");
    assertThat(result.code()).isEqualTo(1);
    assertThat(calls())
        .contains("DeleteChangeSet", "DeleteStack")
        .doesNotContain("ExecuteChangeSet");
    assertThat(keys()).noneMatch(key -> key.endsWith(".jar"));
    isAbsent();
  }

  @Test
  void aStackThatSomeoneElseHasFilledMeanwhileIsNotDeleted() {
    Result result = deployWhileSomeoneElseDoes(false);
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).endsWith("Nothing was changed.\n");
    assertThat(calls()).doesNotContain("DeleteStack");
  }

  @Test
  void whoeverAgreesAfterSomeoneElseHasBegunChangesNothing() {
    Result result = deployWhileSomeoneElseDoes(true);
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            "Someone else has changed stack keystore-connector, or is changing it."
                + " Nothing was changed; deploy again when that is over.");
    assertThat(result.code()).isEqualTo(1);
    assertThat(calls()).doesNotContain("DeleteStack");
    assertThat(parameters()).containsEntry("KeyStoreIds", "*");
  }

  /** Somebody's change set of the same stack is executed while a person is asked. */
  private Result deployWhileSomeoneElseDoes(boolean agreed) {
    Asking meanwhile =
        new Asking() {
          @Override
          public boolean isPossible() {
            return true;
          }

          @Override
          public boolean agrees(String question) {
            var theirs =
                cloudFormation.createChangeSet(
                    r ->
                        r.stackName(STACK)
                            .changeSetName("theirs")
                            .changeSetType(ChangeSetType.CREATE)
                            .capabilities(Capability.CAPABILITY_IAM)
                            .templateBody(TEMPLATE.replace('\'', '"').replace("Check", "Other"))
                            .parameters(parameter("KeyStoreIds", "*")));
            account.advance(Duration.ofSeconds(3));
            cloudFormation.executeChangeSet(r -> r.stackName(STACK).changeSetName(theirs.id()));
            return agreed;
          }
        };
    Shell shell = shell();
    return deploy(
        new Shell(shell.installation(), shell.terminal(), shell.time(), shell.state(), meanwhile),
        "--bucket",
        Buckets.EXAMPLE,
        "--key-stores",
        "cks-1");
  }

  @Test
  void whoeverAgreesDeploys() {
    Result result =
        deploy(shell().asking(true), "--bucket", Buckets.EXAMPLE, "--key-stores", "cks-1");
    assertThat(result.code()).isZero();
    assertThat(parameters()).containsEntry("KeyStoreIds", "cks-1");
  }

  @ParameterizedTest
  @CsvSource({"''", "--json"})
  void withoutConsentAndWithoutATerminalNothingIsEvenLookedAt(String option) {
    List<String> options = new ArrayList<>(List.of("--bucket=" + Buckets.EXAMPLE));
    if (!option.isEmpty()) {
      options.add(option);
    }
    Result result = deploy(shell(), options.toArray(String[]::new));
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            "deploy asks for confirmation, which needs a terminal; --yes skips it, and --dry-run"
                + " only shows the changes.");
    assertThat(result.code()).isEqualTo(2);
    assertThat(calls()).isEmpty();
  }

  @Test
  void aDryRunShowsTheChangesAndLeavesNoChangeSetAndNoStack() {
    Result result =
        deploy(shell(), "--dry-run", "--bucket", Buckets.EXAMPLE, "--key-stores", "cks-1");
    assertThat(result.out()).contains("4 to add.").contains("nothing was changed");
    assertThat(result.code()).isZero();
    assertThat(calls()).doesNotContain("ExecuteChangeSet");
    isAbsent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ['keyStoreId']    | ['other'] | replace  AWS::DynamoDB::Table   Journal: KeySchema
          'Journal': {'Type | 'Book': {'Type | remove   AWS::DynamoDB::Table   Journal
          """)
  void whatHoldsDataIsReplacedOrRemovedOnlyOnRequest(String before, String after, String row)
      throws IOException {
    create();
    release(
        "ba9876543210", TEMPLATE.replace(before, after).replace("{'Ref': 'Journal'}", "'gone'"));
    Result refused = deploy(shell(), "--yes");
    assertThat(refused.out()).contains(row).contains(" — WHAT IT HOLDS IS LOST\n");
    assertThat(refused.err())
        .isEqualToIgnoringNewLines(
            "These changes lose what Journal holds, so nothing was changed. If that is meant, add"
                + " --allow-data-loss.");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(parameters()).containsEntry("CodePrefix", "keystore-connector/0123456789ab");
    assertThat(deploy(shell(), "--yes", "--allow-data-loss").code()).isZero();
    assertThat(parameters()).containsEntry("CodePrefix", "keystore-connector/ba9876543210");
  }

  /** For example from the public bucket of a quick-create link. */
  @Test
  void aBucketThatIsNamedTakesThePlaceOfOneForEachRegion() throws IOException {
    create();
    Buckets buckets = account.server().buckets().with("public-eu-central-1", "eu-central-1");
    buckets.put("public-eu-central-1", "connector/1.0.0/steps.jar", new byte[] {1}, null);
    var request =
        cloudFormation.createChangeSet(
            r ->
                r.stackName(STACK)
                    .changeSetName("link")
                    .changeSetType(ChangeSetType.UPDATE)
                    .capabilities(Capability.CAPABILITY_IAM)
                    .templateBody(TEMPLATE.replace('\'', '"'))
                    .parameters(
                        parameter("KeyStoreIds", "*"),
                        parameter("CodeBucketPrefix", "public"),
                        parameter("CodePrefix", "connector/1.0.0")));
    account.advance(Duration.ofSeconds(3));
    cloudFormation.executeChangeSet(r -> r.stackName(STACK).changeSetName(request.id()));
    account.advance(Duration.ofMinutes(1));
    assertThat(parameters()).containsEntry("CodeBucketPrefix", "public");
    Result result = deploy(shell(), "--yes", "--bucket", Buckets.EXAMPLE);
    assertThat(result.out()).as(result.err()).contains("\nUpdated. ");
    assertThat(parameters())
        .containsEntry("CodeBucket", Buckets.EXAMPLE)
        .containsEntry("CodeBucketPrefix", "none");
  }

  private static Parameter parameter(String name, String value) {
    return Parameter.builder().parameterKey(name).parameterValue(value).build();
  }

  @Test
  void logsThatAParameterTurnsOffAreDataToo() {
    create();
    Result result = deploy(shell(), "--yes", "--parameter", "WatchMinutes=0");
    assertThat(result.err()).startsWith("These changes lose what WatchLogs holds");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void aStackThatOnlyAChangeSetHasMadeIsCreated() {
    cloudFormation.createChangeSet(
        r ->
            r.stackName(STACK)
                .changeSetName("left-behind")
                .changeSetType(ChangeSetType.CREATE)
                .capabilities(Capability.CAPABILITY_IAM)
                .templateBody(TEMPLATE.replace('\'', '"'))
                .parameters(
                    Parameter.builder().parameterKey("KeyStoreIds").parameterValue("*").build()));
    assertThat(deploy(shell(), "--dry-run", "--bucket=my-artifacts", "--key-stores=*").code())
        .isZero();
    assertThat(cloudFormation.describeStacks(r -> r.stackName(STACK)).stacks())
        .as("it belongs to someone else")
        .hasSize(1);
    Result result = create();
    assertThat(result.out()).contains("It is in REVIEW_IN_PROGRESS: ").contains("\nCreated. ");
    assertThat(result.code()).isZero();
  }

  @Test
  void aStackThatCouldNotBeCreatedSaysWhyAndHowToGoOn() throws IOException {
    release("0123456789ab", TEMPLATE.replace("steps.jar", "nowhere.jar"));
    Result failed = create();
    assertThat(failed.out())
        .contains("CREATE_FAILED Check: ")
        .contains("The stack is in ROLLBACK_COMPLETE: Check failed. ")
        .contains(
            "\naws cloudformation delete-stack --stack-name keystore-connector --endpoint-url ");
    assertThat(failed.code()).isEqualTo(1);
    Result again = create();
    assertThat(again.err())
        .startsWith("Stack keystore-connector is in ROLLBACK_COMPLETE, in which CloudFormation can")
        .contains("aws cloudformation delete-stack --stack-name keystore-connector");
    assertThat(again.code()).isEqualTo(2);
  }

  @Test
  void anUpdateThatFailsLeavesTheStackAsItWas() throws IOException {
    create();
    release("ba9876543210", TEMPLATE.replace("steps.jar", "nowhere.jar"));
    Result failed = deploy(shell(), "--yes");
    assertThat(failed.out())
        .contains("The stack is in UPDATE_ROLLBACK_COMPLETE: Check failed. ")
        .contains("The stack is as it was before.");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(parameters()).containsEntry("CodePrefix", "keystore-connector/0123456789ab");
  }

  @Test
  void aStackThatSomeoneElseIsChangingIsLeftAlone() {
    create();
    var request =
        cloudFormation.createChangeSet(
            r ->
                r.stackName(STACK)
                    .changeSetName("theirs")
                    .changeSetType(ChangeSetType.UPDATE)
                    .capabilities(Capability.CAPABILITY_IAM)
                    .templateBody(TEMPLATE.replace('\'', '"'))
                    .parameters(
                        Parameter.builder().parameterKey("KeyStoreIds").parameterValue("*").build(),
                        Parameter.builder()
                            .parameterKey("CodeBucket")
                            .usePreviousValue(true)
                            .build(),
                        Parameter.builder()
                            .parameterKey("CodePrefix")
                            .usePreviousValue(true)
                            .build()));
    account.advance(Duration.ofSeconds(3));
    cloudFormation.executeChangeSet(r -> r.stackName(STACK).changeSetName(request.id()));
    Result result = deploy(shell(), "--yes");
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            "Stack keystore-connector is in UPDATE_IN_PROGRESS: someone else is changing it."
                + " Nothing was changed; deploy again when that is over.");
    assertThat(result.code()).isEqualTo(1);
  }

  /** A change set would remove everything that the stack has. */
  @Test
  void aStackOfAnotherProgramWithTheSameParametersIsLeftAlone() throws IOException {
    release("0123456789ab", TEMPLATE.replace("StateMachineArn", "Website"));
    create();
    release("abcdef012345", TEMPLATE);
    Result result = deploy(shell(), "--yes");
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            "Stack keystore-connector was not deployed from keystore-connector.template.json (it"
                + " has no output StateMachineArn), so it stays as it is; a CDK app is updated with"
                + " npx aws-cdk deploy. To deploy beside it, choose another --stack.");
    assertThat(result.code()).isEqualTo(2);
    assertThat(parameters()).containsEntry("CodePrefix", "keystore-connector/0123456789ab");
  }

  @Test
  void aStackThatIsNotOfThePlainTemplateIsLeftAlone() {
    Result result = deploy(shell(), "--yes", "--stack", "KeyStoreConnector");
    assertThat(result.err())
        .startsWith(
            "Stack KeyStoreConnector was not deployed from keystore-connector.template.json");
    assertThat(result.code()).isEqualTo(2);
    assertThat(calls()).containsExactly("DescribeStacks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HeadBucket      | AWS denied s3:ListBucket on bucket my-artifacts: allow
          HeadObject      | AWS denied s3:GetObject on bucket my-artifacts: allow
          PutObject       | AWS denied s3:PutObject
          CreateChangeSet | AWS denied cloudformation:CreateChangeSet
          """)
  void aRightThatIsMissingIsNamed(String operation, String sentence) throws IOException {
    account.close();
    account =
        Accounts.of(
            "{'faults': [{'fault': 'ACCESS_DENIED', 'operation': '%s'}]}".formatted(operation));
    cloudFormation = Bench.client(CloudFormationClient.builder(), account.endpoint());
    Result result = create();
    assertThat(result.err().replaceAll("\\s+", " ")).startsWith(sentence);
    assertThat(result.code()).isEqualTo(2);
    isAbsent();
  }

  @Test
  void whatIsInTheBucketIsNeverOverwritten() {
    account
        .server()
        .buckets()
        .put(
            Buckets.EXAMPLE,
            "keystore-connector/0123456789ab/steps.jar",
            "another jar".getBytes(StandardCharsets.UTF_8),
            null);
    Result result = create();
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            "s3://my-artifacts/keystore-connector/0123456789ab/steps.jar is not the file of this"
                + " release, and nothing is overwritten: delete the object if it is not in use, or"
                + " use another bucket.");
    assertThat(result.code()).isEqualTo(2);
    isAbsent();
  }

  @Test
  void aBucketThatDoesNotExistOrIsElsewhereIsNamed() {
    assertThat(deploy(shell(), "--yes", "--bucket=nobodys-bucket", "--key-stores=cks-1").err())
        .startsWith("Bucket nobodys-bucket does not exist: create it with aws s3 mb s3://nobodys-");
    account.server().buckets().with("american-bucket", "us-east-1");
    assertThat(deploy(shell(), "--yes", "--bucket=american-bucket", "--key-stores=cks-1").err())
        .startsWith("Bucket american-bucket is not in eu-central-1: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --key-stores=cks-1                                                 | --bucket is required for a new stack: your S3 bucket in eu-central-1, for the functions' code.
          --bucket=my-artifacts                                              | --key-stores is required for a new stack: the key stores that the connector may act on, such as --key-stores 'prod-*'.
          --parameter=WatchMinutes                                           | --parameter must be KEY=VALUE, such as --parameter WatchMinutes=15.
          --parameter=WatchMinuts=5                                          | The template has no parameter WatchMinuts; docs/deploy.md lists all. Did you mean WatchMinutes?
          --parameter=WatchMinutes=7                                         | Parameter WatchMinutes must be one of 0, 5, 15.
          --parameter=KeyStoreIds=a,cks-1                                    | Parameter KeyStoreIds must look like cks-1234567890abcdef0.
          --parameter=CodePrefix=x                                           | --parameter cannot set CodePrefix: --bucket says where the code is.
          --parameter=WatchMinutes=5 --parameter=WatchMinutes=0              | WatchMinutes is given twice, by --parameter.
          --parameter=KeyStoreIds=cks-1 --key-stores=cks-1                   | KeyStoreIds is given twice, by --parameter and an option.
          --bucket=My_Bucket                                                 | --bucket must be the name of a bucket such as my-artifacts: 3 to 63 lowercase letters, digits, dots and hyphens.
          --dry-run                                                          | --dry-run changes nothing, so it cannot be given with --yes.
          """)
  void aMistakeIsNamedBeforeAnythingIsChanged(String options, String sentence) {
    List<String> words = new ArrayList<>(List.of(options.split(" ")));
    words.add("--yes");
    Result result = deploy(shell(), words.toArray(String[]::new));
    assertThat(result.err()).isEqualToIgnoringNewLines(sentence);
    assertThat(result.code()).isEqualTo(2);
    assertThat(calls()).isSubsetOf("DescribeStacks");
  }

  @Test
  void onATerminalOneLineLives() {
    Result result =
        deploy(
            shell().on(new Terminal(true, false, 80)),
            "--yes",
            "--bucket",
            Buckets.EXAMPLE,
            "--key-stores",
            "cks-1");
    assertThat(result.out())
        .contains(" 00:01 ░░░░░░░░░░░░░░░░ 0 of 4  ", " ████████████████ 4 of 4  ")
        .doesNotContain("CREATE_COMPLETE Check\n");
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    Map<String, Object> json = JSON.std.mapFrom(create("--json").out());
    assertThat(json)
        .containsEntry("result", "CREATED")
        .containsEntry("status", "CREATE_COMPLETE")
        .containsEntry("codePrefix", "keystore-connector/0123456789ab");
    assertThat(json.get("uploaded")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(4);
    assertThat(json.get("changes")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(4);
    assertThat(JSON.std.mapFrom(deploy(shell(), "--dry-run", "--json").out()))
        .containsEntry("result", "UNCHANGED");
  }
}
