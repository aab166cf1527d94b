package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.operator.StackName;
import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the plain template is deployed with. A value that is not given is a placeholder. */
final class TemplateOptions {

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern BUCKET_PREFIX =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,46}[a-z0-9])?");
  private static final Pattern REGIONS = list("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");
  private static final Pattern TARGETS =
      list("(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})");

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      description = "Your S3 bucket, in the Region of the stack.")
  private @Nullable String bucket;

  @Option(
      names = "--bucket-prefix",
      paramLabel = "PREFIX",
      description =
          "For an organization, in place of --bucket: your S3 bucket in each Region is"
              + " PREFIX-REGION.")
  private @Nullable String bucketPrefix;

  @Option(
      names = "--regions",
      paramLabel = "LIST",
      description = "With --bucket-prefix: the Regions of the stacks, comma-separated.")
  private @Nullable String regions;

  @Option(
      names = "--organization",
      paramLabel = "IDS",
      description =
          "With --bucket-prefix: the root, or organizational units, whose accounts get a stack;"
              + " comma-separated.")
  private @Nullable String organization;

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
      description = "The name of the stack or StackSet. Default: keystore-connector.")
  private @Nullable String stack;

  @Mixin private final ParameterOptions ofParameters = new ParameterOptions();

  /**
   * Refuses options that do not belong together.
   *
   * @throws UsageProblem that names them
   */
  void refuseMixture() {
    if (bucket != null && bucketPrefix != null) {
      throw new UsageProblem(
          "--bucket and --bucket-prefix cannot be given together: one is for one Region, the other"
              + " for several.");
    }
    if (bucketPrefix == null && (regions != null || organization != null)) {
      throw new UsageProblem("--regions and --organization need --bucket-prefix.");
    }
  }

  boolean isForOrganization() {
    return bucketPrefix != null;
  }

  boolean isWithoutSecretTemplate() {
    return ofParameters.isWithoutSecretTemplate();
  }

  String bucket() {
    return bucket(bucket, "<BUCKET>");
  }

  static String bucket(@Nullable String value, String otherwise) {
    return ParameterOptions.checked(
        "--bucket",
        value,
        BUCKET,
        otherwise,
        "the name of a bucket such as my-artifacts: 3 to 63 lowercase letters, digits, dots and"
            + " hyphens");
  }

  String bucketPrefix() {
    return bucketPrefix(bucketPrefix);
  }

  static String bucketPrefix(@Nullable String value) {
    return ParameterOptions.checked(
        "--bucket-prefix",
        value,
        BUCKET_PREFIX,
        "<BUCKET-PREFIX>",
        "the beginning of a bucket's name such as my-artifacts: up to 48 lowercase letters, digits,"
            + " dots and hyphens");
  }

  List<String> regions() {
    return regions(regions);
  }

  /** Each once. */
  static List<String> regions(@Nullable String value) {
    String list =
        ParameterOptions.checked(
            "--regions",
            value,
            REGIONS,
            "<REGION>",
            "comma-separated Regions such as eu-central-1,us-east-1");
    return Stream.of(list.split(",")).distinct().toList();
  }

  boolean namesRegions() {
    return regions != null;
  }

  String organization() {
    return ParameterOptions.checked(
        "--organization",
        organization,
        TARGETS,
        "<ROOT-OR-OU-ID>",
        "comma-separated ids of a root or of organizational units, such as r-a1b2 or"
            + " ou-a1b2-c3d4e5f6");
  }

  String name() {
    String usual = DeployableTemplate.CONNECTOR.usualStack();
    return stack == null ? usual : StackName.checked(stack, usual);
  }

  /** The parameters of the template, besides those about the code. */
  Map<String, String> parameters() {
    Map<String, String> parameters = ParameterOptions.keyStores(keyStores);
    parameters.putAll(ofParameters.secrets());
    return parameters;
  }

  private static Pattern list(String member) {
    return Pattern.compile("MEMBER(,MEMBER)*".replace("MEMBER", member));
  }
}
