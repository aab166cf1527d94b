package io.keystoreconnector.cli.aws;

import io.keystoreconnector.cli.aws.AwsProblem.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A bucket with the code of functions, in which nothing is ever overwritten.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
 *     writes</a>
 */
public final class CodeBucket {

  private static final int MOVED = 301;
  private static final int DENIED = 403;
  private static final int ABSENT = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  /** S3 answers a HEAD without saying what is wrong, so only the status counts. */
  private static final Set<Integer> OF_HEAD = Set.of(MOVED, DENIED, ABSENT);

  private final Session session;
  private final String name;
  private final S3Client s3;

  /** A bucket in the Region of the session. */
  public CodeBucket(Session session, String name) {
    this.session = session;
    this.name = name;
    boolean elsewhere = session.endpoint().isPresent();
    this.s3 =
        session.patientClient(
            S3Client.builder()
                .serviceConfiguration(
                    S3Configuration.builder()
                        // Other endpoints have no host for each bucket.
                        .pathStyleAccessEnabled(elsewhere)
                        .chunkedEncodingEnabled(false)
                        .build()));
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** Where an object is, in the form that CloudFormation takes. */
  public URI url(String key) {
    return URI.create("https://%s/%s".formatted(BucketHost.of(name, session.region()), key));
  }

  /**
   * Makes sure that it is there, and in this Region.
   *
   * @throws AwsProblem if not
   */
  public void require() {
    try {
      var unused =
          Problems.translated(
              session,
              "s3:ListBucket",
              () -> status(OF_HEAD, () -> s3.headBucket(r -> r.bucket(name))));
    } catch (Status e) {
      throw switch (e.code) {
        case ABSENT ->
            new AwsProblem(
                Kind.ABSENT,
                "Bucket %s does not exist: create it with aws s3 mb s3://%s --region %s, or name another."
                    .formatted(name, name, session.region()));
        case MOVED ->
            new AwsProblem(
                Kind.REFUSED,
                "Bucket %s is not in %s: Lambda takes code only from a bucket in the Region of the stack."
                    .formatted(name, session.region()));
        default -> denied("s3:ListBucket");
      };
    }
  }

  /**
   * An object; empty if there is none.
   *
   * @throws AwsProblem if that cannot be read
   */
  public Optional<ObjectFacts> find(String key) {
    try {
      HeadObjectResponse found =
          Problems.translated(
              session,
              "s3:GetObject",
              () ->
                  status(
                      OF_HEAD,
                      () ->
                          s3.headObject(
                              r -> r.bucket(name).key(key).checksumMode(ChecksumMode.ENABLED))));
      return Optional.of(
          new ObjectFacts(found.contentLength(), Optional.ofNullable(found.checksumSHA256())));
    } catch (Status e) {
      if (e.code == ABSENT) {
        return Optional.empty();
      }
      throw denied("s3:GetObject");
    }
  }

  /**
   * Puts a file there, unless there is already something.
   *
   * @param sha256 the checksum of the file in Base64, which S3 compares and keeps
   * @return whether it was put
   * @throws AwsProblem if S3 refuses it
   */
  public boolean put(String key, Path file, String sha256) {
    try {
      var unused =
          Problems.translated(
              session,
              "s3:PutObject",
              () ->
                  status(
                      Set.of(CONFLICT, PRECONDITION_FAILED),
                      () ->
                          s3.putObject(
                              r -> r.bucket(name).key(key).checksumSHA256(sha256).ifNoneMatch("*"),
                              RequestBody.fromFile(file))));
      return true;
    } catch (Status e) {
      return false;
    }
  }

  /** The answer of a call, or its status if that is one of those that mean something here. */
  private static <T> T status(Set<Integer> meaningful, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      if (meaningful.contains(e.statusCode())) {
        throw new Status(e.statusCode());
      }
      throw e;
    }
  }

  private AwsProblem denied(String action) {
    return new AwsProblem(
        Kind.DENIED,
        "AWS denied %s on bucket %s: allow your identity s3:ListBucket on the bucket, and s3:GetObject and s3:PutObject on its objects, or choose another --profile."
            .formatted(action, name));
  }

  /** The status of an answer. */
  private static final class Status extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;

    Status(int code) {
      super("HTTP " + code, null, false, false);
      this.code = code;
    }
  }
}
