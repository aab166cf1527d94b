package io.keystoreconnector.emulator.world;

import java.util.Map;

/**
 * The partition of a Region. The SDK knows it as well, and a test compares the two; loading the SDK
 * for that would take longer than the commands that need no account.
 */
final class Partition {

  private static final Map<String, String> BY_PREFIX =
      Map.of(
          "cn-", "aws-cn",
          "us-gov-", "aws-us-gov",
          "us-iso-", "aws-iso",
          "us-isob-", "aws-iso-b",
          "eu-isoe-", "aws-iso-e",
          "us-isof-", "aws-iso-f",
          "eusc-", "aws-eusc");

  private Partition() {}

  static String of(String region) {
    return BY_PREFIX.entrySet().stream()
        .filter(entry -> region.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("aws");
  }
}
