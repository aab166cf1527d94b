package io.keystoreconnector.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * What an update of a stack must keep: one line for each resource, with its logical id, its type,
 * its names, and the properties that cannot change without another resource in its place.
 */
final class Inventory {

  /**
   * What holds something that a new resource would not have, and what replaces it when it changes:
   * messages, the journal, logs, confirmed subscriptions, runs in progress, a connected key store.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html">Update
   *     requires: Replacement</a>
   */
  private static final Map<String, List<String>> REPLACING =
      Map.of(
          "AWS::DynamoDB::Table", List.of("KeySchema"),
          "AWS::SQS::Queue", List.of("FifoQueue"),
          "AWS::SNS::Topic", List.of("FifoTopic"),
          "AWS::SNS::Subscription", List.of("TopicArn", "Protocol", "Endpoint"),
          "AWS::Logs::LogGroup", List.of(),
          "AWS::StepFunctions::StateMachine", List.of("StateMachineType"),
          "Custom::KeyStoreConnection", List.of("ServiceToken"));

  private Inventory() {}

  static List<String> of(CloudTemplate template) {
    return template.section("Resources").entrySet().stream()
        .map(entry -> line(entry.getKey(), Json.map(entry.getValue())))
        .sorted()
        .toList();
  }

  /** The lines of resources with state that an update from one stack to the other would replace. */
  static List<String> replaced(List<String> yesterday, List<String> today) {
    return yesterday.stream()
        .filter(line -> REPLACING.containsKey(type(line)))
        .filter(line -> !today.contains(line))
        .toList();
  }

  private static String type(String line) {
    String[] words = line.split(" ", -1);
    return words.length > 1 ? words[1] : "";
  }

  private static String line(String id, Map<String, Object> resource) {
    String type = String.valueOf(resource.get("Type"));
    Map<String, String> kept = new TreeMap<>();
    Json.map(resource.getOrDefault("Properties", Map.of()))
        .forEach(
            (property, value) -> {
              if (property.matches("(?!Metric|Display)\\w*Name")
                  || Objects.requireNonNullElse(REPLACING.get(type), List.of())
                      .contains(property)) {
                kept.put(property, shown(value));
              }
            });
    // A version's id ends with a hash of what is published: each release has another.
    String stable =
        type.equals("AWS::Lambda::Version") ? id.replaceFirst("[0-9a-f]{32}$", "...") : id;
    return Stream.concat(
            Stream.of(stable, type),
            kept.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String shown(@Nullable Object value) {
    return value instanceof List<?>
        ? JSON.std.asString(value)
        : CloudTemplate.text(Objects.requireNonNull(value));
  }
}
