package io.keystoreconnector.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.aws.AwsProblem.Kind;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

class ProblemsTest {

  private static final String CALL = "kms:DescribeCustomKeyStores";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ExpiredTokenException       | 400 | SET_UP  | The AWS credentials have expired: sign in again with aws sso login,
          ExpiredToken                | 403 | SET_UP  | The AWS credentials have expired: sign in again with aws sso login,
          UnrecognizedClientException | 400 | SET_UP  | AWS rejected these credentials (UnrecognizedClientException): check
          InvalidClientTokenId        | 403 | SET_UP  | AWS rejected these credentials (InvalidClientTokenId): check
          AccessDeniedException       | 400 | DENIED  | AWS denied kms:DescribeCustomKeyStores (Something is so). Allow it
          ThrottlingException         | 400 | PASSING | AWS throttled kms:DescribeCustomKeyStores: too many requests in this account;
          KMSInternalException        | 500 | PASSING | AWS could not process kms:DescribeCustomKeyStores because of an internal error
          ValidationException         | 400 | REFUSED | AWS refused kms:DescribeCustomKeyStores (ValidationException): Something is so.
          """)
  void aServicesErrorIsOneSentenceThatSaysWhatToDo(
      String code, int status, Kind kind, String beginning) {
    AwsProblem problem = Problems.ofService(thrown(code, status, "Something is so."), CALL, null);
    assertThat(problem.kind()).isEqualTo(kind);
    assertThat(problem.getMessage()).startsWith(beginning).endsWith(".").doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          because no identity-based policy allows it | Allow it in a policy of your identity, or choose another --profile.
          with an explicit deny in a service control policy | The administrators of the AWS organization must
          because no permissions boundary allows it | Whoever manages the caller's permissions boundary must
          """)
  void whatAwsSaidIsKeptWholeWithWhoMustLetGo(String because, String advice) {
    String said =
        "User: arn:aws:sts::111122223333:assumed-role/reader/me is not authorized to perform:"
            + " kms:DescribeCustomKeyStores "
            + because;
    assertThat(Problems.ofService(thrown("AccessDeniedException", 400, said + "."), CALL, null))
        .hasMessageStartingWith("AWS denied " + CALL + " (" + said + "). " + advice);
  }

  @Test
  void aRegionThatIsNotEnabledIsNamed() {
    assertThat(Problems.ofService(thrown("UnrecognizedClientException", 400, ""), CALL, null))
        .hasMessageContaining("this Region is not enabled in the account");
    assertThat(Problems.ofService(thrown("OptInRequired", 403, ""), CALL, null))
        .hasMessageContaining("enable the Region");
  }

  @Test
  void aProfileThatNeedsACodeIsToldHowToGiveOne() {
    assertThat(Problems.mfa("admin"))
        .hasMessageContaining("aws configure export-credentials --profile admin --format env");
  }

  @Test
  void whoUsesAProfileIsToldToSignInWithIt() {
    assertThat(Problems.ofService(thrown("ExpiredTokenException", 400, ""), CALL, "operations"))
        .hasMessageContaining("aws sso login --profile operations");
  }

  @Test
  void aHostThatIsNotKnownPointsToTheRegion() {
    SdkClientException thrown =
        SdkClientException.create(
            "no", new UnknownHostException("kms.eu-centrall-1.amazonaws.com"));
    assertThat(Problems.ofClient(thrown, CALL, null))
        .hasMessage(
            "Host kms.eu-centrall-1.amazonaws.com is unknown: check the Region and your network"
                + " connection.");
  }

  @Test
  void aConnectionThatFailsMayPass() {
    SdkClientException thrown =
        SdkClientException.create("no", new ConnectException("Connection refused"));
    AwsProblem problem = Problems.ofClient(thrown, CALL, null);
    assertThat(problem.kind()).isEqualTo(Kind.PASSING);
    assertThat(problem).hasMessageContaining("(Connection refused)");
  }

  private static AwsServiceException thrown(String code, int status, String message) {
    return AwsServiceException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
