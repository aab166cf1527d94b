package io.keystoreconnector.infra.app;

import io.keystoreconnector.infra.ConnectorTemplate;
import io.keystoreconnector.infra.FunctionCode;
import io.keystoreconnector.infra.hub.HubTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;
import tools.jackson.jr.ob.JSON;

/**
 * Writes the plain templates, and the jars that they refer to, into a folder; a step of the build.
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
    Stack connector = new ConnectorTemplate(app, "KeyStoreConnector");
    Stack hub = new HubTemplate(app, "ConnectorHub");
    CloudAssembly assembly = app.synth();
    write(assembly, connector, folder.resolve("keystore-connector.template.json"));
    write(assembly, hub, folder.resolve("connector-hub.template.json"));
    Files.writeString(folder.resolve("release.txt"), FunctionCode.release() + "\n");
    FunctionCode.copyTo(folder);
  }

  private static void write(CloudAssembly assembly, Stack stack, Path file) throws IOException {
    Object json = assembly.getStackByName(stack.getStackName()).getTemplate();
    Files.writeString(file, JSON.std.asString(sorted(json)) + "\n", StandardCharsets.UTF_8);
  }

  /**
   * With the names of each object in order: CDK keeps the order of our maps, and that of {@code
   * Map.of} is another one in each process, so that the bytes of the template would be, too.
   */
  static Object sorted(Object json) {
    if (json instanceof Map<?, ?> object) {
      Map<String, Object> sorted = new TreeMap<>();
      object.forEach((name, value) -> sorted.put(String.valueOf(name), sorted(value)));
      return sorted;
    }
    return json instanceof List<?> list ? list.stream().map(TemplateMaker::sorted).toList() : json;
  }
}
