package io.keystoreconnector.emulator.stacks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stack. What a change does and when is known as soon as it begins; a look at a moment sees the
 * events up to then.
 */
public final class Stack {

  private final String id;
  private final String name;
  private final Instant created;
  private final List<StackEvent> events = new ArrayList<>();
  private final Map<String, ChangeSet> changeSets = new LinkedHashMap<>();
  private Map<String, String> parameters = Map.of();
  private StackTemplate.Contents contents = StackTemplate.Contents.NONE;

  Stack(String id, String name, Instant created) {
    this.id = id;
    this.name = name;
    this.created = created;
    tell(created, "REVIEW_IN_PROGRESS", "User Initiated");
  }

  /** Its ARN. */
  public String id() {
    return id;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** When it was made. */
  public Instant created() {
    return created;
  }

  /** The name that CloudFormation has given to one of its resources. */
  public String physicalId(String resource) {
    return StackTemplate.physicalId(name, resource);
  }

  /** Its parameters, sorted. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** Its outputs; none while it is changed. */
  public Map<String, StackOutput> outputs(Instant now) {
    return status(now).endsWith("_IN_PROGRESS") ? Map.of() : contents.outputs();
  }

  /** Its events up to a moment, newest first. */
  public List<StackEvent> events(Instant now) {
    return events.stream().filter(event -> !event.at().isAfter(now)).toList().reversed();
  }

  /** Its status at a moment. */
  public String status(Instant now) {
    return last(now).status();
  }

  /** Why it has this status; null if there is no reason. */
  public @Nullable String reason(Instant now) {
    return last(now).reason();
  }

  private StackEvent last(Instant now) {
    return events(now).stream().filter(StackEvent::isOfStack).findFirst().orElseThrow();
  }

  /** Whether it has nothing yet: it was only made for a change set. */
  boolean isEmpty(Instant now) {
    return status(now).equals("REVIEW_IN_PROGRESS");
  }

  Optional<ChangeSet> changeSet(String nameOrArn) {
    return changeSets.values().stream()
        .filter(each -> nameOrArn.equals(each.name()) || nameOrArn.equals(each.arn()))
        .findFirst();
  }

  void add(ChangeSet changeSet) {
    changeSets.put(changeSet.name(), changeSet);
  }

  void remove(ChangeSet changeSet) {
    changeSets.remove(changeSet.name());
  }

  StackTemplate.Contents contents() {
    return contents;
  }

  /** Takes over what a change set has, and forgets all of them. */
  void become(ChangeSet changeSet) {
    parameters = changeSet.parameters();
    contents = changeSet.contents();
    changeSets.clear();
  }

  /** Keeps what it had; if it had nothing, it still shows what it was requested with. */
  void remain(ChangeSet failed, boolean wasNew) {
    if (wasNew) {
      parameters = failed.parameters();
    }
    changeSets.clear();
  }

  void tell(Instant at, String status, @Nullable String reason) {
    add(at, name, id, StackEvent.STACK, status, reason);
  }

  void tell(Instant at, String resource, String type, String status, @Nullable String reason) {
    add(at, resource, physicalId(resource), type, status, reason);
  }

  private void add(
      Instant at,
      String logicalId,
      String physicalId,
      String type,
      String status,
      @Nullable String reason) {
    String eventId = "%s-%s-%d".formatted(logicalId, status, events.size());
    events.add(new StackEvent(eventId, at, logicalId, physicalId, type, status, reason));
  }
}
