package io.keystoreconnector.emulator.stacks;

import io.keystoreconnector.emulator.world.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the functions of a template that the connector's own uses.
 *
 * @param values of parameters and pseudo parameters; a list is joined by commas
 * @param physicalId the name of a resource by its logical id
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
 *     functions</a>
 */
record Intrinsics(
    Map<String, Object> template, Map<String, String> values, UnaryOperator<String> physicalId) {

  /** What AWS::NoValue stands for: the property is left out. */
  private static final Object NO_VALUE = new Object();

  /** Whether a condition of the template holds. */
  boolean holds(String condition) {
    return isTrue(Trees.at(template, "Conditions", condition));
  }

  /** Whether an expression of a condition or a rule is true. */
  boolean isTrue(@Nullable Object expression) {
    String function = function(expression);
    @Nullable Object argument = Trees.at(expression, function);
    List<Object> arguments = Trees.list(argument);
    return switch (function) {
      case "Condition" -> holds(String.valueOf(argument));
      case "Fn::Equals" -> text(arguments.get(0)).equals(text(arguments.get(1)));
      case "Fn::Not" -> !isTrue(arguments.getFirst());
      case "Fn::And" -> arguments.stream().allMatch(this::isTrue);
      case "Fn::Or" -> arguments.stream().anyMatch(this::isTrue);
      case "Fn::Contains" -> members(arguments.get(0)).contains(text(arguments.get(1)));
      case "Fn::EachMemberIn" -> members(arguments.get(1)).containsAll(members(arguments.get(0)));
      case "Fn::EachMemberEquals" ->
          members(arguments.get(0)).stream().allMatch(text(arguments.get(1))::equals);
      default -> throw notEmulated(function);
    };
  }

  private List<String> members(Object list) {
    return List.of(text(list).split(",", -1));
  }

  private String text(@Nullable Object node) {
    return node instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(node instanceof Map<?, ?> ? text(value(node)) : node);
  }

  /** The node without functions. */
  Object value(Object node) {
    if (node instanceof List<?> list) {
      List<Object> values = new ArrayList<>();
      list.forEach(each -> values.add(value(Objects.requireNonNull(each))));
      values.removeIf(each -> each == NO_VALUE);
      return values;
    }
    if (!(node instanceof Map<?, ?> map)) {
      return node;
    }
    String function = map.size() == 1 ? String.valueOf(map.keySet().iterator().next()) : "";
    return function.equals("Ref") || function.startsWith("Fn::")
        ? call(function, Objects.requireNonNull(map.get(function)))
        : object(map);
  }

  private Map<String, Object> object(Map<?, ?> map) {
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((name, each) -> values.put(String.valueOf(name), value(each)));
    values.values().removeIf(each -> each == NO_VALUE);
    return values;
  }

  private Object call(String function, Object argument) {
    List<Object> arguments = Trees.list(argument);
    return switch (function) {
      case "Ref" -> reference(String.valueOf(argument));
      case "Fn::If" -> value(arguments.get(holds(String.valueOf(arguments.getFirst())) ? 1 : 2));
      case "Fn::GetAtt" ->
          physicalId.apply(String.valueOf(arguments.get(0))) + "." + arguments.get(1);
      case "Fn::Join" -> joined(String.valueOf(arguments.get(0)), value(arguments.get(1)));
      case "Fn::Split" ->
          List.of(
              text(arguments.get(1)).split(Pattern.quote(String.valueOf(arguments.get(0))), -1));
      case "Fn::Select" -> selected(text(arguments.get(0)), value(arguments.get(1)));
      case "Fn::FindInMap" ->
          Objects.requireNonNull(
              Trees.at(
                  template,
                  "Mappings",
                  text(arguments.get(0)),
                  text(arguments.get(1)),
                  text(arguments.get(2))));
      default -> throw notEmulated(function);
    };
  }

  private Object reference(String name) {
    if (name.equals("AWS::NoValue")) {
      return NO_VALUE;
    }
    @Nullable String value = values.get(name);
    return value == null ? physicalId.apply(name) : value;
  }

  /** A list among the parts is a list of further parts, and so is a parameter that is a list. */
  private static String joined(String between, Object parts) {
    Object list = parts instanceof String text ? List.of(text.split(",", -1)) : parts;
    return Trees.list(list).stream()
        .flatMap(part -> part instanceof List<?> more ? more.stream() : List.of(part).stream())
        .map(String::valueOf)
        .collect(Collectors.joining(between));
  }

  private static Object selected(String index, Object list) {
    List<Object> members =
        list instanceof String text ? List.copyOf(List.of(text.split(",", -1))) : Trees.list(list);
    int at = Integer.parseInt(index);
    return at < members.size() ? members.get(at) : "";
  }

  private static String function(@Nullable Object expression) {
    return expression instanceof Map<?, ?> map && map.size() == 1
        ? String.valueOf(map.keySet().iterator().next())
        : "";
  }

  private static RuntimeException notEmulated(String function) {
    return AwsError.NOT_EMULATED.because(
        "This sandbox does not emulate %s in templates.".formatted(function));
  }
}
