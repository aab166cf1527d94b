package io.keystoreconnector.handlers.aws;

import static io.keystoreconnector.handlers.Unanswered.unanswered;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.handlers.account.NoUsableAnswer.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.kms.model.KmsException;

/** The names that the emulated services do not have. */
class AwsErrorsTest {

  /** The services write some of them with the suffix and some without it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AccessDenied",
        "AccessDeniedException",
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "IncompleteSignatureException",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "MissingAuthenticationToken",
        "MissingAuthenticationTokenException",
        "NotAuthorized",
        "OptInRequired",
        "RequestExpired",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
      })
  void credentialsThatAwsDoesNotAcceptAreAMissingPermission(String code) {
    assertThatThrownBy(() -> answered(code, 400))
        .is(unanswered(Kind.DENIED))
        .hasMessageContainingAll("kms:ConnectCustomKeyStore", code, "something");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Throttling", "ThrottlingException", "TooManyRequestsException", "SlowDown"})
  void everyNameOfThrottlingIsThrottling(String code) {
    assertThatThrownBy(() -> answered(code, 400)).is(unanswered(Kind.THROTTLED));
    assertThatThrownBy(() -> answered("", 429)).is(unanswered(Kind.THROTTLED));
  }

  private static String answered(String code, int status) {
    return AwsErrors.translated(
        "kms:ConnectCustomKeyStore",
        () -> {
          throw KmsException.builder()
              .statusCode(status)
              .awsErrorDetails(
                  AwsErrorDetails.builder().errorCode(code).errorMessage("something.").build())
              .build();
        });
  }
}
