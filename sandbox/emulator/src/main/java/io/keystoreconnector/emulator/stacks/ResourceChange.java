package io.keystoreconnector.emulator.stacks;

import io.keystoreconnector.emulator.world.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change set would do with a resource.
 *
 * @param properties those that change, for {@code MODIFY}
 * @param isReplaced whether another resource takes its place
 */
public record ResourceChange(
    Action action, String id, String type, List<String> properties, boolean isReplaced) {

  /** What is done. */
  public enum Action {
    ADD("Add"),
    MODIFY("Modify"),
    REMOVE("Remove");

    private final String wireName;

    Action(String wireName) {
      this.wireName = wireName;
    }

    /** Its name in an answer. */
    public String wireName() {
      return wireName;
    }
  }

  /** Whether this property is one whose change replaces the resource. */
  public boolean isReplacedBy(String property) {
    return Replacements.replaces(type, property);
  }

  /**
   * What makes the resources after from those before.
   *
   * @throws io.keystoreconnector.emulator.world.Refusal if one has another type
   */
  static List<ResourceChange> between(Map<String, Resource> before, Map<String, Resource> after) {
    List<ResourceChange> changes = new ArrayList<>();
    after.forEach((id, resource) -> addChange(changes, id, before.get(id), resource));
    before.forEach(
        (id, resource) -> {
          if (!after.containsKey(id)) {
            changes.add(new ResourceChange(Action.REMOVE, id, resource.type(), List.of(), false));
          }
        });
    return changes;
  }

  private static void addChange(
      List<ResourceChange> changes, String id, @Nullable Resource before, Resource after) {
    if (before == null) {
      changes.add(new ResourceChange(Action.ADD, id, after.type(), List.of(), false));
      return;
    }
    if (!before.type().equals(after.type())) {
      throw AwsError.STACK_VALIDATION.because(
          "Update of resource type is not permitted. The new template modifies resource type of"
              + " the following resources: [%s]".formatted(id));
    }
    List<String> properties = before.differences(after);
    if (!properties.isEmpty()) {
      changes.add(
          new ResourceChange(
              Action.MODIFY,
              id,
              after.type(),
              properties,
              properties.stream().anyMatch(each -> Replacements.replaces(after.type(), each))));
    }
  }
}
