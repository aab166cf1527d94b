package io.keystoreconnector.emulator.stacks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Carries out a change set: one resource after another, all of it in the stack's events. A function
 * whose code is not in its bucket fails, and then everything is rolled back.
 */
final class ChangeSetExecution {

  private static final Duration PER_RESOURCE = Duration.ofMillis(500);

  private final Stack stack;
  private final ChangeSet changeSet;
  private final boolean isNew;
  private Instant at;

  ChangeSetExecution(Stack stack, ChangeSet changeSet, Instant now) {
    this.stack = stack;
    this.changeSet = changeSet;
    this.isNew = stack.isEmpty(now);
    this.at = now;
  }

  /**
   * Does it.
   *
   * @param hasCode whether the code of a function is where the function says
   */
  void run(Predicate<Resource> hasCode) {
    String doing = isNew ? "CREATE" : "UPDATE";
    stack.tell(at, doing + "_IN_PROGRESS", "User Initiated");
    Optional<ResourceChange> failing =
        changeSet.changes().stream().filter(each -> isWithoutCode(each, hasCode)).findFirst();
    for (ResourceChange change : before(failing)) {
      step(change, verb(change));
    }
    if (failing.isPresent()) {
      fail(failing.get());
    } else {
      finish(doing);
    }
  }

  private boolean isWithoutCode(ResourceChange change, Predicate<Resource> hasCode) {
    Resource resource = changeSet.contents().resources().get(change.id());
    return resource != null
        && resource.type().equals("AWS::Lambda::Function")
        && !hasCode.test(resource);
  }

  /** What is removed is removed when all else is done. */
  private List<ResourceChange> before(Optional<ResourceChange> failing) {
    return changeSet.changes().stream()
        .filter(each -> each.action() != ResourceChange.Action.REMOVE)
        .takeWhile(each -> !failing.equals(Optional.of(each)))
        .toList();
  }

  private static String verb(ResourceChange change) {
    return change.action() == ResourceChange.Action.ADD ? "CREATE" : "UPDATE";
  }

  private void step(ResourceChange change, String verb) {
    stack.tell(at, change.id(), change.type(), verb + "_IN_PROGRESS", null);
    at = at.plus(PER_RESOURCE);
    stack.tell(at, change.id(), change.type(), verb + "_COMPLETE", null);
  }

  private void finish(String doing) {
    if (!isNew) {
      stack.tell(at, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", null);
      changeSet.changes().stream()
          .filter(each -> each.action() == ResourceChange.Action.REMOVE || each.isReplaced())
          .forEach(each -> step(each, "DELETE"));
    }
    stack.tell(at, doing + "_COMPLETE", null);
    stack.become(changeSet);
  }

  private void fail(ResourceChange failing) {
    stack.tell(at, failing.id(), failing.type(), verb(failing) + "_IN_PROGRESS", null);
    at = at.plus(PER_RESOURCE);
    stack.tell(
        at,
        failing.id(),
        failing.type(),
        verb(failing) + "_FAILED",
        "Resource handler returned message: \"Error occurred while GetObject. S3 Error Code:"
            + " NoSuchKey. S3 Error Message: The specified key does not exist.\"");
    String sentence =
        "The following resource(s) failed to %s: [%s]."
            .formatted(isNew ? "create" : "update", failing.id());
    stack.tell(
        at,
        isNew ? "ROLLBACK_IN_PROGRESS" : "UPDATE_ROLLBACK_IN_PROGRESS",
        isNew ? sentence + " Rollback requested by user." : sentence);
    for (ResourceChange change : before(Optional.of(failing)).reversed()) {
      step(change, change.action() == ResourceChange.Action.ADD ? "DELETE" : "UPDATE");
    }
    stack.tell(at, isNew ? "ROLLBACK_COMPLETE" : "UPDATE_ROLLBACK_COMPLETE", null);
    stack.remain(changeSet, isNew);
  }
}
