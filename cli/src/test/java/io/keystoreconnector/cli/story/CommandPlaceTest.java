package io.keystoreconnector.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandPlaceTest {

  private static final String START = "./connector start payments --add-hsm --follow";
  private static final String DIAGNOSE = "./connector diagnose payments --aftermath";

  @Test
  void whereTheWorkflowIsDeployedACommandStartsIt() {
    CommandPlace place = new CommandPlace(false, " --stack mine", " --region us-east-1");
    assertThat(place.line(START)).isEqualTo(START + " --stack mine --region us-east-1");
    assertThat(place.line(DIAGNOSE)).isEqualTo(DIAGNOSE + " --region us-east-1");
  }

  @Test
  void onThisMachineItRunsIt() {
    CommandPlace place = new CommandPlace(true, "", " --profile operations");
    assertThat(place.line(START))
        .isEqualTo("./connector run payments --add-hsm --profile operations");
    assertThat(place.line(DIAGNOSE)).isEqualTo(DIAGNOSE + " --profile operations");
  }
}
