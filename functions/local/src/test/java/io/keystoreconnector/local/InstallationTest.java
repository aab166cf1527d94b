package io.keystoreconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InstallationTest {

  @Test
  void aSourceTreeHoldsWhatIsReadFromIt() {
    Installation installation = Installation.ofThisProcess();
    assertThat(installation.handlersJar()).isRegularFile();
    assertThat(installation.stateMachine()).isRegularFile();
    assertThat(installation.runbook()).isRegularFile();
    assertThat(installation.scenarios()).isDirectory();
    assertThat(installation.smallWorlds()).isDirectory();
    assertThat(installation.definition()).startsWith("{").contains("Find key store");
    assertThat(installation.fleetDefinition()).startsWith("{").contains("List key stores");
  }

  @Test
  void onlyTheScenariosCanComeFromElsewhere() {
    Path folder = Path.of("elsewhere");
    Installation installation = Installation.ofThisProcess();
    assertThat(installation.withScenarios(folder).scenarios()).isEqualTo(folder);
    assertThat(installation.withScenarios(folder).withScenarios(installation.scenarios()))
        .isEqualTo(installation);
  }
}
