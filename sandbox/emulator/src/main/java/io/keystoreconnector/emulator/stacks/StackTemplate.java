package io.keystoreconnector.emulator.stacks;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Settings;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** A template, and what CloudFormation makes of it for given parameters. */
record StackTemplate(Map<String, Object> json) {

  /** A parameter of a request: its value, or null for the one that the stack has. */
  record Given(@Nullable String value) {}

  /** What a stack has. */
  record Contents(Map<String, Resource> resources, Map<String, StackOutput> outputs) {

    static final Contents NONE = new Contents(Map.of(), Map.of());
  }

  static StackTemplate parse(String text) {
    try {
      return new StackTemplate(JSON.std.mapFrom(text));
    } catch (JacksonException e) {
      throw AwsError.STACK_VALIDATION.because("Template format error: JSON not well-formed.");
    }
  }

  /** Whether it makes roles, which a request must admit. */
  boolean makesRoles() {
    return section("Resources").values().stream()
        .anyMatch(each -> String.valueOf(Trees.at(each, "Type")).startsWith("AWS::IAM::"));
  }

  /**
   * The values of all parameters.
   *
   * @param previous those that the stack has
   * @throws io.keystoreconnector.emulator.world.Refusal if one has no value, or one that its rules
   *     do not allow
   */
  Map<String, String> parameters(Map<String, Given> given, Map<String, String> previous) {
    List<String> unknown =
        given.keySet().stream().filter(name -> !section("Parameters").containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      throw AwsError.STACK_VALIDATION.because(
          "Parameters: %s do not exist in the template".formatted(unknown));
    }
    Map<String, String> values = new TreeMap<>();
    section("Parameters")
        .forEach((name, rules) -> values.put(name, value(name, rules, given.get(name), previous)));
    return values;
  }

  private static String value(
      String name, Object rules, @Nullable Given given, Map<String, String> previous) {
    if (given != null && given.value() == null) {
      @Nullable String before = previous.get(name);
      if (before == null) {
        throw AwsError.STACK_VALIDATION.because(
            "Invalid input for parameter key %s. Cannot specify usePreviousValue as true for a parameter key not in the previous template"
                .formatted(name));
      }
      return before;
    }
    @Nullable Object value = given == null ? Trees.at(rules, "Default") : given.value();
    if (value == null) {
      throw AwsError.STACK_VALIDATION.because("Parameters: [%s] must have values".formatted(name));
    }
    check(name, rules, value.toString());
    return value.toString();
  }

  private static void check(String name, Object rules, String value) {
    boolean isList = "CommaDelimitedList".equals(Trees.at(rules, "Type"));
    @Nullable Object pattern = Trees.at(rules, "AllowedPattern");
    Stream<String> members = isList ? Stream.of(value.split(",", -1)) : Stream.of(value);
    if (pattern != null && !members.allMatch(member -> member.matches(pattern.toString()))) {
      throw AwsError.STACK_VALIDATION.because(
          "Parameter %s failed to satisfy constraint: %s"
              .formatted(
                  name,
                  Objects.requireNonNullElse(
                      Trees.at(rules, "ConstraintDescription"),
                      "Parameter %s must match pattern %s".formatted(name, pattern))));
    }
    @Nullable Object allowed = Trees.at(rules, "AllowedValues");
    if (allowed != null && !Trees.list(allowed).contains(value)) {
      throw AwsError.STACK_VALIDATION.because(
          "Parameter '%s' must be one of AllowedValues".formatted(name));
    }
  }

  /**
   * What a stack of this name in this Region has.
   *
   * @throws io.keystoreconnector.emulator.world.Refusal if the parameters break a rule
   */
  Contents contents(String stack, String region, Map<String, String> parameters) {
    Intrinsics functions = functions(stack, region, parameters);
    refuseBroken(functions);
    Map<String, Resource> resources = new LinkedHashMap<>();
    section("Resources")
        .forEach(
            (id, each) -> {
              if (isThere(functions, each)) {
                resources.put(
                    id,
                    new Resource(
                        String.valueOf(Trees.at(each, "Type")),
                        Trees.object(functions.value(Trees.object(Trees.at(each, "Properties"))))));
              }
            });
    return new Contents(resources, outputs(functions));
  }

  private Map<String, StackOutput> outputs(Intrinsics functions) {
    Map<String, StackOutput> outputs = new LinkedHashMap<>();
    section("Outputs")
        .forEach(
            (name, each) -> {
              if (isThere(functions, each)) {
                @Nullable Object export = Trees.at(each, "Export", "Name");
                outputs.put(
                    name,
                    new StackOutput(
                        String.valueOf(
                            functions.value(Objects.requireNonNull(Trees.at(each, "Value")))),
                        String.valueOf(Trees.at(each, "Description")),
                        export == null ? null : String.valueOf(functions.value(export))));
              }
            });
    return outputs;
  }

  private static boolean isThere(Intrinsics functions, Object resourceOrOutput) {
    @Nullable Object condition = Trees.at(resourceOrOutput, "Condition");
    return condition == null || functions.holds(condition.toString());
  }

  private void refuseBroken(Intrinsics functions) {
    for (Object rule : section("Rules").values()) {
      @Nullable Object condition = Trees.at(rule, "RuleCondition");
      if (condition == null || functions.isTrue(condition)) {
        for (Object assertion : Trees.list(Trees.at(rule, "Assertions"))) {
          if (!functions.isTrue(Trees.at(assertion, "Assert"))) {
            throw AwsError.STACK_VALIDATION.because(
                "Template validation error: " + Trees.at(assertion, "AssertDescription"));
          }
        }
      }
    }
  }

  private Intrinsics functions(String stack, String region, Map<String, String> parameters) {
    Map<String, String> values = new TreeMap<>(parameters);
    String partition = Settings.partition(region);
    values.put("AWS::Partition", partition);
    values.put("AWS::Region", region);
    values.put("AWS::AccountId", Settings.ACCOUNT);
    values.put("AWS::URLSuffix", partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com");
    values.put("AWS::StackName", stack);
    return new Intrinsics(json, values, id -> physicalId(stack, id));
  }

  /** The name that CloudFormation gives a resource that has none of its own. */
  static String physicalId(String stack, String id) {
    String any =
        UUID.nameUUIDFromBytes((stack + " " + id).getBytes(StandardCharsets.UTF_8)).toString();
    return "%s-%s-%s".formatted(stack, id, any.substring(any.length() - 12));
  }

  private Map<String, Object> section(String name) {
    return Trees.object(json.get(name));
  }
}
