package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.emulator.Bench;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.secretsmanager.model.DecryptionFailureException;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import tools.jackson.jr.ob.JSON;

class SecretsTest {

  private static final String SECRET = "{'secrets': [{'name': 'kmsuser', 'value': 'First12345'}]}";

  private static Map<String, List<String>> stages(Bench bench) {
    return bench.secrets().describeSecret(r -> r.secretId("kmsuser")).versionIdsToStages();
  }

  private static GetSecretValueResponse current(Bench bench) {
    return bench.secrets().getSecretValue(r -> r.secretId("kmsuser"));
  }

  @Test
  void aSecretIsReadByNameArnAndPartialArn() {
    Bench bench = Bench.of(SECRET);
    String arn = current(bench).arn();
    assertThat(arn)
        .matches("arn:aws:secretsmanager:eu-central-1:111122223333:secret:kmsuser-\\w{6}");
    for (String id : List.of(arn, arn.substring(0, arn.length() - 7), "kmsuser")) {
      assertThat(bench.secrets().getSecretValue(r -> r.secretId(id)).secretString())
          .isEqualTo("First12345");
    }
  }

  /** The call of the runbook, with which a person makes a password for kmsuser. */
  @Test
  void aRandomPasswordHasTheLengthAndTheCharactersAskedFor() {
    Bench bench = Bench.of("{}");

    String password =
        bench
            .secrets()
            .getRandomPassword(r -> r.passwordLength(24L).excludePunctuation(true))
            .randomPassword();

    assertThat(password).matches("[A-Za-z0-9]{24}").containsPattern("[0-9]");
    assertThat(bench.secrets().getRandomPassword(r -> {}).randomPassword())
        .hasSize(32)
        .isNotEqualTo(password)
        .containsPattern("[^A-Za-z0-9]");
    assertThat(bench.world().journal().calls().toString()).doesNotContain(password);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "PasswordLength": 4, "IncludeSpace": true                                             | 400 |
          "PasswordLength": 5, "IncludeSpace": true                                             | 200 | .* .*
          "PasswordLength": 3, "RequireEachIncludedType": false                                 | 200 | .{3}
          "PasswordLength": 0                                                                   | 400 |
          "PasswordLength": 4097                                                                | 400 |
          "ExcludeLowercase": true, "ExcludeUppercase": true, "ExcludePunctuation": true        | 200 | [0-9]{32}
          "ExcludeLowercase": true, "ExcludeUppercase": true, "ExcludePunctuation": true, "ExcludeCharacters": "0123456789" | 400 |
          "ExcludeNumbers": true, "ExcludePunctuation": true, "ExcludeCharacters": "abcXYZ"     | 200 | [d-zA-W]{32}
          """)
  void aRandomPasswordFollowsEveryParameter(String parameters, int status, @Nullable String form) {
    AwsEndpoint aws = new AwsEndpoint(Bench.of("{}").world());

    Reply reply = aws.handle("secretsmanager.GetRandomPassword", "{" + parameters + "}");

    assertThat(reply).isInstanceOf(Reply.Answer.class);
    Reply.Answer answer = (Reply.Answer) reply;
    assertThat(answer.status()).isEqualTo(status);
    if (form != null) {
      assertThat(JSON.std.mapFrom(answer.body()).get("RandomPassword")).asString().matches(form);
    }
  }

  @Test
  void aSecretGivenAsAnObjectIsStoredAsJson() {
    Bench bench =
        Bench.of("{'secrets': [{'name': 'kmsuser', 'value': {'password': 'First12345'}}]}");
    assertThat(current(bench).secretString()).isEqualTo("{\"password\":\"First12345\"}");
  }

  @Test
  void aNewVersionTakesAwscurrentAndLeavesAwsprevious() {
    Bench bench = Bench.of(SECRET);
    String first = current(bench).versionId();
    String second =
        bench
            .secrets()
            .putSecretValue(r -> r.secretId("kmsuser").secretString("Second12345"))
            .versionId();
    assertThat(current(bench).secretString()).isEqualTo("Second12345");
    assertThat(stages(bench))
        .isEqualTo(Map.of(first, List.of("AWSPREVIOUS"), second, List.of("AWSCURRENT")));
    assertThat(
            bench
                .secrets()
                .getSecretValue(r -> r.secretId("kmsuser").versionStage("AWSPREVIOUS"))
                .secretString())
        .isEqualTo("First12345");
  }

  @Test
  void aLabelMovesFromVersionToVersionOnlyIfTheCallerKnowsWhereItIs() {
    Bench bench = Bench.of(SECRET);
    String first = current(bench).versionId();
    bench
        .secrets()
        .updateSecretVersionStage(
            r -> r.secretId("kmsuser").versionStage("applied").moveToVersionId(first));
    String second =
        bench
            .secrets()
            .putSecretValue(r -> r.secretId("kmsuser").secretString("Second12345"))
            .versionId();
    assertThatThrownBy(
            () ->
                bench
                    .secrets()
                    .updateSecretVersionStage(
                        r -> r.secretId("kmsuser").versionStage("applied").moveToVersionId(second)))
        .isInstanceOf(InvalidParameterException.class);
    bench
        .secrets()
        .updateSecretVersionStage(
            r ->
                r.secretId("kmsuser")
                    .versionStage("applied")
                    .moveToVersionId(second)
                    .removeFromVersionId(first));
    assertThat(stages(bench).get(second)).containsExactlyInAnyOrder("AWSCURRENT", "applied");
  }

  @Test
  void movingAwscurrentBackMovesAwspreviousToo() {
    Bench bench = Bench.of(SECRET);
    String first = current(bench).versionId();
    String second =
        bench.secrets().putSecretValue(r -> r.secretId("kmsuser").secretString("x")).versionId();
    bench
        .secrets()
        .updateSecretVersionStage(
            r ->
                r.secretId("kmsuser")
                    .versionStage("AWSCURRENT")
                    .moveToVersionId(first)
                    .removeFromVersionId(second));
    assertThat(stages(bench))
        .isEqualTo(Map.of(first, List.of("AWSCURRENT"), second, List.of("AWSPREVIOUS")));
  }

  @Test
  void aVersionWithoutLabelsIsNoLongerListed() {
    Bench bench = Bench.of(SECRET);
    for (String value : List.of("a", "b", "c")) {
      bench.secrets().putSecretValue(r -> r.secretId("kmsuser").secretString(value));
    }
    assertThat(stages(bench)).hasSize(2);
  }

  @Test
  void aSecretEncryptedInTheKeyStoreItselfOpensOnlyWhileThatIsConnected() {
    Bench bench =
        Bench.of(
            """
            {'keyStores': [{'name': 'store'}], 'clusters': [{}],
             'secrets': [{'name': 'kmsuser', 'value': 'x', 'encryptedWith': 'store'}]}
            """);
    assertThatThrownBy(() -> current(bench)).isInstanceOf(DecryptionFailureException.class);
    bench.connect().pass(240);
    assertThat(current(bench).secretString()).isEqualTo("x");
  }
}
