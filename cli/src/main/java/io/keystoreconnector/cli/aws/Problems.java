package io.keystoreconnector.cli.aws;

import io.keystoreconnector.cli.aws.AwsProblem.Kind;
import io.keystoreconnector.core.AccessDenial;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the SDK throws, in one sentence that says what to do about it. */
final class Problems {

  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

  private static final Set<String> UNKNOWN_CALLER =
      Set.of(
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "MissingAuthenticationToken");

  /**
   * Words with which the SDK says that IAM Identity Center does not, or no longer, know the user.
   */
  private static final List<String> NOT_SIGNED_IN =
      List.of(
          "SSO token", "SSO session", "Session token not found", "sso/cache", "clientId is null");

  private Problems() {}

  /** The answer of a call, or the sentence for what it threw. */
  static <T> T translated(Session session, String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw ofService(e, operation, session.profile());
    } catch (SdkClientException e) {
      throw ofClient(e, operation, session.profile());
    }
  }

  static AwsProblem ofService(AwsServiceException e, String operation, @Nullable String profile) {
    String code = e.awsErrorDetails() == null ? "" : text(e.awsErrorDetails().errorCode());
    String message = e.awsErrorDetails() == null ? "" : text(e.awsErrorDetails().errorMessage());
    if (EXPIRED.contains(code)) {
      return expired(profile);
    }
    if (UNKNOWN_CALLER.contains(code)) {
      return new AwsProblem(
          Kind.SET_UP,
          "AWS rejected these credentials (%s): check AWS_ACCESS_KEY_ID and".formatted(code)
              + " AWS_SECRET_ACCESS_KEY, or choose another --profile; if they work in another"
              + " Region, this Region is not enabled in the account.");
    }
    if (code.equals("OptInRequired")) {
      return new AwsProblem(
          Kind.SET_UP,
          "AWS refused %s (%s): enable the Region and the service in the account, or choose another"
                  .formatted(operation, code)
              + " --region.");
    }
    if (code.startsWith("AccessDenied") || code.equals("AuthorizationError")) {
      return denied(message, operation);
    }
    if (e.isThrottlingException()) {
      return new AwsProblem(
          Kind.PASSING,
          "AWS throttled %s: too many requests in this account; try again in a minute."
              .formatted(operation));
    }
    if (e.statusCode() >= 500) {
      return new AwsProblem(
          Kind.PASSING,
          "AWS could not process %s because of an internal error (%s); try again in a minute."
              .formatted(operation, code));
    }
    return new AwsProblem(
        Kind.REFUSED, "AWS refused %s (%s): %s".formatted(operation, code, sentence(message)));
  }

  private static AwsProblem denied(String message, String operation) {
    String said = message.strip().replaceAll("\\s+", " ").replaceFirst("[. ]+$", "");
    return new AwsProblem(
        Kind.DENIED,
        "AWS denied %s%s. %s"
            .formatted(
                operation,
                said.isEmpty() ? "" : " (" + said + ")",
                AccessDenial.advice(
                    said, "Allow it in a policy of your identity, or choose another --profile.")));
  }

  /** For a profile whose role asks for a code, which only the AWS CLI asks the person for. */
  static AwsProblem mfa(String profile) {
    return new AwsProblem(
        Kind.SET_UP,
        "Profile %s needs an MFA code, which this command cannot ask for: run eval \"$(aws configure export-credentials --profile %s --format env)\" and leave --profile out."
            .formatted(profile, profile));
  }

  static AwsProblem ofClient(SdkClientException e, String operation, @Nullable String profile) {
    return ofNetwork(e, operation).orElseGet(() -> ofCredentials(e, profile));
  }

  private static Optional<AwsProblem> ofNetwork(Throwable thrown, String operation) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return Optional.of(
            new AwsProblem(
                Kind.PASSING,
                "Host %s is unknown: check the Region and your network connection."
                    .formatted(cause.getMessage())));
      }
      if (cause instanceof CertPathBuilderException || cause instanceof CertificateException) {
        return Optional.of(untrusted(cause, operation));
      }
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return Optional.of(
            new AwsProblem(
                Kind.PASSING,
                "No answer to %s (%s): check the endpoint and your network connection."
                    .formatted(operation, phrase(cause.getMessage()))));
      }
    }
    return Optional.empty();
  }

  private static AwsProblem untrusted(Throwable cause, String operation) {
    return new AwsProblem(
        Kind.SET_UP,
        "The certificate of the server that answered %s is not trusted (%s): set AWS_CA_BUNDLE to a PEM file with the certificate authority of your proxy or endpoint."
            .formatted(operation, phrase(cause.getMessage())));
  }

  /** For what is thrown while credentials are looked up. */
  static AwsProblem ofCredentials(RuntimeException e, @Nullable String profile) {
    String all = allMessages(e);
    if (NOT_SIGNED_IN.stream().anyMatch(all::contains)) {
      return new AwsProblem(
          Kind.SET_UP,
          "You are not signed in, or your session has ended: sign in with aws sso login%s."
              .formatted(profile == null ? "" : " --profile " + profile));
    }
    if (e instanceof AwsServiceException refused) {
      return ofService(refused, "the profile's sign-in", profile);
    }
    return ofNetwork(e, "the profile's sign-in").orElseGet(() -> missing(e, profile));
  }

  private static AwsProblem missing(RuntimeException e, @Nullable String profile) {
    return new AwsProblem(
        Kind.SET_UP,
        profile == null
            ? "No AWS credentials found: sign in with aws sso login or aws configure and give"
                + " --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; a sandbox"
                + " accepts any."
            : "Profile %s provides no credentials (%s): check it in ~/.aws/config."
                .formatted(profile, phrase(e.getMessage())));
  }

  private static AwsProblem expired(@Nullable String profile) {
    return new AwsProblem(
        Kind.SET_UP,
        "The AWS credentials have expired: sign in again with aws sso login"
            + (profile == null ? "" : " --profile " + profile)
            + ", or renew the exported ones.");
  }

  private static String allMessages(Throwable e) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      all.append(cause.getClass().getName()).append(' ').append(cause.getMessage()).append('\n');
    }
    return all.toString();
  }

  /** The first line, with a full stop. */
  private static String sentence(String message) {
    String line = message.lines().findFirst().orElse("no reason given").strip();
    return line.endsWith(".") ? line : line + ".";
  }

  /** The same without the full stop, and without the profiles that the SDK lists. */
  private static String phrase(@Nullable String message) {
    return sentence(text(message)).replaceFirst(": ProfileFile\\(.*", "").replaceFirst("\\.$", "");
  }

  private static String text(@Nullable String text) {
    return Objects.toString(text, "");
  }
}
