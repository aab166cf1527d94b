package io.keystoreconnector.lifecycle;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call means, in words that do not repeat what was sent. */
final class AwsRefusal {

  private AwsRefusal() {}

  /** Whether a permission is missing; a retry does not change a policy's answer. */
  static boolean isDenied(SdkException e) {
    return code(e).startsWith("AccessDenied") || code(e).startsWith("NotAuthorized");
  }

  /** The name that AWS gave the error, or that AWS could not be reached. */
  static String code(SdkException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? String.valueOf(service.awsErrorDetails().errorCode())
        : "no answer";
  }
}
