package io.keystoreconnector.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One statement of a policy of a role.
 *
 * @param role such as {@code Check}
 * @param resources with references replaced by an ellipsis
 */
record Statement(
    String role, List<String> actions, List<String> resources, Map<String, Object> json) {

  /** All statements of a template's roles. */
  static List<Statement> of(CloudTemplate template) {
    List<Statement> statements = new ArrayList<>();
    template
        .resources("AWS::IAM::Policy")
        .forEach(
            (path, policy) -> {
              for (Object role : Json.list(policy, "Properties", "Roles")) {
                String name = name(Objects.requireNonNull(template.target(role)));
                for (Object json : Json.list(policy, "Properties", "PolicyDocument", "Statement")) {
                  Object conditional = Json.find(json, "Fn::If", 1);
                  statements.add(of(name, Json.map(conditional == null ? json : conditional)));
                }
              }
            });
    return statements;
  }

  private static Statement of(String role, Map<String, Object> json) {
    return new Statement(
        role,
        Json.texts(json, "Action"),
        Json.list(json, "Resource").stream().map(CloudTemplate::text).toList(),
        json);
  }

  /** By role, the actions that it has. */
  static Map<String, List<String>> actions(CloudTemplate template) {
    Map<String, List<String>> actions = new TreeMap<>();
    for (Statement statement : of(template)) {
      actions.computeIfAbsent(statement.role, role -> new ArrayList<>()).addAll(statement.actions);
    }
    actions.replaceAll((role, all) -> all.stream().distinct().sorted().toList());
    return actions;
  }

  /** {@code Check} for {@code Steps/Check/Role}. */
  static String name(String rolePath) {
    String name = rolePath.replaceFirst("/Role$", "");
    return name.substring(name.lastIndexOf('/') + 1);
  }

  boolean hasWildcard() {
    return (String.join(" ", actions) + String.join(" ", resources)).matches(".*[*?].*");
  }

  /** The value of a condition StringEquals, or {@code none}. */
  String condition(String key) {
    Object value = Json.find(json, "Condition", "StringEquals", key);
    return value == null ? "none" : String.valueOf(value);
  }
}
