package io.keystoreconnector.handlers.aws;

import io.keystoreconnector.core.AccessDenial;
import io.keystoreconnector.core.Phrase;
import io.keystoreconnector.handlers.account.NoUsableAnswer;
import io.keystoreconnector.handlers.account.Refused;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Translates what the SDK throws into the few names that the state machine and the playbook know.
 */
final class AwsErrors {

  /** AWS does not recognize the caller; without the suffix that only some codes have. */
  private static final Set<String> UNKNOWN_CALLER =
      Set.of(
          "ExpiredToken",
          "IncompleteSignature",
          "InvalidClientTokenId",
          "InvalidSignature",
          "MissingAuthenticationToken",
          "RequestExpired",
          "SignatureDoesNotMatch",
          "UnrecognizedClient");

  private static final Set<String> EXPIRED = Set.of("ExpiredToken", "RequestExpired");

  private static final String NOT_OPTED_IN = "OptInRequired";

  private static final Set<String> DENIED =
      Set.of("AccessDenied", "CloudHsmAccessDenied", "NotAuthorized", NOT_OPTED_IN);

  private static final String ALLOW = "Allow that action in the caller's policies.";

  /** HTTP statuses of a refusal without a name, from whatever is between the function and AWS. */
  private static final Set<Integer> SHUT = Set.of(401, 403, 407);

  private AwsErrors() {}

  /**
   * Makes a call.
   *
   * @param action the IAM action that it needs, such as kms:ConnectCustomKeyStore
   */
  static <T> T translated(String action, Supplier<T> call) {
    return translated(action, UnaryOperator.identity(), call);
  }

  /**
   * Makes a call with something in it that AWS may repeat and nobody may see.
   *
   * @param hidden what AWS said, without it
   */
  static <T> T translated(String action, UnaryOperator<String> hidden, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw translated(action, hidden, e);
    } catch (SdkClientException e) {
      throw translated(action, hidden, e);
    }
  }

  /** A refusal of a call that only reads: no answer to the question. */
  static NoUsableAnswer noLook(String action, Refused refused) {
    return NoUsableAnswer.unavailable(
        action, "%s: %s.".formatted(refused.error(), Phrase.of(refused.getMessage())));
  }

  private static RuntimeException translated(
      String action, UnaryOperator<String> hidden, AwsServiceException e) {
    @Nullable AwsErrorDetails details = e.awsErrorDetails();
    String code =
        details == null ? "" : hidden.apply(Objects.requireNonNullElse(details.errorCode(), ""));
    String message = details == null ? "" : hidden.apply(Phrase.of(details.errorMessage()));
    String name = code.replaceFirst("Exception$", "");
    if (e.isThrottlingException()) {
      return NoUsableAnswer.throttled(action);
    }
    if (e.statusCode() >= 500) {
      return NoUsableAnswer.unavailable(
          action, "HTTP status %d, %s.".formatted(e.statusCode(), code));
    }
    if (UNKNOWN_CALLER.contains(name)) {
      return NoUsableAnswer.denied(
          "AWS denied %s (%s: %s). %s"
              .formatted(
                  action,
                  code,
                  message,
                  EXPIRED.contains(name)
                      ? "The caller's credentials have expired."
                      : "The caller's credentials are wrong, or the Region is not enabled in this"
                          + " account."));
    }
    if (DENIED.contains(name) || SHUT.contains(e.statusCode())) {
      return NoUsableAnswer.denied(
          "AWS denied %s (%s: %s). %s"
              .formatted(
                  action,
                  code.isEmpty() ? "HTTP " + e.statusCode() : code,
                  message,
                  name.equals(NOT_OPTED_IN)
                      ? "Enable the Region and the service in this account."
                      : AccessDenial.advice(message, ALLOW)));
    }
    // Only a name says that nothing happened; without one, the answer did not come from AWS.
    return code.isEmpty()
        ? NoUsableAnswer.unavailable(
            action, "HTTP status %d without an error name.".formatted(e.statusCode()))
        : new Refused(code, message);
  }

  /** An exception without an answer from AWS: the network, or no credentials. */
  private static RuntimeException translated(
      String action, UnaryOperator<String> hidden, SdkClientException e) {
    if (hasCause(e, IOException.class)) {
      return NoUsableAnswer.unavailable(action, broken(e));
    }
    return NoUsableAnswer.denied(
        "%s could not be called: %s.".formatted(action, hidden.apply(why(e))));
  }

  private static String broken(SdkClientException e) {
    if (hasCause(e, SocketTimeoutException.class)) {
      return "the connection or the answer took too long.";
    }
    if (hasCause(e, UnknownHostException.class)) {
      return "the service's host name could not be resolved.";
    }
    return hasCause(e, ConnectException.class)
        ? "the connection was refused."
        : "the connection broke.";
  }

  /** The SDK's own sentence lists every place where it looked, at great length. */
  private static String why(SdkClientException e) {
    String message = Phrase.of(e.getMessage());
    return message.startsWith("Unable to load credentials")
        ? "no AWS credentials were found in the environment or in a profile"
        : message;
  }

  private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
