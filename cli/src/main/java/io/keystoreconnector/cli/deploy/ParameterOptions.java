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

/** The parameters of the template for which there are options. */
final class ParameterOptions {

  static final String KEY_STORE_IDS = "KeyStoreIds";
  static final String KEY_STORE_NAMES = "KeyStoreNames";

  private static final Pattern SECRET_TEMPLATE =
      Pattern.compile(
          "/?NAME+/(NAME|/|HOLE)*HOLE(NAME|/|HOLE)*"
              .replace("NAME", "[A-Za-z0-9_+=.@-]")
              .replace("HOLE", "(\\{name\\}|\\{id\\})"));
  private static final String NO_IDS = "<KEY-STORE-IDS>";
  private static final Pattern ID = Pattern.compile("cks-[0-9a-z]{1,60}");
  private static final Pattern KEY_STORES =
      Pattern.compile(
          "\\*|ENTRY(,ENTRY)*".replace("ENTRY", "(" + ID + "|(?!cks-)[A-Za-z0-9_/+.@:#*-]+)"));

  @Option(
      names = "--secret-template",
      paramLabel = "NAME",
      description =
          "The name of the secret that a run for a key store may send to KMS, with {name} or {id}"
              + " for the key store's, such as connector/{name}/kmsuser.")
  private @Nullable String secretTemplate;

  boolean isWithoutSecretTemplate() {
    return secretTemplate == null;
  }

  /** The parameter with the secrets; none if the option was not given. */
  Map<String, String> secrets() {
    String secrets =
        checked(
            "--secret-template",
            secretTemplate,
            SECRET_TEMPLATE,
            "",
            "a folder, a slash, and a name with {name} or {id} in it, such as"
                + " connector/{name}/kmsuser");
    return secrets.isEmpty() ? Map.of() : Map.of("SecretTemplate", secrets);
  }

  /**
   * The parameters that name the key stores of {@code --key-stores}.
   *
   * @param list null for a placeholder
   */
  static Map<String, String> keyStores(@Nullable String list) {
    String checked =
        checked(
            "--key-stores",
            list,
            KEY_STORES,
            NO_IDS,
            "comma-separated ids such as cks-1234567890abcdef0, or names and patterns of names"
                + " such as prod-*");
    Map<Boolean, List<String>> byKind =
        Stream.of(checked.split(","))
            .collect(
                Collectors.partitioningBy(
                    entry -> ID.matcher(entry).matches() || List.of("*", NO_IDS).contains(entry)));
    Map<String, String> parameters = new LinkedHashMap<>();
    byKind.forEach(
        (ids, entries) -> {
          if (!entries.isEmpty()) {
            parameters.put(ids ? KEY_STORE_IDS : KEY_STORE_NAMES, String.join(",", entries));
          }
        });
    return parameters;
  }

  /**
   * The value of an option, or another one if it was not given.
   *
   * @throws UsageProblem that names the option and the rule
   */
  static String checked(
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
