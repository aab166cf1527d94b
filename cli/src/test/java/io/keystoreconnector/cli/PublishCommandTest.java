package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.stacks.Buckets;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import io.keystoreconnector.runs.Release;
import io.keystoreconnector.runs.json.JsonTree;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Fills the emulated buckets of two Regions. */
class PublishCommandTest {

  private static final String VERSION = Release.ofThisCode().version();
  private static final String FOLDER = "connector/" + VERSION + "/";

  @TempDir private Path root;

  private Account account;

  @BeforeAll
  static void signIn() {
    Shell.signIn();
  }

  @BeforeEach
  void open() throws IOException {
    account = Accounts.of("{}");
    buckets().with("public-eu-central-1", "eu-central-1").with("public-us-east-1", "us-east-1");
    release("of the release");
  }

  @AfterEach
  void close() {
    account.close();
  }

  private Buckets buckets() {
    return account.server().buckets();
  }

  private void release(String contents) throws IOException {
    Deploying.release(
        root,
        "0123456789ab " + contents,
        Map.of(
            "keystore-connector.template.json", contents,
            "connector-hub.template.json", contents));
  }

  private Result publish(String... options) {
    String[] words = new String[options.length + 3];
    words[0] = "publish";
    System.arraycopy(options, 0, words, 1, options.length);
    words[options.length + 1] = "--endpoint-url";
    words[options.length + 2] = account.endpoint().toString();
    return new Shell(Installation.ofSourceTree(root)).connector(words);
  }

  private Result toBoth(String... more) {
    String[] options = new String[more.length + 2];
    options[0] = "--bucket-prefix=public";
    options[1] = "--regions=eu-central-1,us-east-1";
    System.arraycopy(more, 0, options, 2, more.length);
    return publish(options);
  }

  private List<String> calls() {
    return account.world().journal().calls().stream().map(CallRecord::operation).toList();
  }

  @Test
  void showsWhatItWouldUploadAndUploadsNothing() {
    Result result = toBoth();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("eu-central-1, bucket public-eu-central-1\n")
        .contains("  %ssteps.jar: would be uploaded\n".formatted(FOLDER))
        .contains("us-east-1, bucket public-us-east-1\n")
        .endsWith("\nNothing was uploaded. To upload what is not there, add --yes.\n");
    assertThat(result.code()).isZero();
    assertThat(calls()).doesNotContain("PutObject");
  }

  @Test
  void fillsTheBucketOfEachRegionOnce() {
    Result result = toBoth("--yes");
    assertThat(result.out())
        .contains("  %ssteps.jar: uploaded\n".formatted(FOLDER))
        .contains(
            "  https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/create/review?templateURL=https%3A%2F%2Fpublic-us-east-1.s3.us-east-1.amazonaws.com%2Fconnector%2F"
                + VERSION
                + "%2Fkeystore-connector.template.json&stackName=keystore-connector&param_CodeBucketPrefix=public&param_CodePrefix=connector%2F"
                + VERSION
                + "\n")
        .contains(
            "%2Fconnector-hub.template.json&stackName=connector-hub&param_CodeBucket=public-us-east-1&param_CodePrefix=connector%2F"
                + VERSION
                + "\n");
    for (String bucket : List.of("public-eu-central-1", "public-us-east-1")) {
      assertThat(buckets().keys(bucket))
          .as("each template after all that it names")
          .containsExactly(
              FOLDER + "steps.jar",
              FOLDER + "lifecycle.jar",
              FOLDER + "watch.jar",
              FOLDER + "keystore-connector.template.json",
              FOLDER + "connector-hub.template.json");
    }
    int uploads = calls().size();
    assertThat(toBoth("--yes").out()).contains("steps.jar: is there\n");
    assertThat(calls().subList(uploads, calls().size())).doesNotContain("PutObject");
  }

  @Test
  void aVersionNeverChanges() throws IOException {
    toBoth("--yes");
    // Of the same length, so that only the checksum tells them apart.
    release("of the RELEASE");
    Result result = toBoth("--yes");
    assertThat(result.err())
        .startsWith("s3://public-eu-central-1/" + FOLDER)
        .contains("is not the file of this release, and nothing is overwritten");
    assertThat(result.code()).isEqualTo(2);
  }

  /** All buckets are compared before the first file goes anywhere. */
  @Test
  void aDifferenceInOneRegionStopsTheUploadToAll() {
    buckets()
        .put(
            "public-us-east-1",
            FOLDER + "watch.jar",
            "another".getBytes(StandardCharsets.UTF_8),
            null);
    assertThat(toBoth("--yes").code()).isEqualTo(2);
    assertThat(buckets().keys("public-eu-central-1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --bucket-prefix=public --regions=eu-west-1                          | Bucket public-eu-west-1 does not exist: create it with aws s3 mb s3://public-eu-west-1 --region eu-west-1, or name another.
          --bucket-prefix=public --regions=Frankfurt                          | --regions must be comma-separated Regions such as eu-central-1,us-east-1.
          --bucket-prefix=Public --regions=eu-central-1                       | --bucket-prefix must be the beginning of a bucket's name such as my-artifacts: up to 48 lowercase letters, digits, dots and hyphens.
          --bucket-prefix=public --regions=eu-central-1 --region=eu-central-1 | publish works in the Regions of --regions; leave --region out.
          """)
  void refusesWhatCannotBe(String options, String sentence) {
    Result result = publish(options.split(" "));
    assertThat(result.err()).isEqualToIgnoringNewLines(sentence);
    assertThat(result.code()).isEqualTo(2);
  }

  /** With the templates that the build has made: a link fills in all that they need of the code. */
  @ParameterizedTest
  @CsvSource({
    "quickCreateLink, KeyStoreIds, cks-1234567890abcdef0, keystore-connector",
    "hubQuickCreateLink, OrganizationId, o-a1b2c3d4e5, connector-hub"
  })
  void aLinkAndOneParameterAreAllThatAStackNeeds(
      String field, String parameter, String value, String stack) {
    Result result =
        Shell.ofThisTree()
            .connector(
                "publish",
                "--bucket-prefix=public",
                "--regions=eu-central-1",
                "--yes",
                "--json",
                "--endpoint-url",
                account.endpoint().toString());
    String link = JsonTree.parsed(result.out()).get("regions").elements().getFirst().text(field);
    Map<String, String> filledIn = fragment(link);
    List<Parameter> parameters =
        Stream.concat(
                filledIn.entrySet().stream().filter(each -> each.getKey().startsWith("param_")),
                Stream.of(Map.entry("param_" + parameter, value)))
            .map(each -> parameter(each.getKey().substring("param_".length()), each.getValue()))
            .toList();
    CloudFormationClient console = Bench.client(CloudFormationClient.builder(), account.endpoint());
    String changeSet =
        console
            .createChangeSet(
                r ->
                    r.stackName(filledIn.get("stackName"))
                        .changeSetName("console")
                        .changeSetType(ChangeSetType.CREATE)
                        .templateURL(filledIn.get("templateURL"))
                        .capabilities(Capability.CAPABILITY_IAM)
                        .parameters(parameters))
            .id();
    account.advance(Duration.ofSeconds(3));
    console.executeChangeSet(r -> r.changeSetName(changeSet));
    account.advance(Duration.ofMinutes(10));
    assertThat(console.describeStacks(r -> r.stackName(stack)).stacks())
        .extracting(Stack::stackStatusAsString)
        .containsExactly("CREATE_COMPLETE");
  }

  private static Map<String, String> fragment(String link) {
    return Stream.of(link.substring(link.indexOf("review?") + "review?".length()).split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static Parameter parameter(String name, String value) {
    return Parameter.builder().parameterKey(name).parameterValue(value).build();
  }

  @Test
  void aRegionThatIsNamedTwiceIsFilledOnce() {
    Result result = publish("--bucket-prefix=public", "--regions=us-east-1,us-east-1");
    assertThat(result.out()).containsOnlyOnce("us-east-1, bucket public-us-east-1\n");
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    byte[] jar =
        Files.readAllBytes(Installation.ofSourceTree(root).template().resolve("watch.jar"));
    buckets().put("public-us-east-1", FOLDER + "watch.jar", jar, null);
    JsonTree json = JsonTree.parsed(toBoth("--json").out());
    assertThat(json.text("version")).isEqualTo(VERSION);
    assertThat(json.get("uploaded").value()).isEqualTo(false);
    List<JsonTree> regions = json.get("regions").elements();
    assertThat(regions)
        .extracting(each -> each.text("region"))
        .containsExactly("eu-central-1", "us-east-1");
    assertThat(texts(regions.getFirst(), "present")).isEmpty();
    assertThat(texts(regions.getLast(), "present")).containsExactly(FOLDER + "watch.jar");
    assertThat(texts(regions.getLast(), "missing"))
        .containsExactly(
            FOLDER + "steps.jar",
            FOLDER + "lifecycle.jar",
            FOLDER + "keystore-connector.template.json",
            FOLDER + "connector-hub.template.json");
  }

  private static List<String> texts(JsonTree tree, String field) {
    return tree.get(field).elements().stream().map(JsonTree::text).toList();
  }
}
