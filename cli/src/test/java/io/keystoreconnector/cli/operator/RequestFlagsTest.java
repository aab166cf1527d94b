package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.UpdateField;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.jr.ob.JSON;

class RequestFlagsTest {

  @Command
  private static final class Asked {
    @Mixin private final RequestFlags flags = new RequestFlags();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --secret a/b --before-connect | {"update":{"when":"BEFORE_CONNECT","keyStorePasswordSecretId":"a/b"}}
          --secret a/b                  | {"update":{"keyStorePasswordSecretId":"a/b"}}
          --xks-secret a --now          | {"update":{"when":"NOW","xksProxyAuthenticationCredentialSecretId":"a"}}
          --add-hsm --leave             | {"whenDisconnected":"LEAVE","addHsm":true}
          --dry-run --password-told     | {"dryRun":true,"passwordTold":true}
          --max-attempts 5 --window-seconds 600 --poll-seconds 30 | {"maxAttempts":5,"windowSeconds":600,"pollSeconds":30}
          """)
  void optionsAreTheFieldsOfARequest(String options, String json) {
    RequestFlags flags = read(options.split(" ", -1));
    assertThat(JSON.std.asString(flags.json())).isEqualTo(json);
    assertThat(flags.again().strip().split(" ", -1))
        .containsExactlyInAnyOrder(options.split(" ", -1));
    assertThat(flags.given()).isTrue();
  }

  /** Core prints them in the commands of its reports. */
  @ParameterizedTest
  @EnumSource
  void everySettingHasTheOptionThatReportsName(UpdateField field) {
    assertThat(read(field.option(), "x").json())
        .isEqualTo(Map.of("update", Map.of(field.json(), "x")));
  }

  @ParameterizedTest
  @EnumSource
  void aProblemNamesTheOption(UpdateField field) {
    assertThat(RequestFlags.inOptions("update." + field.json() + " must be x."))
        .isEqualTo(field.option() + " must be x.");
  }

  @Test
  void withoutOptionsThereIsNothing() {
    assertThat(read().given()).isFalse();
    assertThat(read().json()).isEmpty();
    assertThat(Stream.of(read().again())).containsExactly("");
  }

  private static RequestFlags read(String... options) {
    Asked asked = new Asked();
    new CommandLine(asked).parseArgs(options);
    return asked.flags;
  }
}
