package io.keystoreconnector.statemachine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resource of a Task that calls an integration, such as {@code arn:aws:states:::lambda:invoke}.
 *
 * @param partition the partition in which it can be called, such as {@code aws-us-gov}
 * @param integration what it calls, such as {@code lambda:invoke}
 */
public record TaskResource(String partition, String integration) {

  private static final Pattern ARN = Pattern.compile("arn:([^:]+):states:::(.+)");

  /** The parts of an ARN; empty if it is not that of an integration. */
  public static Optional<TaskResource> of(String arn) {
    Matcher matcher = ARN.matcher(arn);
    return matcher.matches()
        ? Optional.of(new TaskResource(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** Whether the ARN is that of this integration, in any partition. */
  static boolean calls(String integration, String arn) {
    return of(arn).filter(resource -> resource.integration.equals(integration)).isPresent();
  }
}
