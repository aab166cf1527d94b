package io.keystoreconnector.lifecycle;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The pre-signed URL at which CloudFormation waits. Anyone who has it can answer in the connector's
 * place, so it is never printed.
 */
record ResponseUrl(String reveal) {

  /**
   * The origins of the bucket in which CloudFormation takes answers from custom resources in a
   * Region: every service token is in the Region of its stack. Anyone may own a bucket with a
   * similar name, so no other is named.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html">Considerations
   *     for CloudFormation VPC endpoints</a>
   */
  static List<String> ofCloudFormation(String region) {
    String bucket =
        "https://cloudformation-custom-resource-response-" + region.replace("-", "") + ".s3";
    String suffix = PartitionMetadata.of(Region.of(region)).dnsSuffix();
    return Stream.of("", "." + region, "-" + region)
        .map(place -> "%s%s.%s".formatted(bucket, place, suffix))
        .toList();
  }

  /**
   * The URL to call, if it is valid and has one of the origins, so that no one who may start
   * executions can make the function call anything else.
   *
   * @param origins scheme, host and, unless it is the scheme's own, port; {@code *} stands for
   *     letters, digits, dots and hyphens
   */
  Optional<URI> at(List<String> origins) {
    try {
      URI uri = new URI(reveal);
      String origin = (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
      return origins.stream().anyMatch(allowed -> matches(allowed, origin))
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      // Its message contains the URL, so it is dropped.
      return Optional.empty();
    }
  }

  private static boolean matches(String allowed, String origin) {
    String pattern =
        Arrays.stream(allowed.toLowerCase(Locale.ROOT).split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("[a-z0-9.-]+"));
    return Pattern.matches(pattern, origin);
  }

  @Override
  public String toString() {
    return "ResponseUrl[hidden]";
  }
}
