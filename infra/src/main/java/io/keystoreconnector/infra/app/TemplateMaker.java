package io.keystoreconnector.infra.app;

import io.keystoreconnector.infra.ConnectorTemplate;
import io.keystoreconnector.infra.FunctionCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import tools.jackson.jr.ob.JSON;

/**
 * Writes the plain template, and the jars that it refers to, into a folder; a step of the build.
 */
public final class TemplateMaker {

  private TemplateMaker() {}

  /**
   * Writes the folder named by the first argument.
   *
   * @throws IOException if it cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    App app =
        new App(
            AppProps.builder()
                .analyticsReporting(false)
                .stackTraces(false)
                .treeMetadata(false)
                .build());
    ConnectorTemplate template = new ConnectorTemplate(app, "KeyStoreConnector");
    Object json = app.synth().getStackByName(template.getStackName()).getTemplate();
    Files.writeString(
        folder.resolve("keystore-connector.template.json"),
        JSON.std.asString(json) + "\n",
        StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("release.txt"), FunctionCode.release() + "\n");
    FunctionCode.copyTo(folder);
  }
}
