package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.StackFacts;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.DidYouMean;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * The parameters of a template.
 *
 * @param rules what the template says of each, by its name
 */
record DeployableParameters(DeployableTemplate template, Map<String, Map<?, ?>> rules) {

  static final String CODE_BUCKET = "CodeBucket";
  static final String CODE_BUCKET_PREFIX = "CodeBucketPrefix";
  static final String CODE_PREFIX = "CodePrefix";
  static final String NONE = "none";

  /** What says where the code is; the files of this release say that. */
  private static final List<String> OF_THE_CODE =
      List.of(CODE_BUCKET, CODE_BUCKET_PREFIX, CODE_PREFIX);

  static DeployableParameters of(DeployableRelease release) throws IOException {
    Map<String, Map<?, ?>> rules = new LinkedHashMap<>();
    if (JSON.std.mapFrom(Files.readString(release.template().file())).get("Parameters")
        instanceof Map<?, ?> all) {
      all.forEach(
          (name, rule) ->
              rules.put(String.valueOf(name), rule instanceof Map<?, ?> map ? map : Map.of()));
    }
    return new DeployableParameters(release.kind(), rules);
  }

  /**
   * Refuses what CloudFormation would refuse, before anything is done.
   *
   * @throws UsageProblem that names the parameter and what it takes
   */
  void check(Map<String, String> given) {
    given.forEach(this::check);
  }

  /**
   * Refuses a new stack for which a parameter without a default is not given.
   *
   * @throws UsageProblem that names the parameter and what it takes
   */
  void requireAll(Map<String, String> given) {
    rules.forEach(
        (name, rule) -> {
          boolean optional = rule.containsKey("Default") || OF_THE_CODE.contains(name);
          if (!optional && !given.containsKey(name)) {
            throw new UsageProblem(
                "--parameter %s= is required for a new stack: %s It %s."
                    .formatted(name, rule.get("Description"), says(rule)));
          }
        });
  }

  private void check(String name, String value) {
    if (OF_THE_CODE.contains(name)) {
      throw new UsageProblem(
          "--parameter cannot set %s: --bucket says where the code is.".formatted(name));
    }
    Map<?, ?> rule = rules.get(name);
    if (rule == null) {
      throw new UsageProblem(
          "The template has no parameter %s; %s lists all.%s"
              .formatted(name, template.page(), DidYouMean.question(name, rules.keySet())));
    }
    if (!isAllowed(rule, value)) {
      throw new UsageProblem("Parameter %s %s.".formatted(name, says(rule)));
    }
  }

  private static boolean isAllowed(Map<?, ?> rule, String value) {
    if (rule.get("AllowedValues") instanceof List<?> choices) {
      return choices.contains(value);
    }
    if (!(rule.get("AllowedPattern") instanceof String pattern)) {
      return true;
    }
    Stream<String> members =
        "CommaDelimitedList".equals(rule.get("Type"))
            ? Stream.of(value.split(",", -1))
            : Stream.of(value);
    return members.allMatch(member -> member.matches(pattern));
  }

  private static String says(Map<?, ?> rule) {
    return rule.get("AllowedValues") instanceof List<?> choices
        ? "must be one of " + String.join(", ", choices.stream().map(String::valueOf).toList())
        : Objects.toString(rule.get("ConstraintDescription"), "has another form");
  }

  /**
   * What a change set is requested with: what was given, the code of this release, and everything
   * else as the stack has it.
   *
   * @return their values; null for the one that the stack has
   */
  Map<String, @Nullable String> requested(
      Map<String, String> given, @Nullable StackFacts stack, Map<String, String> code) {
    Map<String, @Nullable String> requested = new LinkedHashMap<>();
    for (String name : rules.keySet()) {
      if (code.containsKey(name)) {
        requested.put(name, code.get(name));
      } else if (given.containsKey(name)) {
        requested.put(name, given.get(name));
      } else if (stack != null && stack.parameters().containsKey(name)) {
        requested.put(name, null);
      }
    }
    return requested;
  }
}
