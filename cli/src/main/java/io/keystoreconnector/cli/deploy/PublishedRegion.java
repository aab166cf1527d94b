package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.CodeBucket;
import io.keystoreconnector.cli.aws.ObjectFacts;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A release in the bucket of a Region.
 *
 * @param missing the files that were not there
 */
record PublishedRegion(
    String region, CodeBucket bucket, DeployableRelease release, List<DeployableFile> missing) {

  /**
   * Looks what is there.
   *
   * @throws io.keystoreconnector.cli.terminal.UsageProblem if a file of this version has other
   *     contents there
   */
  static PublishedRegion of(String region, CodeBucket bucket, DeployableRelease release) {
    List<DeployableFile> missing = new ArrayList<>();
    for (DeployableFile file : release.files()) {
      Optional<ObjectFacts> found = bucket.find(file.key());
      found.ifPresentOrElse(
          object -> file.requireSame(bucket.name(), object), () -> missing.add(file));
    }
    return new PublishedRegion(region, bucket, release, missing);
  }

  /** Puts there what is missing. */
  void upload(Page page) {
    Uploads uploads = new Uploads(bucket, page, uri -> {});
    missing.forEach(uploads::put);
  }

  void print(Page page, boolean uploaded, Map<String, String> parameters) {
    page.text(Style.STRONG, "%s, bucket %s".formatted(region, bucket.name()));
    for (DeployableFile file : release.files()) {
      String state =
          !missing.contains(file) ? "is there" : uploaded ? "uploaded" : "would be uploaded";
      page.whole(
          missing.contains(file) ? Style.PLAIN : Style.QUIET,
          "%s: %s".formatted(file.key(), state),
          new Page.Part(Style.PLAIN, "  "));
    }
    link(parameters).ifPresent(link -> page.raw("  " + link));
  }

  private Optional<String> link(Map<String, String> parameters) {
    return new QuickCreateLink(region, bucket.name(), release.template().key())
        .of(StackOptions.USUAL_NAME, parameters);
  }

  Map<String, @Nullable Object> json(Map<String, String> parameters) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("region", region);
    json.put("bucket", bucket.name());
    json.put("present", keys(release.files().stream().filter(f -> !missing.contains(f)).toList()));
    json.put("missing", keys(missing));
    json.put("quickCreateLink", link(parameters).orElse(null));
    return json;
  }

  private static List<String> keys(List<DeployableFile> files) {
    return files.stream().map(DeployableFile::key).toList();
  }
}
