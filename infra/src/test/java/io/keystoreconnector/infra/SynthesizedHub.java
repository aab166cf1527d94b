package io.keystoreconnector.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.keystoreconnector.infra.hub.ConnectorHub;
import io.keystoreconnector.infra.hub.ConnectorHubProps;
import io.keystoreconnector.infra.hub.HubTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.services.iam.ManagedPolicy;

/** Stacks with a hub, synthesized once for all tests, with cdk-nag checking. */
enum SynthesizedHub {
  /** Without metrics of other accounts. */
  HUB_SMALLEST,
  /** With an e-mail address and a permissions boundary. */
  HUB_EVERYTHING,
  /** The template with parameters. */
  HUB_PLAIN;

  static final String ORGANIZATION = "o-a1b2c3d4e5";
  static final String BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";

  CloudTemplate template() {
    return Objects.requireNonNull(Once.TEMPLATES.get(this));
  }

  List<String> findings() {
    return Objects.requireNonNull(Once.FINDINGS.get(this));
  }

  /** CloudFormation takes no underscore. */
  private String stackName() {
    return name().replace("_", "");
  }

  private void addTo(App app) {
    if (this == HUB_PLAIN) {
      new HubTemplate(app, stackName());
      return;
    }
    Stack stack = new Stack(app, stackName());
    ConnectorHubProps.Builder props = ConnectorHubProps.forOrganization(ORGANIZATION);
    new ConnectorHub(
            stack,
            "Hub",
            this == HUB_SMALLEST
                ? props.withoutMetrics().build()
                : props
                    .email("oncall@example.com")
                    .permissionsBoundary(
                        ManagedPolicy.fromManagedPolicyArn(stack, "Boundary", BOUNDARY))
                    .build())
        .addOutputs();
  }

  private static final class Once {
    static final Map<SynthesizedHub, List<String>> FINDINGS = new EnumMap<>(SynthesizedHub.class);
    static final Map<SynthesizedHub, CloudTemplate> TEMPLATES = new EnumMap<>(SynthesizedHub.class);

    static {
      // Where the build checks them against CloudFormation's own rules.
      App app =
          new App(
              AppProps.builder()
                  .analyticsReporting(false)
                  .stackTraces(false)
                  .treeMetadata(false)
                  .context(Map.of("aws:cdk:enable-path-metadata", true))
                  .outdir("target/synthesized-hub")
                  .build());
      for (SynthesizedHub each : values()) {
        each.addTo(app);
      }
      Aspects.of(app).add(AwsSolutionsChecks.Builder.create().reports(false).build());
      Aspects.of(app).add(NIST80053R5Checks.Builder.create().reports(false).build());
      CloudAssembly assembly = app.synth();
      for (SynthesizedHub each : values()) {
        FINDINGS.put(each, Synthesized.findings(assembly, each.stackName()));
        TEMPLATES.put(
            each, CloudTemplate.parse(read(assembly, each.stackName() + ".template.json")));
      }
    }

    private static String read(CloudAssembly assembly, String file) {
      try {
        return Files.readString(Path.of(assembly.getDirectory(), file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
