package io.keystoreconnector.emulator.stacks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of a stack.
 *
 * @param logicalId of the resource, or the name of the stack itself
 * @param type of the resource
 * @param reason why; null if there is no reason
 */
public record StackEvent(
    String id,
    Instant at,
    String logicalId,
    String physicalId,
    String type,
    String status,
    @Nullable String reason) {

  /** The type of a stack among its own events. */
  static final String STACK = "AWS::CloudFormation::Stack";

  boolean isOfStack() {
    return type.equals(STACK);
  }
}
