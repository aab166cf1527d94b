package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the plain template is deployed with. A value that is not given is a placeholder. */
final class TemplateOptions {

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern BUCKET_PREFIX =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,46}[a-z0-9])?");
  private static final Pattern REGIONS = list("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");
  private static final Pattern TARGETS =
      list("(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})");
  private static final Pattern SECRET_TEMPLATE =
      Pattern.compile(
          "/?NAME+/(NAME|/|HOLE)*HOLE(NAME|/|HOLE)*"
              .replace("NAME", "[A-Za-z0-9_+=.@-]")
              .replace("HOLE", "(\\{name\\}|\\{id\\})"));
  private static final Pattern STACK = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");
  private static final String NO_IDS = "<KEY-STORE-IDS>";
  private static final Pattern ID = Pattern.compile("cks-[0-9a-z]{1,60}");
  private static final Pattern KEY_STORES =
      Pattern.compile(
          "\\*|ENTRY(,ENTRY)*".replace("ENTRY", "(" + ID + "|(?!cks-)[A-Za-z0-9_/+.@:#*-]+)"));

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
      names = "--secret-template",
      paramLabel = "NAME",
      description =
          "The name of the secret that a run for a key store may send to KMS, with {name} or {id}"
              + " for the key store's, such as connector/{name}/kmsuser.")
  private @Nullable String secretTemplate;

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
    return secretTemplate == null;
  }

  String bucket() {
    return bucket(bucket, "<BUCKET>");
  }

  static String bucket(@Nullable String value, String otherwise) {
    return checked(
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
    return checked(
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
        checked(
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
    return checked(
        "--organization",
        organization,
        TARGETS,
        "<ROOT-OR-OU-ID>",
        "comma-separated ids of a root or of organizational units, such as r-a1b2 or"
            + " ou-a1b2-c3d4e5f6");
  }

  String name() {
    return name(stack);
  }

  static String name(@Nullable String value) {
    return checked(
        "--stack",
        value,
        STACK,
        "keystore-connector",
        "a stack name such as keystore-connector: a letter, then up to 127 letters, digits and"
            + " hyphens");
  }

  /** The parameters of the template, besides those about the code. */
  Map<String, String> parameters() {
    return parameters(keyStores, secretTemplate);
  }

  static Map<String, String> parameters(
      @Nullable String keyStores, @Nullable String secretTemplate) {
    Map<String, String> parameters =
        keyStores(
            checked(
                "--key-stores",
                keyStores,
                KEY_STORES,
                NO_IDS,
                "comma-separated ids such as cks-1234567890abcdef0, or names and patterns of names"
                    + " such as prod-*"));
    String secrets =
        checked(
            "--secret-template",
            secretTemplate,
            SECRET_TEMPLATE,
            "",
            "a folder, a slash, and a name with {name} or {id} in it, such as"
                + " connector/{name}/kmsuser");
    if (!secrets.isEmpty()) {
      parameters.put("SecretTemplate", secrets);
    }
    return parameters;
  }

  /** The parameters that name the key stores. */
  private static Map<String, String> keyStores(String list) {
    Map<Boolean, List<String>> byKind =
        Stream.of(list.split(","))
            .collect(
                Collectors.partitioningBy(
                    entry -> ID.matcher(entry).matches() || List.of("*", NO_IDS).contains(entry)));
    Map<String, String> parameters = new LinkedHashMap<>();
    byKind.forEach(
        (ids, entries) -> {
          if (!entries.isEmpty()) {
            parameters.put(ids ? "KeyStoreIds" : "KeyStoreNames", String.join(",", entries));
          }
        });
    return parameters;
  }

  private static Pattern list(String member) {
    return Pattern.compile("MEMBER(,MEMBER)*".replace("MEMBER", member));
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
}
