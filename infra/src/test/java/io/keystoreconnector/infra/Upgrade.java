package io.keystoreconnector.infra;

import io.keystoreconnector.infra.EmulatedCloudFormation.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An update of a stack from one release's template to another's, and what an operator would not
 * expect of it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html">Update
 *     behaviors of stack resources</a>
 */
record Upgrade(CloudTemplate from, CloudTemplate to) {

  /** Each release publishes other ones, with other logical ids. */
  private static final String VERSION = "AWS::Lambda::Version";

  private static final Place PLACE = new Place("aws", "eu-central-1", "111122223333");

  /** For each type, the properties whose change means another resource. */
  static final Map<String, Object> REPLACING = replacing();

  private static Map<String, Object> replacing() {
    try {
      return Json.parse(
          Files.readString(
              Synthesized.ROOT.resolve(
                  "sandbox/emulator/src/main/resources/io/keystoreconnector/emulator/stacks/replacements.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What would be wrong with it for a stack with these parameters, each in one line. */
  List<String> problems(Map<String, String> parameters) {
    List<String> problems = new ArrayList<>(parameterProblems());
    if (!problems.isEmpty()) {
      return problems;
    }
    Map<String, Object> before = resources(from, parameters);
    Map<String, Object> after = resources(to, parameters);
    before.forEach((id, resource) -> problems.addAll(problems(id, resource, after.get(id))));
    problems.addAll(outputProblems(parameters));
    return problems;
  }

  private static Map<String, Object> resources(
      CloudTemplate template, Map<String, String> parameters) {
    return new EmulatedCloudFormation(Map.of("my-artifacts-eu-central-1", "eu-central-1"))
        .deploy(PLACE, "connector", template, parameters);
  }

  private static List<String> problems(String id, Object before, @Nullable Object after) {
    String type = type(before);
    if (type.equals(VERSION)) {
      return List.of();
    }
    if (after == null) {
      return List.of("%s %s is removed".formatted(type, id));
    }
    if (!type.equals(type(after))) {
      return List.of("%s %s becomes %s".formatted(type, id, type(after)));
    }
    List<String> problems =
        new ArrayList<>(
            changed(before, after, "Properties").stream()
                .filter(property -> Json.texts(REPLACING, type).contains(property))
                .map(property -> "%s %s is replaced for %s".formatted(type, id, property))
                .toList());
    Stream.of("DeletionPolicy", "UpdateReplacePolicy")
        .filter(policy -> !Objects.equals(Json.find(before, policy), Json.find(after, policy)))
        .forEach(policy -> problems.add("%s %s has another %s".formatted(type, id, policy)));
    return problems;
  }

  private static String type(Object resource) {
    return String.valueOf(Json.at(resource, "Type"));
  }

  private static Set<String> changed(Object before, Object after, String section) {
    Set<String> names = new TreeSet<>();
    for (Object each : Stream.of(before, after).map(one -> Json.find(one, section)).toList()) {
      if (each != null) {
        names.addAll(Json.map(each).keySet());
      }
    }
    names.removeIf(
        name -> Objects.equals(Json.find(before, section, name), Json.find(after, section, name)));
    return names;
  }

  /** A stack keeps the values of its parameters, so each must still be there and mean the same. */
  private List<String> parameterProblems() {
    List<String> problems = new ArrayList<>();
    from.section("Parameters")
        .forEach(
            (name, before) -> {
              Object after = to.section("Parameters").get(name);
              if (after == null) {
                problems.add("parameter %s is gone".formatted(name));
                return;
              }
              if (!Objects.equals(Json.find(before, "Type"), Json.find(after, "Type"))) {
                problems.add("parameter %s has another type".formatted(name));
              }
              if (Json.find(after, "Default") == null) {
                problems.add("parameter %s has no default any more".formatted(name));
              }
              Object choices = Json.find(before, "AllowedValues");
              if (choices != null
                  && !Json.texts(after, "AllowedValues").containsAll(Json.texts(choices))) {
                problems.add("parameter %s takes fewer values".formatted(name));
              }
            });
    to.section("Parameters")
        .forEach(
            (name, parameter) -> {
              if (!from.section("Parameters").containsKey(name)
                  && Json.find(parameter, "Default") == null) {
                problems.add("parameter %s is new and has no default".formatted(name));
              }
            });
    return problems;
  }

  private List<String> outputProblems(Map<String, String> parameters) {
    Map<String, Object> before = new Deployed(from, parameters).section("Outputs");
    Map<String, Object> after = new Deployed(to, parameters).section("Outputs");
    List<String> problems = new ArrayList<>();
    before.forEach(
        (name, output) -> {
          if (!after.containsKey(name)) {
            problems.add("output %s is gone".formatted(name));
          } else if (!Objects.equals(
              Json.find(output, "Export"), Json.find(after.get(name), "Export"))) {
            problems.add("output %s is exported by another name".formatted(name));
          }
        });
    return problems;
  }
}
