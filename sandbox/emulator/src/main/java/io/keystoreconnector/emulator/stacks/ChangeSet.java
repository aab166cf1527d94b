package io.keystoreconnector.emulator.stacks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would make another stack of a stack.
 *
 * @param arn its id
 * @param created when it was requested
 * @param reason why it has no changes; null if it has some
 */
public record ChangeSet(
    String arn,
    String name,
    Instant created,
    @Nullable String reason,
    List<ResourceChange> changes,
    Map<String, String> parameters,
    StackTemplate.Contents contents) {

  /** How long CloudFormation takes to find the changes. */
  private static final Duration TAKES = Duration.ofSeconds(2);

  static final String NO_CHANGES =
      "The submitted information didn't contain changes. Submit different information to create a"
          + " change set.";

  /** Its status at a moment. */
  public String status(Instant now) {
    if (now.isBefore(created.plus(TAKES))) {
      return "CREATE_IN_PROGRESS";
    }
    return reason == null ? "CREATE_COMPLETE" : "FAILED";
  }

  /** Whether it can be executed at a moment. */
  public boolean isAvailable(Instant now) {
    return status(now).equals("CREATE_COMPLETE");
  }
}
