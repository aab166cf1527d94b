package io.keystoreconnector.runs;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Calls to AWS in words: those that change something, those that touch a secret, and failures.
 * Calls to the journal appear as steps of the workflow.
 */
public final class ServiceWords {

  private static final String JOURNAL = "dynamodb";

  private static final String LOST_RACE = "ConditionalCheckFailedException";

  /** Calls that prove that a key store works. */
  private static final Set<String> USES = Set.of("GenerateRandom", "Encrypt");

  private ServiceWords() {}

  /** The call and its answer; empty for one that only read, and was answered. */
  public static Optional<String> of(ServiceCall call) {
    boolean failed = call.error() != null;
    if (call.service().equals(JOURNAL) && (!failed || LOST_RACE.equals(call.error()))) {
      return Optional.empty();
    }
    return failed || !(call.operation().startsWith("Describe") || USES.contains(call.operation()))
        ? Optional.of(call.operation() + " → " + answer(call))
        : Optional.empty();
  }

  /** The answer: that it was accepted, or why not. */
  public static String answer(ServiceCall call) {
    return switch (Objects.toString(call.error(), "")) {
      case "" -> "accepted";
      case "LOST_REQUEST" -> "no answer: the request was lost";
      case "LOST_RESPONSE" -> "no answer: it took effect, but the answer was lost";
      default -> call.error() + (call.message() == null ? "" : ": " + call.message());
    };
  }

  /** Why it was not accepted, in a word or a few; empty if it was. */
  static String errorInShort(ServiceCall call) {
    return switch (Objects.toString(call.error(), "")) {
      case "LOST_REQUEST" -> "request lost";
      case "LOST_RESPONSE" -> "answer lost";
      case String error -> error.replaceFirst("Exception$", "");
    };
  }

  /** The service in one short word. */
  public static String label(ServiceCall call) {
    return switch (call.service()) {
      case "kms" -> "KMS";
      case "cloudhsm" -> "CloudHSM";
      case "secretsmanager" -> "Secrets";
      case JOURNAL -> "DynamoDB";
      default -> call.service();
    };
  }
}
