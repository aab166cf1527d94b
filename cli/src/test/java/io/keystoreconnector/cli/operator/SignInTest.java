package io.keystoreconnector.cli.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles as the files below ~/.aws have them. */
class SignInTest {

  private static final String CONFIG =
      """
      [default]
      region = eu-central-1
      [sso-session corporation]
      sso_region = eu-central-1
      sso_start_url = https://example.awsapps.com/start
      [profile operations]
      region = eu-central-1
      sso_session = corporation
      sso_account_id = 111122223333
      sso_role_name = Operator
      [profile older]
      region = eu-central-1
      sso_region = eu-central-1
      sso_start_url = https://example.awsapps.com/start
      sso_account_id = 111122223333
      sso_role_name = Operator
      [profile empty]
      region = eu-central-1
      """;

  @TempDir private Path folder;

  /** The modules that sign in are there: else the SDK would say that one is missing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          status --profile operations | You are not signed in, or your session has ended: sign in with aws sso login --profile operations.
          run payments --profile older | You are not signed in, or your session has ended: sign in with aws sso login --profile older.
          status --profile nobody     | Profile nobody does not exist in ~/.aws/config; aws configure list-profiles shows
          status --profile empty      | Profile empty provides no credentials (Profile file contained no credentials for profile 'empty'): check it
          status                      | No AWS credentials found: sign in with aws sso login or aws configure
          """)
  void oneSentenceSaysHowToSignIn(String arguments, String beginning) throws Exception {
    write();
    Process process = Processes.connector(folder, Map.of(), arguments.split(" ", -1)).start();
    assertThat(process.errorReader(UTF_8).readAllAsString()).startsWith(beginning).hasLineCount(1);
    assertThat(process.waitFor()).isEqualTo(2);
  }

  private void write() throws IOException {
    Files.createDirectories(folder.resolve(".aws"));
    Files.writeString(folder.resolve(".aws/config"), CONFIG);
  }
}
