package io.keystoreconnector.infra.app;

import io.keystoreconnector.infra.InvalidDeployment;
import java.nio.file.Path;
import java.util.Objects;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** What {@code cdk} runs: it creates the stack from the configuration file. */
public final class ConnectorApp {

  private ConnectorApp() {}

  /** Ends with exit code 2 and one sentence if the configuration is not valid. */
  public static void main(String[] args) {
    App app = new App(AppProps.builder().analyticsReporting(false).build());
    Object file =
        Objects.requireNonNullElse(app.getNode().tryGetContext("config"), "connector.json");
    try {
      new ConnectorStack(app, Configuration.read(Path.of(String.valueOf(file))));
    } catch (InvalidConfiguration | InvalidDeployment e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    app.synth();
  }
}
