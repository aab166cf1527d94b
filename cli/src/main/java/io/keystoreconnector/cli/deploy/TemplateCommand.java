package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.terminal.ExitCode;
import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.OutputProblem;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.cli.terminal.Terminal;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.ShellWord;
import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Provides the plain template and its jars as the build made them. */
@Command(
    name = "template",
    description = {
      "Makes the CloudFormation template and the jars with the functions, and prints the"
          + " commands that deploy them: in one account and Region, or with --bucket-prefix in an"
          + " organization. Needs no AWS account and no CDK."
    },
    footer = {
      "",
      "Examples:",
      "  ./connector template --bucket my-artifacts --key-stores cks-1234567890abcdef0",
      "  ./connector template --bucket-prefix my-artifacts --key-stores 'prod-*'"
    })
public final class TemplateCommand implements Callable<Integer> {

  private final Installation installation;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Copy them there. Default: leave them where the build made them.")
  private @Nullable String out;

  @Mixin private final TemplateOptions options = new TemplateOptions();
  @Mixin private final Output output;

  /** The command. */
  public TemplateCommand(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws IOException {
    options.refuseMixture();
    // Before any file is written.
    Map<String, String> parameters = options.parameters();
    String name = options.name();
    String bucket = options.bucket();
    String bucketPrefix = options.bucketPrefix();
    List<String> regions = options.regions();
    String accounts = options.organization();
    Path folder = folder();
    String prefix = DeployableRelease.prefix(folder);
    TemplateDeployment deployment =
        new TemplateDeployment(folder.toString(), name, prefix, parameters);
    if (options.isForOrganization()) {
      tell(
          deployment,
          deployment.upload(bucketPrefix, regions),
          deployment.stackSet(bucketPrefix, regions, accounts),
          options.namesRegions() ? deployment.links(bucketPrefix, regions) : List.of());
    } else {
      tell(deployment, deployment.upload(bucket), deployment.stack(bucket), List.of());
    }
    return ExitCode.GOOD;
  }

  private void tell(
      TemplateDeployment deployment, String upload, String deploy, List<String> links) {
    Page page = output.page();
    if (output.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("template", deployment.template());
      json.put("upload", upload);
      json.put("deploy", deploy);
      json.put("quickCreateLinks", links);
      page.json(json);
      return;
    }
    page.raw("The template is " + deployment.template() + ".");
    page.blank();
    page.raw("Upload the functions, then deploy:");
    page.blank();
    page.raw(upload);
    page.raw(deploy);
    page.blank();
    if (!links.isEmpty()) {
      page.raw("Or, for one stack in the account you are signed in to, open in the console:");
      page.blank();
      links.forEach(page::raw);
      page.blank();
    }
    page.text(
        Style.PLAIN,
        options.isWithoutSecretTemplate()
            ? "For runs that send KMS a new password, give --secret-template with the name that"
                + " your secrets have, such as connector/{name}/kmsuser. For a secret with another"
                + " name, add to the second command: CredentialArns= with the ARN of the secret;"
                + " KeyStoreSecrets= with the key store that it is for, such as"
                + " cks-1234567890abcdef0=kmsuser; and CredentialKeyArns= with the ARN of its key,"
                + " if that is your own key. docs/deploy.md lists all parameters."
            : "docs/deploy.md lists all parameters.");
  }

  private Path folder() throws IOException {
    Path built = installation.template();
    var unusedFile = DeployableTemplate.CONNECTOR.builtIn(built);
    Path here = Path.of("").toAbsolutePath();
    if (out == null) {
      return built.startsWith(here) ? here.relativize(built) : built;
    }
    Path to = made(out);
    try (Stream<Path> files = Files.list(built)) {
      for (Path file : files.toList()) {
        copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  private static Path made(String name) {
    try {
      if (!name.isEmpty() && Files.isWritable(Files.createDirectories(Path.of(name)))) {
        return Path.of(name);
      }
    } catch (IOException | InvalidPathException e) {
      // It is a file, is below one, or may not be made.
    }
    throw new UsageProblem(
        "--out must be a folder that you may write to, not %s.".formatted(ShellWord.of(name)));
  }

  private static void copy(Path file, Path to) {
    try {
      Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new OutputProblem("--out: %s could not be written.".formatted(to));
    }
  }
}
