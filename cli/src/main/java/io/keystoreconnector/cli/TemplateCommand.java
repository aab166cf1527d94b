package io.keystoreconnector.cli;

import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Provides the plain template and its jars as the build made them. */
@Command(
    name = "template",
    description = {
      "Makes the CloudFormation template and the jars with the functions, and prints the two"
          + " commands that deploy them. Needs no AWS account and no CDK."
    },
    footer = {
      "",
      "Example: ./connector template --bucket my-artifacts --key-stores cks-1234567890abcdef0"
    })
final class TemplateCommand implements Callable<Integer> {

  private static final String TEMPLATE = "keystore-connector.template.json";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern STACK = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");
  private static final String NO_IDS = "<KEY-STORE-IDS>";
  private static final Pattern ID = Pattern.compile("cks-[0-9a-z]{1,60}");
  private static final Pattern KEY_STORES =
      Pattern.compile(
          "\\*|ENTRY(,ENTRY)*".replace("ENTRY", "(" + ID + "|(?!cks-)[A-Za-z0-9_/+.@:#*-]+)"));

  private final Installation installation;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Copy them there. Default: leave them where the build made them.")
  private @Nullable Path out;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      description = "Your S3 bucket, in the Region of the stack.")
  private @Nullable String bucket;

  @Option(
      names = "--key-stores",
      paramLabel = "LIST",
      description =
          "The key stores that may be acted on, comma-separated: ids, names, or patterns of names"
              + " such as prod-*. * alone: all.")
  private @Nullable String keyStores;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "The stack's name. Default: keystore-connector")
  private @Nullable String stack;

  @Mixin private final Output output;

  TemplateCommand(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException {
    String intoBucket =
        checked(
            "--bucket",
            bucket,
            BUCKET,
            "<BUCKET>",
            "the name of a bucket such as my-artifacts: 3 to 63 lowercase letters, digits, dots and"
                + " hyphens");
    String acting =
        checked(
            "--key-stores",
            keyStores,
            KEY_STORES,
            NO_IDS,
            "comma-separated ids such as cks-1234567890abcdef0, or names and patterns of names such"
                + " as prod-*");
    String named =
        checked(
            "--stack",
            stack,
            STACK,
            "keystore-connector",
            "a stack name such as keystore-connector: a letter, then up to 127 letters, digits and"
                + " hyphens");
    Path folder = folder();
    String prefix = "keystore-connector/" + Files.readString(folder.resolve("release.txt")).strip();
    String template = folder.resolve(TEMPLATE).toString();
    String upload =
        "aws s3 cp %s s3://%s/%s/ --recursive --exclude '*' --include '*.jar'"
            .formatted(folder, intoBucket, prefix);
    String deploy =
        ("aws cloudformation deploy --stack-name %s --template-file %s --s3-bucket %s"
                + " --capabilities CAPABILITY_IAM"
                + " --parameter-overrides CodeBucket=%s CodePrefix=%s %s")
            .formatted(named, template, intoBucket, intoBucket, prefix, keyStores(acting));
    tell(template, upload, deploy);
    return ExitCode.GOOD;
  }

  private void tell(String template, String upload, String deploy) {
    Page page = output.page();
    if (output.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("template", template);
      json.put("upload", upload);
      json.put("deploy", deploy);
      page.json(json);
      return;
    }
    page.raw("The template is " + template + ".");
    page.blank();
    page.raw("Upload the functions, then deploy:");
    page.blank();
    page.raw(upload);
    page.raw(deploy);
    page.blank();
    page.text(
        Style.PLAIN,
        "For runs that send KMS a new password, add to the second command: CredentialArns= with the"
            + " ARN of the secret; KeyStoreSecrets= with the key store that it is for, such as"
            + " cks-1234567890abcdef0=kmsuser; and CredentialKeyArns= with the ARN of its key, if"
            + " that is your own key. docs/deploy.md lists all parameters.");
  }

  /** The parameters that name the key stores; a shell would take a star for files. */
  private static String keyStores(String list) {
    Map<Boolean, List<String>> byKind =
        Stream.of(list.split(","))
            .collect(
                Collectors.partitioningBy(
                    entry -> ID.matcher(entry).matches() || List.of("*", NO_IDS).contains(entry)));
    List<String> parameters = new ArrayList<>();
    byKind.forEach(
        (ids, entries) -> {
          if (!entries.isEmpty()) {
            String value = String.join(",", entries);
            parameters.add((ids ? "KeyStoreIds=" : "KeyStoreNames=") + quoted(value));
          }
        });
    return String.join(" ", parameters);
  }

  private static String quoted(String value) {
    return value.contains("*") ? "'" + value + "'" : value;
  }

  private static String checked(
      String option, @Nullable String value, Pattern allowed, String otherwise, String rule) {
    if (value == null) {
      return otherwise;
    }
    if (!allowed.matcher(value).matches()) {
      throw new UsageProblem("%s must be %s.".formatted(option, rule));
    }
    return value;
  }

  private Path folder() throws IOException {
    Path built = installation.template();
    if (!Files.isRegularFile(built.resolve(TEMPLATE))) {
      throw new UsageProblem("The template is not built yet; ./mvnw package builds it.");
    }
    Path here = Path.of("").toAbsolutePath();
    Path to = out;
    if (to == null) {
      return built.startsWith(here) ? here.relativize(built) : built;
    }
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(built)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return to;
  }
}
