package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.CodeBucket;
import io.keystoreconnector.cli.operator.AwsOptions;
import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.runs.Release;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fills the buckets from which everybody can deploy a release. */
@Command(
    name = "publish",
    description = {
      "Puts the templates and the functions' code of this release into your bucket of each Region,"
          + " PREFIX-REGION, below connector/VERSION, from where others deploy it. What is there is"
          + " never overwritten, so a version stays what it is. Without --yes it only shows what it"
          + " would do.",
    },
    footer = {
      "",
      "Examples:",
      "  ./connector publish --bucket-prefix my-artifacts --regions eu-central-1",
      "  ./connector publish --bucket-prefix my-artifacts --regions eu-central-1 --yes"
    })
public final class PublishCommand implements Callable<Integer> {

  private final Installation installation;

  @Option(
      names = "--bucket-prefix",
      paramLabel = "PREFIX",
      required = true,
      description = "Your S3 bucket in each Region is PREFIX-REGION.")
  private @Nullable String bucketPrefix;

  @Option(
      names = "--regions",
      paramLabel = "LIST",
      required = true,
      description = "The Regions, comma-separated.")
  private @Nullable String regions;

  @Option(names = "--yes", description = "Upload what is not there yet.")
  private boolean yes;

  @Mixin private final Output output;

  @Mixin private final AwsOptions aws = new AwsOptions();

  /** The command. */
  public PublishCommand(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException {
    if (aws.namesRegion()) {
      throw new UsageProblem("publish works in the Regions of --regions; leave --region out.");
    }
    String prefix = TemplateOptions.bucketPrefix(bucketPrefix);
    List<String> all = TemplateOptions.regions(regions);
    String version = Release.ofThisCode().version();
    List<DeployableRelease> releases = new ArrayList<>();
    for (DeployableTemplate template : DeployableTemplate.values()) {
      releases.add(DeployableRelease.published(installation, version, template));
    }
    List<CodeBucket> buckets = new ArrayList<>();
    for (String region : all) {
      CodeBucket bucket = new CodeBucket(aws.openIn(region), prefix + "-" + region);
      bucket.require();
      buckets.add(bucket);
    }
    // All of them are compared before the first file goes anywhere.
    List<PublishedRegion> published = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      published.add(PublishedRegion.of(all.get(i), buckets.get(i), prefix, releases));
    }
    if (yes) {
      published.forEach(each -> each.upload(output.pageForPeople()));
    }
    tell(version, published);
    return ExitCode.GOOD;
  }

  private void tell(String version, List<PublishedRegion> published) {
    if (output.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("version", version);
      json.put("uploaded", yes);
      json.put("regions", published.stream().map(PublishedRegion::json).toList());
      output.page().json(json);
      return;
    }
    Page page = output.page();
    published.forEach(each -> each.print(page, yes));
    if (!yes) {
      page.blank();
      page.text(Style.PLAIN, "Nothing was uploaded. To upload what is not there, add --yes.");
    }
  }
}
