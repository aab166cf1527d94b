package io.keystoreconnector.infra;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What CloudFormation writes in place of the functions of a template. What only AWS knows, such as
 * the ARN of a resource, is its name in angle brackets.
 *
 * @param mappings the template's section
 * @param values by the name to which a Ref points, a string or a list of them
 */
record Written(Map<String, Object> mappings, Map<String, Object> values) {

  /** The node without functions; conditions are already evaluated. */
  Object of(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().map(each -> of(Objects.requireNonNull(each))).toList();
    }
    if (!(node instanceof Map<?, ?>)) {
      return node;
    }
    Map<String, Object> map = Json.map(node);
    String name = map.size() == 1 ? map.keySet().iterator().next() : "";
    if (name.equals("Ref") || name.startsWith("Fn::")) {
      return call(name, Objects.requireNonNull(map.get(name)));
    }
    Map<String, Object> written = new LinkedHashMap<>();
    map.forEach((key, value) -> written.put(key, of(value)));
    return written;
  }

  private Object call(String function, Object argument) {
    return switch (function) {
      case "Ref" -> values.getOrDefault(String.valueOf(argument), "<" + argument + ">");
      case "Fn::GetAtt" -> "<" + String.join(".", Json.texts(argument)) + ">";
      case "Fn::Join" -> joined(text(argument, 0), of(Json.at(argument, 1)));
      case "Fn::Split" -> List.of(text(argument, 1).split(Pattern.quote(text(argument, 0)), -1));
      case "Fn::Select" -> selected(text(argument, 0), Json.list(of(Json.at(argument, 1))));
      case "Fn::FindInMap" ->
          Json.at(mappings, text(argument, 0), text(argument, 1), text(argument, 2));
      default -> throw new AssertionError("no function of a template: " + function);
    };
  }

  private String text(Object arguments, int index) {
    return String.valueOf(of(Json.at(arguments, index)));
  }

  /** Of what only AWS knows, only AWS knows the parts. */
  private static Object selected(String index, List<Object> list) {
    return list.getFirst().toString().startsWith("<")
        ? "<%s of %s>".formatted(index, list.getFirst())
        : list.get(Integer.parseInt(index));
  }

  /** A list among the parts is a list of further parts. */
  private static String joined(String between, Object parts) {
    List<Object> flat = new ArrayList<>();
    Json.list(parts).forEach(part -> flat.addAll(Json.list(part)));
    return flat.stream().map(String::valueOf).collect(Collectors.joining(between));
  }
}
