package io.keystoreconnector.cli.aws;

import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The host at which S3 serves a bucket. */
public final class BucketHost {

  private BucketHost() {}

  /**
   * The host of a bucket in a Region of any partition.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">Virtual
   *     hosting of general purpose buckets</a>
   */
  public static String of(String bucket, String region) {
    String suffix = PartitionMetadata.of(Region.of(region)).dnsSuffix();
    return "%s.s3.%s.%s".formatted(bucket, region, suffix);
  }
}
