package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.CodeBucket;
import io.keystoreconnector.cli.aws.ObjectFacts;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts files into a bucket that are not there yet.
 *
 * @param uploaded hears where each was put
 */
record Uploads(CodeBucket bucket, Page page, Consumer<String> uploaded) {

  private static final long KILOBYTE = 1_000;
  private static final long MEGABYTE = 1_000_000;

  /**
   * Puts a file there, unless it is there.
   *
   * @throws io.keystoreconnector.cli.terminal.UsageProblem if another file is there
   */
  void put(DeployableFile file) {
    Optional<ObjectFacts> found = bucket.find(file.key());
    if (found.isEmpty()) {
      tell(file);
      if (bucket.put(file.key(), file.file(), file.sha256())) {
        uploaded.accept(uri(file));
        return;
      }
      // Somebody else was faster.
      found = bucket.find(file.key());
    }
    found.ifPresent(object -> file.requireSame(bucket.name(), object));
  }

  private void tell(DeployableFile file) {
    page.whole(Style.QUIET, "Uploading %s (%s).".formatted(uri(file), size(file.size())));
  }

  static String size(long bytes) {
    return bytes < MEGABYTE
        ? Math.ceilDiv(bytes, KILOBYTE) + " kB"
        : "%.1f MB".formatted((double) bytes / MEGABYTE);
  }

  private String uri(DeployableFile file) {
    return "s3://%s/%s".formatted(bucket.name(), file.key());
  }
}
