package io.keystoreconnector.cli.aws;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The host of the AWS console, which is another one in each partition. */
public final class ConsoleHost {

  private static final Map<String, String> BY_PARTITION =
      Map.of(
          "aws", "console.aws.amazon.com",
          "aws-us-gov", "console.amazonaws-us-gov.com",
          "aws-cn", "console.amazonaws.cn",
          "aws-eusc", "console.amazonaws-eusc.eu");

  private ConsoleHost() {}

  /** That of a Region; empty if its partition's is not public. */
  public static Optional<String> of(String region) {
    return ofPartition(PartitionMetadata.of(Region.of(region)).id());
  }

  /** That of a partition, such as {@code aws-cn}; empty if it is not public. */
  public static Optional<String> ofPartition(String partition) {
    return Optional.ofNullable(BY_PARTITION.get(partition));
  }
}
