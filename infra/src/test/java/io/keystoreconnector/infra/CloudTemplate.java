package io.keystoreconnector.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A CloudFormation template, with the queries that the tests need. */
record CloudTemplate(Map<String, Object> json) {

  static CloudTemplate parse(String text) {
    return new CloudTemplate(Json.parse(text));
  }

  /** All resources by their place in the connector, such as {@code Steps/Check/Role}. */
  Map<String, Map<String, Object>> resources() {
    return select((path, resource) -> true);
  }

  Map<String, Map<String, Object>> resources(String type) {
    return select((path, resource) -> type.equals(resource.get("Type")));
  }

  /** The properties of a resource of that place. */
  Map<String, Object> properties(String path) {
    return Json.map(Objects.requireNonNull(resources().get(path), path), "Properties");
  }

  /**
   * The place of the resource to which a Ref or a GetAtt points; null if it is neither. Of two, the
   * first.
   */
  @Nullable String target(@Nullable Object reference) {
    if (Json.find(reference, "Fn::If", 1) != null) {
      return target(Json.find(reference, "Fn::If", 1));
    }
    Object id =
        Json.find(reference, "Ref") == null
            ? Json.find(reference, "Fn::GetAtt", 0)
            : Json.find(reference, "Ref");
    return id == null ? null : path(String.valueOf(id));
  }

  /** What the template says in the given section. */
  Map<String, Object> section(String name) {
    return json.get(name) == null ? Map.of() : Json.map(json, name);
  }

  private Map<String, Map<String, Object>> select(BiPredicate<String, Map<String, Object>> wanted) {
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    for (String id : section("Resources").keySet()) {
      Map<String, Object> resource = Json.map(json, "Resources", id);
      String path = Objects.requireNonNull(path(id));
      if (wanted.test(path, resource)) {
        found.put(path, resource);
      }
    }
    return found;
  }

  /** The place of the resource with that logical id. */
  @Nullable String path(String id) {
    Object path = Json.find(json, "Resources", id, "Metadata", "aws:cdk:path");
    return path == null
        ? null
        : String.valueOf(path)
            .replaceFirst("^\\w+/(Connector/)?", "")
            .replaceFirst("/(Resource|Default)$", "");
  }

  /** A string with its references replaced by an ellipsis; of a list, what is between two. */
  static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case Map<?, ?> map when Json.find(map, "Fn::Join", 1, "Fn::Split") != null ->
          "…" + Json.at(map, "Fn::Join", 0) + "…";
      case Map<?, ?> map when map.get("Fn::Join") instanceof List<?> join ->
          String.join("", Json.list(join, 1).stream().map(CloudTemplate::text).toList());
      default -> "…";
    };
  }
}
