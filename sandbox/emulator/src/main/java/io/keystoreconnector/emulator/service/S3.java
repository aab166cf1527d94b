package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.stacks.Buckets;
import io.keystoreconnector.emulator.stacks.Buckets.StoredObject;
import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.Fault;
import io.keystoreconnector.emulator.world.Refusal;
import io.keystoreconnector.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Amazon S3, as far as needed to put the template and the functions of a deployment into a bucket
 * that exists.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
record S3(World world, Buckets buckets) {

  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;

  /** In Base64. */
  private static final String SHA_256 = "x-amz-checksum-sha256";

  private static final String REGION = "x-amz-bucket-region";

  ObjectAnswer answer(ObjectRequest request) {
    ObjectAnswer answer = decided(request);
    world
        .journal()
        .called(
            new CallRecord(
                world.moment(),
                "s3",
                request.operation(),
                parameters(request),
                answer.status(),
                answer.status() < 300 ? null : String.valueOf(answer.status()),
                Map.of()));
    return answer;
  }

  private static Map<String, Object> parameters(ObjectRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("Bucket", request.bucket());
    if (!request.key().isEmpty()) {
      parameters.put("Key", request.key());
    }
    return parameters;
  }

  private ObjectAnswer decided(ObjectRequest request) {
    try {
      for (Fault fault : world.faultsMeeting(request.operation())) {
        if (fault instanceof Fault.Refuse refused) {
          throw spelled(refused.error()).because("Access Denied");
        }
        if (fault instanceof Fault.ServerError) {
          return new ObjectAnswer(SERVER_ERROR, Map.of(), "");
        }
      }
      Map<String, String> region = region(request);
      return switch (request.operation()) {
        case "HeadBucket" -> new ObjectAnswer(OK, region, "");
        case "HeadObject" -> head(request);
        case "PutObject" -> put(request);
        default ->
            throw AwsError.NOT_EMULATED.because(
                "This sandbox does not emulate %s of S3. It emulates HeadBucket HeadObject PutObject."
                    .formatted(request.operation()));
      };
    } catch (Refusal refusal) {
      return refused(request, refusal);
    }
  }

  private static AwsError spelled(AwsError error) {
    return error == AwsError.ACCESS_DENIED ? AwsError.QUERY_ACCESS_DENIED : error;
  }

  private Map<String, String> region(ObjectRequest request) {
    String region =
        buckets
            .region(request.bucket())
            .orElseThrow(
                () -> AwsError.BUCKET_NOT_FOUND.because("The specified bucket does not exist"));
    if (!region.equals(request.region().orElse(world.settings().region()))) {
      throw AwsError.BUCKET_ELSEWHERE.because(
          "The bucket you are attempting to access must be addressed using the specified"
              + " endpoint.");
    }
    return Map.of(REGION, region);
  }

  private ObjectAnswer head(ObjectRequest request) {
    StoredObject found =
        buckets
            .find(request.bucket(), request.key())
            .orElseThrow(
                () -> AwsError.OBJECT_NOT_FOUND.because("The specified key does not exist."));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Length", String.valueOf(found.size()));
    if (request.header("x-amz-checksum-mode").isPresent()) {
      found.sha256().ifPresent(sum -> headers.put(SHA_256, sum));
    }
    return new ObjectAnswer(OK, headers, "");
  }

  private ObjectAnswer put(ObjectRequest request) {
    boolean onlyIfNew = request.header("if-none-match").filter("*"::equals).isPresent();
    if (onlyIfNew && buckets.find(request.bucket(), request.key()).isPresent()) {
      throw AwsError.OBJECT_EXISTS.because(
          "At least one of the pre-conditions you specified did not hold");
    }
    @Nullable String sum = request.header(SHA_256).orElse(null);
    buckets.put(request.bucket(), request.key(), request.body(), sum);
    return new ObjectAnswer(OK, sum == null ? Map.of() : Map.of(SHA_256, sum), "");
  }

  private ObjectAnswer refused(ObjectRequest request, Refusal refusal) {
    Map<String, String> headers = new LinkedHashMap<>();
    buckets.region(request.bucket()).ifPresent(region -> headers.put(REGION, region));
    headers.put("Content-Type", "application/xml");
    // HEAD has no body, so a client sees only the status.
    String body =
        request.operation().startsWith("Head")
            ? ""
            : "<Error><Code>%s</Code><Message>%s</Message></Error>"
                .formatted(refusal.error().wireName(), refusal.sentence());
    return new ObjectAnswer(refusal.error().status(), headers, body);
  }
}
