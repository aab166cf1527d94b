package io.keystoreconnector.handlers.aws;

import io.keystoreconnector.handlers.AccessDenied;
import io.keystoreconnector.handlers.Refused;
import io.keystoreconnector.handlers.ServiceUnavailable;
import io.keystoreconnector.handlers.Throttled;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Turns what the SDK throws into the few names that the state machine and the playbook know. */
final class AwsErrors {

  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "CloudHsmAccessDeniedException",
          "ExpiredTokenException",
          "IncompleteSignature",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "NotAuthorized",
          "OptInRequired",
          "UnrecognizedClientException");

  private AwsErrors() {}

  /**
   * Makes a call.
   *
   * @param action the IAM action that it needs, such as kms:ConnectCustomKeyStore
   */
  static <T> T translated(String action, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw translated(action, e);
    } catch (SdkClientException e) {
      throw translated(action, e);
    }
  }

  private static RuntimeException translated(String action, AwsServiceException e) {
    String code =
        e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
    String message =
        e.awsErrorDetails() == null ? "" : withoutEnd(e.awsErrorDetails().errorMessage());
    if (e.isThrottlingException()) {
      return new Throttled(action);
    }
    if (DENIED.contains(code)) {
      return new AccessDenied(
          "AWS denied %s (%s: %s). Allow that action in the caller's policies."
              .formatted(action, code, message));
    }
    if (e.statusCode() >= 500) {
      return new ServiceUnavailable(action, "HTTP status %d, %s.".formatted(e.statusCode(), code));
    }
    return new Refused(code, message);
  }

  /** An exception without an answer of AWS: the network, or no credentials to begin with. */
  private static RuntimeException translated(String action, SdkClientException e) {
    if (hasCause(e, IOException.class)) {
      return new ServiceUnavailable(action, "the connection failed or timed out.");
    }
    return new AccessDenied(
        "%s could not be called: %s.".formatted(action, withoutEnd(e.getMessage())));
  }

  private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String withoutEnd(@Nullable String sentence) {
    return sentence == null ? "" : sentence.replaceFirst("\\.$", "");
  }
}
