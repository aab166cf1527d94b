package io.keystoreconnector.core;

import static io.keystoreconnector.core.ConnectionState.CONNECTED;
import static io.keystoreconnector.core.ConnectionState.DISCONNECTED;
import static io.keystoreconnector.core.ConnectionState.FAILED;
import static io.keystoreconnector.core.Given.a;
import static io.keystoreconnector.core.Given.failed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person can run next is a whole line. */
class CommandWriterTest {

  private static final String START = "./connector start payments";

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void aPersonIsGivenTheCommandThatFits(String what, Given given, List<String> commands) {
    assertThat(lines(given)).isEqualTo(commands);
  }

  static Stream<Arguments> aPersonIsGivenTheCommandThatFits() {
    return Stream.of(
        row(
            "a password",
            failed("INVALID_CREDENTIALS"),
            START + " --secret <SECRET> --before-connect --follow"),
        row(
            "a password, whose secret the deployment has",
            failed("INVALID_CREDENTIALS").deploymentHasSecret("{name}/kmsuser"),
            START + " --secret payments/kmsuser --before-connect --follow"),
        row(
            "a password, whose secret is one of many",
            failed("INVALID_CREDENTIALS").deploymentHasSecret("{name}/*"),
            START + " --secret <SECRET> --before-connect --follow"),
        row(
            "a credential of a proxy",
            failed("INVALID_CREDENTIALS").external(),
            START + " --follow",
            START + " --xks-secret <XKS-SECRET> --before-connect --follow"),
        row(
            "a cluster",
            failed("CLUSTER_NOT_FOUND").noCluster(),
            START + " --cluster <CLUSTER> --before-connect --follow"),
        row(
            "an HSM",
            failed("INSUFFICIENT_CLOUDHSM_HSMS").cluster("ACTIVE"),
            START + " --add-hsm --follow",
            START + " --follow"),
        row(
            "an HSM that the deployment may not buy",
            failed("INSUFFICIENT_CLOUDHSM_HSMS")
                .cluster("ACTIVE")
                .deploymentBuysHsmsFor(AllowList.of(Set.of("cks-other"))),
            START + " --follow"),
        row(
            "a proxy that may have moved",
            failed("XKS_PROXY_NOT_REACHABLE"),
            START + " --follow",
            START + " --xks-endpoint <XKS-ENDPOINT> --before-connect --follow"),
        row(
            "a confirmation",
            failed("INVALID_CREDENTIALS").failedLogIns(3).freshSecret(),
            START + " --secret kmsuser --before-connect --password-told --follow",
            START + " --password-told --follow"),
        row(
            "a run that would go on",
            a(DISCONNECTED).leave().openRepair("INTERNAL_ERROR").dryRun(),
            START + " --leave --follow"),
        row("nothing", a(CONNECTED)),
        row(
            "what was lost with the keys",
            a(CONNECTED).firstSeen(FAILED),
            "./connector diagnose payments --aftermath"),
        row(
            "an update that needs a disconnect",
            a(CONNECTED).update(UpdateField.CLOUD_HSM_CLUSTER_ID, Given.OTHER_CLUSTER),
            START + " --cluster " + Given.OTHER_CLUSTER + " --before-connect --follow"),
        row(
            "an update that needs none",
            a(CONNECTED).external().update(UpdateField.XKS_PROXY_URI_PATH, "/new/kms/xks/v1"),
            START + " --xks-path /new/kms/xks/v1 --now --follow"),
        row(
            "an update for which something is to be corrected",
            a(DISCONNECTED)
                .update(UpdateField.CLOUD_HSM_CLUSTER_ID, Given.OTHER_CLUSTER)
                .refused(ActKind.UPDATE, 290, "CloudHsmClusterNotActiveException"),
            START + " --cluster <CLUSTER> --before-connect --follow"),
        row(
            "the next run, which waits for the HSM that was bought",
            a(DISCONNECTED).cluster("ACTIVE").addHsm().did(ActKind.ADD_HSM, 240).dryRun(),
            START + " --follow"));
  }

  private static Arguments row(String what, Given given, String... commands) {
    return Arguments.of(what, given, List.of(commands));
  }

  /** A run would end at once, as an invalid request. */
  @Test
  void whatTheDeploymentDoesNotAllowIsSaidWithTheCommand() {
    UpdateRules nothing = new UpdateRules(Map.of(), Map.of());
    assertThat(purposes(failed("CLUSTER_NOT_FOUND").noCluster().deploymentAllows(nothing)))
        .containsExactly(
            "when another cluster has two active HSMs and the deployment's KEY_STORE_SETTINGS"
                + " allows cloudHsmClusterId");
    assertThat(purposes(failed("INVALID_CREDENTIALS").deploymentAllows(nothing)))
        .containsExactly(
            "when the secret has a new password and the deployment's KEY_STORE_SECRETS allows it");
    UpdateRules clusters =
        new UpdateRules(Map.of(), Map.of(Given.STORE, Set.of("cloudHsmClusterId")));
    assertThat(purposes(failed("CLUSTER_NOT_FOUND").noCluster().deploymentAllows(clusters)))
        .containsExactly("when another cluster has two active HSMs");
    assertThat(purposes(failed("INVALID_CREDENTIALS").deploymentHasSecret("{name}/*")))
        .containsExactly("when the secret has a new password");
  }

  private static List<String> purposes(Given given) {
    return given.decide().report().commands().stream().map(NextCommand::purpose).toList();
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeThatCallsForAPersonHasACommand(ConnectionErrorCode code) {
    assertThat(lines(failed(code.name()).at(1195)))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith(START).endsWith(" --follow"));
  }

  @Test
  void whatBreaksARuleOrIsNotAllowedHasNoCommand() {
    assertThat(lines(a(CONNECTED).addHsm().deploymentBuysHsmsFor(AllowList.of(Set.of()))))
        .isEmpty();
    assertThat(ReportWriter.rejected("No.").commands()).isEmpty();
  }

  /** The shell refuses "<SECRET>", and a request refuses it in quotation marks. */
  @ParameterizedTest
  @EnumSource
  void noCommandTakesAPlaceholder(UpdateField field) {
    assertThat(field.placeholder()).matches("<[A-Z-]+>");
    assertThat(field.allows(field.placeholder())).isFalse();
  }

  @Test
  void everySettingHasAnOptionOfItsOwn() {
    assertThat(Arrays.stream(UpdateField.values()).map(UpdateField::option))
        .doesNotHaveDuplicates()
        .allMatch(option -> option.startsWith("--"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          payments,              payments
          pay ments,             'pay ments'
          it's,                  'it'\\''s'
          -rf,                   cks-1234567890abcdef0
          cks-0000000000000000a, cks-1234567890abcdef0
          " ",                   cks-1234567890abcdef0
          """)
  void aNameThatAShellOrTheCommandWouldMisreadIsWrittenAsItsId(String name, String word) {
    assertThat(StoreWord.of(Given.STORE, name)).isEqualTo(word);
  }

  @Test
  void aNameWithControlCharactersIsWrittenAsItsId() {
    assertThat(StoreWord.of(Given.STORE, "pay\u001b[2Jments")).isEqualTo(Given.STORE);
    assertThat(StoreWord.of(Given.STORE, "pay\u202ements")).isEqualTo(Given.STORE);
  }

  @Test
  void whoeverCreatesAnHsmMeetsTheLimit() {
    ActResult refused =
        new ActResult(
            ActResult.Outcome.REFUSED, "CloudHsmServiceException", "The HSM limit is reached.");
    Report report =
        a(DISCONNECTED)
            .cluster("ACTIVE")
            .addHsm()
            .calledForHsmIn("a", 200, refused)
            .calledForHsmIn("b", 220, refused)
            .decide()
            .report();
    assertThat(report.reason()).isEqualTo("HSM_NOT_ADDED");
    assertThat(report.guidance())
        .contains("Delete an HSM that nobody needs", "Service Quotas")
        .doesNotContain("or create an HSM");
  }

  private static List<String> lines(Given given) {
    return given.decide().report().commands().stream().map(NextCommand::command).toList();
  }
}
