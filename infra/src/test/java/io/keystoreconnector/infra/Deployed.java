package io.keystoreconnector.infra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What CloudFormation would make of a template for given parameters: conditions are evaluated, and
 * what has a false one is removed.
 */
final class Deployed {

  private static final Object NO_VALUE = new Object();
  private static final Pattern IN_SUB = Pattern.compile("\\$\\{([A-Za-z0-9:]+)(\\.[^}]+)?}");

  private final CloudTemplate template;
  private final Map<String, String> parameters = new TreeMap<>();
  private final Map<String, String> place;
  private final Map<String, Map<String, Object>> resources = new TreeMap<>();
  private final Map<String, Map<String, Object>> outputs = new TreeMap<>();

  Deployed(CloudTemplate template, Map<String, String> given) {
    this(template, given, "eu-central-1", "111122223333");
  }

  Deployed(CloudTemplate template, Map<String, String> given, String region, String account) {
    this.template = template;
    this.place = Map.of("AWS::Region", region, "AWS::AccountId", account);
    template
        .section("Parameters")
        .forEach(
            (name, parameter) ->
                parameters.put(
                    name,
                    Objects.requireNonNullElse(
                        given.get(name), String.valueOf(Json.find(parameter, "Default")))));
    keep("Resources", resources);
    keep("Outputs", outputs);
  }

  private void keep(String section, Map<String, Map<String, Object>> kept) {
    template
        .section(section)
        .forEach(
            (id, each) -> {
              Object condition = Json.find(each, "Condition");
              if (condition == null || holds(condition)) {
                kept.put(id, Json.map(resolve(each)));
              }
            });
  }

  /** The remaining resources, with their paths. */
  CloudTemplate result() {
    return new CloudTemplate(Map.of("Resources", resources));
  }

  /** The names of the remaining outputs. */
  Set<String> outputs() {
    return outputs.keySet();
  }

  /** The values of all parameters, with the defaults of those that were not given. */
  Map<String, String> parameters() {
    return Map.copyOf(parameters);
  }

  /** The remaining resources or outputs, by their logical ids. */
  Map<String, Object> section(String name) {
    return new TreeMap<>(name.equals("Outputs") ? outputs : resources);
  }

  /** The assertions of the template's rules that the parameters break. */
  List<String> broken() {
    return template.section("Rules").values().stream()
        .filter(
            rule ->
                Json.find(rule, "RuleCondition") == null || isTrue(Json.at(rule, "RuleCondition")))
        .flatMap(rule -> Json.list(rule, "Assertions").stream())
        .filter(assertion -> !isTrue(Json.at(assertion, "Assert")))
        .map(assertion -> String.valueOf(Json.at(assertion, "AssertDescription")))
        .toList();
  }

  /** References to something that does not exist. */
  Set<String> dangling() {
    Set<String> dangling = new LinkedHashSet<>();
    resources.forEach((id, resource) -> collectDangling(id, resource, dangling));
    collectDangling("Outputs", outputs, dangling);
    return dangling;
  }

  private void collectDangling(String from, Object node, Set<String> dangling) {
    references(node)
        .filter(to -> !to.startsWith("AWS::") && !parameters.containsKey(to))
        .filter(to -> !resources.containsKey(to))
        .forEach(to -> dangling.add(from + " -> " + to));
  }

  /** Resources that wait for each other; empty if there are none. */
  Set<String> circle() {
    Map<String, Set<String>> open = new TreeMap<>();
    resources.forEach(
        (id, resource) -> {
          Set<String> others = new LinkedHashSet<>(references(resource).toList());
          others.retainAll(resources.keySet());
          open.put(id, others);
        });
    boolean more = true;
    while (more) {
      more = open.values().removeIf(Set::isEmpty);
      open.values().forEach(others -> others.retainAll(open.keySet()));
    }
    return open.keySet();
  }

  private static Stream<String> references(Object node) {
    Stream<String> dependsOn =
        Json.find(node, "DependsOn") == null
            ? Stream.empty()
            : Json.texts(node, "DependsOn").stream();
    return Stream.concat(dependsOn, Json.deep(node).flatMap(Deployed::reference));
  }

  private static Stream<String> reference(Object node) {
    if (Json.find(node, "Ref") instanceof String ref) {
      return Stream.of(ref);
    }
    if (Json.find(node, "Fn::GetAtt", 0) instanceof String id) {
      return Stream.of(id);
    }
    Object sub = Json.find(node, "Fn::Sub");
    return sub == null
        ? Stream.empty()
        : IN_SUB.matcher(sub.toString()).results().map(match -> match.group(1));
  }

  private boolean holds(Object condition) {
    return isTrue(Json.at(template.section("Conditions"), condition));
  }

  private boolean isTrue(Object expression) {
    Map<String, Object> call = Json.map(expression);
    String function = call.keySet().iterator().next();
    return switch (function) {
      case "Fn::Equals" -> value(call, 0).equals(value(call, 1));
      case "Fn::Contains" -> members(call, 0).contains(String.valueOf(value(call, 1)));
      case "Fn::EachMemberIn" -> members(call, 1).containsAll(members(call, 0));
      case "Fn::EachMemberEquals" ->
          members(call, 0).stream().allMatch(member -> member.equals(value(call, 1)));
      case "Fn::Not" -> !isTrue(Json.at(call, function, 0));
      case "Fn::And" -> Json.list(call, function).stream().allMatch(this::isTrue);
      case "Fn::Or" -> Json.list(call, function).stream().anyMatch(this::isTrue);
      case "Condition" -> holds(Json.at(call, function));
      default -> throw new AssertionError("no condition: " + function);
    };
  }

  private List<String> members(Map<String, Object> call, int index) {
    return List.of(String.valueOf(value(call, index)).split(",", -1));
  }

  private Object value(Map<String, Object> call, int index) {
    return value(Json.at(call, call.keySet().iterator().next(), index));
  }

  /** A list that is a parameter is kept as it was entered: the joined members. */
  private Object value(Object node) {
    if (!(node instanceof Map<?, ?>)) {
      return node;
    }
    Map<String, Object> call = Json.map(node);
    String function = call.keySet().iterator().next();
    return switch (function) {
      case "Ref" -> ref(String.valueOf(call.get(function)));
      case "Fn::Join" ->
          Json.at(call, function, 1) instanceof List<?> parts
              ? parts.stream()
                  .map(part -> String.valueOf(value(Objects.requireNonNull(part))))
                  .collect(Collectors.joining(String.valueOf(Json.at(call, function, 0))))
              : value(Json.at(call, function, 1));
      case "Fn::Select" ->
          members(Json.at(call, function, 1))[
              Integer.parseInt(String.valueOf(Json.at(call, function, 0)))];
      case "Fn::Split" -> value(Json.at(call, function, 1));
      default -> node;
    };
  }

  private String ref(String name) {
    return Objects.requireNonNull(parameters.getOrDefault(name, place.get(name)), name);
  }

  private String[] members(Object list) {
    Object between = Objects.requireNonNullElse(Json.find(list, "Fn::Split", 0), ",");
    return String.valueOf(value(list)).split(Pattern.quote(between.toString()), -1);
  }

  private Object resolve(Object node) {
    if (node instanceof List<?> list) {
      List<Object> resolved = new ArrayList<>();
      list.forEach(item -> resolved.add(resolve(item)));
      resolved.removeIf(item -> item == NO_VALUE);
      return resolved;
    }
    return node instanceof Map<?, ?> ? resolveMap(Json.map(node)) : node;
  }

  private Object resolveMap(Map<String, Object> map) {
    if ("AWS::NoValue".equals(map.get("Ref"))) {
      return NO_VALUE;
    }
    @Nullable Object choice = map.get("Fn::If");
    if (choice != null) {
      return resolve(Json.at(choice, holds(Json.at(choice, 0)) ? 1 : 2));
    }
    Map<String, Object> resolved = new LinkedHashMap<>();
    map.forEach((name, value) -> resolved.put(name, resolve(value)));
    resolved.values().removeIf(value -> value == NO_VALUE);
    return resolved;
  }
}
