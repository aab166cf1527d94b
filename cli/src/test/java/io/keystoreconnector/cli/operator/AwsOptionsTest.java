package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.cli.aws.Place;
import io.keystoreconnector.cli.aws.Session;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The options in a command that is printed for pasting. */
class AwsOptionsTest {

  @BeforeAll
  static void signIn() {
    Shell.signIn();
  }

  private static AwsOptions options(String words) {
    return CommandLine.populateCommand(new AwsOptions(), words.split(";"));
  }

  @ParameterizedTest
  @CsvSource({
    "--region;eu-west-1, ' --region eu-west-1'",
    "--profile;ops, ' --profile ops'",
    "--profile;the ops, ' --profile ''the ops'''",
    "--endpoint-url;http://127.0.0.1:1, ' --endpoint-url http://127.0.0.1:1'",
    "--profile;a;--region;b, ' --region b --profile a'"
  })
  void everyOptionIsGivenAgain(String given, String again) {
    assertThat(options(given).again()).isEqualTo(again);
  }

  @ParameterizedTest
  @CsvSource({
    "--profile;ops, ' --region eu-central-1 --profile ops'",
    "--region;eu-west-1, ' --region eu-west-1'"
  })
  void theAwsCliAlwaysGetsTheRegion(String given, String words) {
    String region = given.contains("eu-west-1") ? "eu-west-1" : null;
    Session session = Session.open(new Place(region, null, null));
    assertThat(options(given).forAwsCli(session)).isEqualTo(words);
  }
}
