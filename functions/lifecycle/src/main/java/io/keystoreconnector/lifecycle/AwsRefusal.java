package io.keystoreconnector.lifecycle;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call means, in words that repeat nothing of what was sent. */
final class AwsRefusal {

  private AwsRefusal() {}

  /** Whether permission is missing; a policy's answer stays the same however often one asks. */
  static boolean isDenied(SdkException e) {
    return code(e).startsWith("AccessDenied") || code(e).startsWith("NotAuthorized");
  }

  /** The name that AWS gave to the error, or that it could not be reached. */
  static String code(SdkException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? String.valueOf(service.awsErrorDetails().errorCode())
        : "no answer";
  }
}
