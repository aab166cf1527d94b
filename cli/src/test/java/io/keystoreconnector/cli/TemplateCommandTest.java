package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

/** Hands out what the build has made; here, what a test says that it has made. */
class TemplateCommandTest {

  @TempDir Path root;
  private Shell shell;

  @BeforeEach
  void build() throws IOException {
    Installation installation = Installation.ofSourceTree(root);
    Files.createDirectories(installation.template());
    for (String file :
        new String[] {
          "keystore-connector.template.json", "steps.jar", "lifecycle.jar", "watch.jar"
        }) {
      Files.writeString(installation.template().resolve(file), file);
    }
    Files.writeString(installation.template().resolve("release.txt"), "0123456789ab\n");
    shell = new Shell(installation);
  }

  @Test
  void printsTheTwoCommandsThatDeployIt() {
    Result result =
        shell.connector("template", "--bucket", "artifacts", "--key-stores", "cks-1,cks-2");
    Path built = root.resolve("infra/target/template");
    assertThat(result.out())
        .contains(
            "\naws s3 cp %s s3://artifacts/keystore-connector/0123456789ab/ --recursive --exclude '*' --include '*.jar'\n"
                .formatted(built))
        .contains(
            "\naws cloudformation deploy --stack-name keystore-connector --template-file %s/keystore-connector.template.json --s3-bucket artifacts --capabilities CAPABILITY_IAM --parameter-overrides CodeBucket=artifacts CodePrefix=keystore-connector/0123456789ab KeyStoreIds=cks-1,cks-2\n"
                .formatted(built))
        .contains("\nFor runs that send KMS a new password, give --secret-template with the name ")
        .contains("CredentialArns=")
        .contains("KeyStoreSecrets=");
    assertThat(result.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prod-*             | KeyStoreNames='prod-*'
          payments           | KeyStoreNames=payments
          *                  | KeyStoreIds='*'
          cks-1,prod-*,cards | KeyStoreNames='prod-*,cards' KeyStoreIds=cks-1
          """)
  void namesAndPatternsOfKeyStoresAreAParameterOfTheirOwn(String list, String parameters) {
    assertThat(shell.connector("template", "--key-stores", list).out())
        .containsPattern(
            "CodePrefix=keystore-connector/0123456789ab " + Pattern.quote(parameters) + "\n");
  }

  @Test
  void printsTheCommandsForAnOrganization() {
    Result result =
        shell.connector(
            "template",
            "--bucket-prefix",
            "artifacts",
            "--regions",
            "eu-central-1,us-east-1",
            "--organization",
            "r-a1b2",
            "--key-stores",
            "prod-*,cards",
            "--secret-template",
            "connector/{name}/kmsuser");
    Path built = root.resolve("infra/target/template");
    assertThat(result.out())
        .contains(
            "\nfor region in eu-central-1 us-east-1; do aws s3 cp %s s3://artifacts-$region/keystore-connector/0123456789ab/ --recursive --exclude '*' --include '*.jar' --include '*.template.json' --region $region; done\n"
                .formatted(built))
        .contains(
            "\n"
                + "aws cloudformation create-stack-set --stack-set-name keystore-connector"
                + " --permission-model SERVICE_MANAGED --auto-deployment"
                + " Enabled=true,RetainStacksOnAccountRemoval=false --capabilities CAPABILITY_IAM"
                + " --template-url"
                + " https://artifacts-eu-central-1.s3.eu-central-1.amazonaws.com/keystore-connector/0123456789ab/keystore-connector.template.json"
                + " --region eu-central-1 --parameters"
                + " ParameterKey=CodeBucketPrefix,ParameterValue=artifacts"
                + " ParameterKey=CodePrefix,ParameterValue=keystore-connector/0123456789ab"
                + " 'ParameterKey=KeyStoreNames,ParameterValue=\"prod-*,cards\"'"
                + " 'ParameterKey=SecretTemplate,ParameterValue=\"connector/{name}/kmsuser\"' &&"
                + " aws cloudformation create-stack-instances --stack-set-name keystore-connector"
                + " --deployment-targets OrganizationalUnitIds=r-a1b2 --regions eu-central-1"
                + " us-east-1 --operation-preferences"
                + " RegionConcurrencyType=PARALLEL,MaxConcurrentPercentage=25,FailureTolerancePercentage=25"
                + " --region eu-central-1\n")
        .endsWith("\n\ndocs/deploy.md lists all parameters.\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void whatIsNotGivenForAnOrganizationIsAPlaceholder() {
    assertThat(shell.connector("template", "--bucket-prefix", "artifacts").out())
        .contains("for region in <REGION>; do ", "OrganizationalUnitIds=<ROOT-OR-OU-ID> ");
  }

  @Test
  void takesTheTemplateFromTheRightHostInTheEuropeanSovereignCloud() {
    assertThat(
            shell
                .connector(
                    "template", "--bucket-prefix", "artifacts", "--regions", "eusc-de-east-1")
                .out())
        .contains(
            "--template-url https://artifacts-eusc-de-east-1.s3.eusc-de-east-1.amazonaws.eu/");
  }

  @Test
  void takesTheTemplateFromTheRightHostInChina() {
    assertThat(
            shell
                .connector("template", "--bucket-prefix", "artifacts", "--regions", "cn-north-1")
                .out())
        .contains("--template-url https://artifacts-cn-north-1.s3.cn-north-1.amazonaws.com.cn/");
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1,       console.aws.amazon.com,       amazonaws.com",
    "us-gov-west-1,   console.amazonaws-us-gov.com, amazonaws.com",
    "cn-north-1,      console.amazonaws.cn,         amazonaws.com.cn",
    "eusc-de-east-1,  console.amazonaws-eusc.eu,    amazonaws.eu",
  })
  void linksToTheConsoleOfThePartition(String region, String console, String suffix) {
    assertThat(
            shell.connector("template", "--bucket-prefix=artifacts", "--regions=" + region).out())
        .contains(
            "\nhttps://%1$s/cloudformation/home?region=%2$s#/stacks/create/review?templateURL=https%%3A%%2F%%2Fartifacts-%2$s.s3.%2$s.%3$s%%2Fkeystore-connector%%2F0123456789ab%%2Fkeystore-connector.template.json&stackName=keystore-connector&param_CodeBucketPrefix=artifacts&param_CodePrefix=keystore-connector%%2F0123456789ab\n"
                .formatted(console, region, suffix));
  }

  @Test
  void aLinkFillsInTheKeyStoresAndTheRuleForSecrets() {
    assertThat(
            shell
                .connector(
                    "template",
                    "--bucket-prefix=artifacts",
                    "--regions=eu-central-1",
                    "--key-stores=prod-*",
                    "--secret-template=connector/{name}/a+b")
                .out())
        .contains(
            "&param_KeyStoreNames=prod-*&param_SecretTemplate=connector%2F%7Bname%7D%2Fa%2Bb\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--bucket=artifacts",
        "--bucket-prefix=a",
        "--bucket-prefix=a --regions=us-iso-east-1"
      })
  void thereIsNoLinkWithoutARegionWhoseConsoleIsPublic(String options) {
    String[] words = ("template " + options).split(" ");
    assertThat(shell.connector(words).out()).doesNotContain("console", "review?");
  }

  @Test
  void namesSecretsByARuleInOneAccountToo() {
    assertThat(shell.connector("template", "--secret-template", "connector/{id}").out())
        .contains(" SecretTemplate='connector/{id}'\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --bucket=a-bucket --bucket-prefix=a | --bucket and --bucket-prefix cannot be given together: one is for one Region, the other for several.
          --regions=eu-central-1              | --regions and --organization need --bucket-prefix.
          --organization=r-a1b2               | --regions and --organization need --bucket-prefix.
          """)
  void refusesOptionsThatDoNotBelongTogether(String options, String sentence) {
    Result result =
        shell.connector(
            Stream.concat(Stream.of("template"), Stream.of(options.split(" ")))
                .toArray(String[]::new));
    assertThat(result.err()).isEqualToIgnoringNewLines(sentence);
    assertThat(result.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --bucket-prefix   | artifacts-      | --bucket-prefix must be the beginning of a bucket's name such as my-artifacts: up to 48 lowercase letters, digits, dots and hyphens.
          --regions         | Frankfurt       | --regions must be comma-separated Regions such as eu-central-1,us-east-1.
          --organization    | o-a1b2c3d4e5    | --organization must be comma-separated ids of a root or of organizational units, such as r-a1b2 or ou-a1b2-c3d4e5f6.
          --secret-template | connector/a     | --secret-template must be a folder, a slash, and a name with {name} or {id} in it, such as connector/{name}/kmsuser.
          --secret-template | {name}/kmsuser  | --secret-template must be a folder, a slash, and a name with {name} or {id} in it, such as connector/{name}/kmsuser.
          """)
  void refusesWhatAwsWouldRefuseInAnOrganization(String option, String value, String sentence) {
    String[] prefix =
        option.equals("--bucket-prefix")
            ? new String[] {}
            : new String[] {"--bucket-prefix", "artifacts"};
    Result result =
        shell.connector(
            Stream.concat(Stream.of("template", option, value), Stream.of(prefix))
                .toArray(String[]::new));
    assertThat(result.err()).isEqualToIgnoringNewLines(sentence);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void tellsProgramsTheSameTwoCommands() throws IOException {
    String text = shell.connector("template", "--bucket", "artifacts").out();
    Map<String, Object> json =
        JSON.std.mapFrom(shell.connector("template", "--bucket", "artifacts", "--json").out());
    assertThat(json).containsOnlyKeys("template", "upload", "deploy", "quickCreateLinks");
    assertThat(json).containsEntry("quickCreateLinks", List.of());
    assertThat(json.get("template"))
        .isEqualTo(root.resolve("infra/target/template/keystore-connector.template.json") + "");
    assertThat(text.lines())
        .contains(String.valueOf(json.get("upload")), String.valueOf(json.get("deploy")));
  }

  @Test
  void copiesAllThatBelongsTogether() throws IOException {
    Path out = root.resolve("somewhere/else");
    assertThat(shell.connector("template", "--out", out.toString()).code()).isZero();
    assertThat(out.resolve("steps.jar")).hasContent("steps.jar");
    assertThat(names(out)).isEqualTo(names(root.resolve("infra/target/template")));
  }

  /** A shell would take them for several words, or for another command. */
  @ParameterizedTest
  @ValueSource(strings = {"a folder", "a;folder", "a$folder"})
  void aFolderIsOneWordOfTheCommands(String name) {
    Path out = root.resolve(name);
    assertThat(shell.connector("template", "--out", out.toString(), "--bucket", "artifacts").out())
        .contains("The template is %s/keystore-connector.template.json.\n".formatted(out))
        .contains("\naws s3 cp '%s' s3://artifacts/".formatted(out))
        .contains(" --template-file '%s/keystore-connector.template.json' ".formatted(out));
    assertThat(shell.connector("template", "--out", out.toString(), "--bucket-prefix", "a").out())
        .contains("; do aws s3 cp '%s' s3://a-$region/".formatted(out));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pom.xml", "pom.xml/below"})
  void aFolderThatCannotBeMadeIsNamed(String name) throws IOException {
    Files.writeString(root.resolve("pom.xml"), "a file");
    String out = root.resolve(name).toString();
    Result result = shell.connector("template", "--out", out);
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            "--out must be a folder that you may write to, not " + out + ".");
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(2);
  }

  /** An empty variable of a script does not mean the folder that the script is in. */
  @Test
  void anEmptyNameIsNoFolder() {
    Result result = shell.connector("template", "--out", "");
    assertThat(result.err())
        .isEqualToIgnoringNewLines("--out must be a folder that you may write to, not ''.");
    assertThat(result.code()).isEqualTo(2);
    assertThat(Path.of("release.txt")).doesNotExist();
  }

  @Test
  void aFileThatCannotBeReplacedIsNamed() throws IOException {
    Path taken = Files.createDirectories(root.resolve("out/steps.jar/full")).getParent();
    Result result = shell.connector("template", "--out", root.resolve("out").toString());
    assertThat(result.err())
        .isEqualToIgnoringNewLines("--out: %s could not be written.".formatted(taken));
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void itsHelpSaysNothingOfAHubThatItCannotDeploy() {
    assertThat(shell.connector("template", "--help").out())
        .contains("Default:\n")
        .doesNotContain("hub");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --bucket     | My_Bucket | --bucket must be the name of a bucket such as my-artifacts: 3 to 63 lowercase letters, digits, dots and hyphens.
          --key-stores | cks-*     | --key-stores must be comma-separated ids such as cks-1234567890abcdef0, or names and patterns of names such as prod-*.
          --stack      | 1st       | --stack must be a stack name such as keystore-connector: a letter, then up to 127 letters, digits and hyphens.
          """)
  void refusesWhatAwsWouldRefuse(String option, String value, String sentence) {
    Result result = shell.connector("template", option, value);
    assertThat(result.err()).isEqualToIgnoringNewLines(sentence);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void saysWhatToDoIfNothingIsBuilt() throws IOException {
    Files.delete(root.resolve("infra/target/template/keystore-connector.template.json"));
    Result result = shell.connector("template");
    assertThat(result.err())
        .isEqualToIgnoringNewLines("The template is not built yet; ./mvnw package builds it.");
    assertThat(result.code()).isEqualTo(2);
  }
}
