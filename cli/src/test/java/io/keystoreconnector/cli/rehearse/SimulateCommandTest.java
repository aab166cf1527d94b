package io.keystoreconnector.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class SimulateCommandTest {

  @Test
  @EnabledIfSystemProperty(named = "connector.proof", matches = "true")
  void thePageOfACompanyHasItsTables() throws IOException {
    Result result = Shell.ofThisTree().connector("simulate");
    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(Files.readString(Installation.ofThisProcess().root().resolve("docs/company.md")))
        .as(result.out())
        .contains(result.out().strip());
  }

  @Test
  @EnabledIfSystemProperty(named = "connector.proof", matches = "true")
  void anotherSeedMakesOtherMomentsAndRestsOnTheSame() throws IOException {
    String[] other =
        Shell.ofThisTree().connector("simulate", "--seed", "2").out().split("\n\n", -1);
    String page = Files.readString(Installation.ofThisProcess().root().resolve("docs/company.md"));
    assertThat(page).doesNotContain(other[0].strip()).contains(other[1].strip());
  }
}
