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
 * @param prefix the name of the bucket without the Region
 * @param releases its templates, with the jars of each
 * @param missing the files that were not there
 */
record PublishedRegion(
    String region,
    CodeBucket bucket,
    String prefix,
    List<DeployableRelease> releases,
    List<DeployableFile> missing) {

  /**
   * Looks what is there.
   *
   * @throws io.keystoreconnector.cli.terminal.UsageProblem if a file of this version has other
   *     contents there
   */
  static PublishedRegion of(
      String region, CodeBucket bucket, String prefix, List<DeployableRelease> releases) {
    List<DeployableFile> missing = new ArrayList<>();
    for (DeployableFile file : files(releases)) {
      Optional<ObjectFacts> found = bucket.find(file.key());
      found.ifPresentOrElse(
          object -> file.requireSame(bucket.name(), object), () -> missing.add(file));
    }
    return new PublishedRegion(region, bucket, prefix, releases, missing);
  }

  /** Each once: both templates need a jar. */
  private static List<DeployableFile> files(List<DeployableRelease> releases) {
    return releases.stream().flatMap(release -> release.files().stream()).distinct().toList();
  }

  /** Puts there what is missing. */
  void upload(Page page) {
    Uploads uploads = new Uploads(bucket, page, uri -> {});
    missing.forEach(uploads::put);
  }

  void print(Page page, boolean uploaded) {
    page.text(Style.STRONG, "%s, bucket %s".formatted(region, bucket.name()));
    for (DeployableFile file : files(releases)) {
      String state =
          !missing.contains(file) ? "is there" : uploaded ? "uploaded" : "would be uploaded";
      page.whole(
          missing.contains(file) ? Style.PLAIN : Style.QUIET,
          "%s: %s".formatted(file.key(), state),
          new Page.Part(Style.PLAIN, "  "));
    }
    for (DeployableRelease release : releases) {
      link(release).ifPresent(link -> page.raw("  " + link));
    }
  }

  private Optional<String> link(DeployableRelease release) {
    Map<String, String> parameters = new LinkedHashMap<>();
    switch (release.kind()) {
      case CONNECTOR -> parameters.put(DeployableParameters.CODE_BUCKET_PREFIX, prefix);
      case HUB -> parameters.put(DeployableParameters.CODE_BUCKET, bucket.name());
    }
    parameters.put(DeployableParameters.CODE_PREFIX, release.codePrefix());
    return new QuickCreateLink(region, bucket.name(), release.template().key())
        .of(release.kind().usualStack(), parameters);
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("region", region);
    json.put("bucket", bucket.name());
    json.put("present", keys(files(releases).stream().filter(f -> !missing.contains(f)).toList()));
    json.put("missing", keys(missing));
    for (DeployableRelease release : releases) {
      String name =
          switch (release.kind()) {
            case CONNECTOR -> "quickCreateLink";
            case HUB -> "hubQuickCreateLink";
          };
      json.put(name, link(release).orElse(null));
    }
    return json;
  }

  private static List<String> keys(List<DeployableFile> files) {
    return files.stream().map(DeployableFile::key).toList();
  }
}
