package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.CallRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudhsmv2.model.CloudHsmInternalFailureException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;
import software.amazon.awssdk.services.secretsmanager.model.InternalServiceErrorException;

class FaultsTest {

  private static Bench with(String fault) {
    return Bench.of(
        """
        {'keyStores': [{'name': 'store'}], 'clusters': [{}],
         'secrets': [{'name': 'kmsuser', 'value': 'Secret12345'}], 'faults': [%s]}
        """
            .formatted(fault));
  }

  /** One letter for each Describe: o for an answer, x for a refusal. */
  private static String pattern(Bench bench, int calls, double secondsApart) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < calls; i++) {
      pattern.append(catchThrowable(bench::look) == null ? 'o' : 'x');
      bench.pass(secondsApart);
    }
    return pattern.toString();
  }

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'fault': 'THROTTLE'                                      | xoooooo
          'fault': 'THROTTLE', 'count': 2                          | xxooooo
          'fault': 'THROTTLE', 'nth': 3                            | ooxoooo
          'fault': 'THROTTLE', 'nth': 3, 'count': 2                | ooxxooo
          'fault': 'THROTTLE', 'nth': 3, 'count': 'ALL'            | ooxxxxx
          'fault': 'THROTTLE', 'from': 2, 'to': 4                  | ooxxooo
          'fault': 'THROTTLE', 'from': 2, 'count': 1               | ooxoooo
          'fault': 'THROTTLE', 'from': 2, 'nth': 2, 'count': 1     | oooxooo
          'fault': 'SERVER_ERROR', 'count': 3                      | xxxoooo
          'fault': 'ACCESS_DENIED'                                 | xxxxxxx
          'fault': 'ACCESS_DENIED', 'to': 3                        | xxxoooo
          'fault': 'LOST_REQUEST'                                  | xoooooo
          'fault': 'LOST_RESPONSE'                                 | xoooooo
          'fault': 'THROTTLE', 'operation': 'ConnectCustomKeyStore' | ooooooo
          """)
  void aFaultStrikesTheCallsItIsPlannedFor(String fault, String pattern) {
    String planned =
        fault.contains("operation") ? fault : fault + ", 'operation': 'DescribeCustomKeyStores'";
    assertThat(pattern(with("{" + planned + "}"), 7, 1)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @EnumSource(AwsError.class)
  void everyNamedErrorArrivesUnderItsNameAndStatus(AwsError error) {
    Bench bench = with("{'fault': 'REFUSE', 'error': '%s'}".formatted(error.wireName()));
    AwsServiceException seen = catchThrowableOfType(AwsServiceException.class, bench::look);
    assertThat(seen.awsErrorDetails().errorCode()).isEqualTo(error.wireName());
    assertThat(seen.statusCode()).isEqualTo(error.status());
    assertThat(seen.awsErrorDetails().errorMessage()).isNotBlank();
  }

  @Test
  void errorsOfTheModelArriveAsTheSdksOwnExceptions() {
    Bench bench = with("{'fault': 'SERVER_ERROR', 'count': 'ALL'}");
    assertThatThrownBy(bench::look).isInstanceOf(KmsInternalException.class);
    assertThatThrownBy(() -> bench.cloudHsm().describeClusters())
        .isInstanceOf(CloudHsmInternalFailureException.class)
        .hasMessageContaining("internal error");
    assertThatThrownBy(() -> bench.secrets().getSecretValue(r -> r.secretId("kmsuser")))
        .isInstanceOf(InternalServiceErrorException.class);
  }

  @Test
  void deniedAccessNamesTheMissingAction() {
    Bench bench = with("{'fault': 'ACCESS_DENIED', 'operation': 'DescribeClusters'}");
    assertThatThrownBy(() -> bench.cloudHsm().describeClusters())
        .hasMessageContaining("not authorized to perform: cloudhsm:DescribeClusters");
  }

  @Test
  void aLostResponseTakesEffectExactlyOnce() {
    Bench bench = with("{'fault': 'LOST_RESPONSE', 'operation': 'CreateHsm'}");
    String cluster = bench.world().clusters().all().getFirst().id();
    assertThatThrownBy(
            () ->
                bench
                    .cloudHsm()
                    .createHsm(r -> r.clusterId(cluster).availabilityZone("eu-central-1a")))
        .isInstanceOf(SdkClientException.class);
    assertThat(bench.world().clusters().all().getFirst().hsms()).hasSize(3);
    CallRecord call = bench.world().journal().calls().getLast();
    assertThat(call.status()).isZero();
    assertThat(call.error()).isEqualTo("LOST_RESPONSE");
    assertThat(call.result()).containsKey("Hsm");
  }

  @Test
  void aLostRequestTakesNoEffect() {
    Bench bench = with("{'fault': 'LOST_REQUEST', 'operation': 'ConnectCustomKeyStore'}");
    assertThatThrownBy(bench::connect).isInstanceOf(SdkClientException.class);
    assertThat(bench.state()).isEqualTo("DISCONNECTED");
    assertThat(bench.connect().state()).isEqualTo("CONNECTING");
  }

  @Test
  void aSlowCallTakesItsTimeOnTheWorldsClock() {
    Bench bench = with("{'fault': 'LATENCY', 'seconds': 2.5, 'nth': 2}");
    bench.look();
    bench.look();
    bench.look();
    assertThat(bench.world().journal().calls().stream().map(CallRecord::atMillis))
        .containsExactly(0L, 2500L, 2500L);
  }

  @Test
  void everyCallCanTakeItsTime() {
    Bench bench =
        Bench.of("{'settings': {'latencyMillis': 30}, 'keyStores': [{'name': 'x', 'xks': {}}]}");
    bench.look();
    bench.look();
    assertThat(bench.world().moment()).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INTERNAL_ERROR",
        "NETWORK_ERRORS",
        "XKS_PROXY_TIMED_OUT",
        "A_CODE_NOBODY_KNOWS_YET"
      })
  void anyCodeCanBeForcedOnTheNthConnect(String code) {
    Bench bench = with("{'fault': 'CONNECT_FAILS', 'code': '%s', 'nth': 2}".formatted(code));
    List<String> ends = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ends.add(bench.connect().pass(240).state());
      bench.disconnect().pass(20);
    }
    assertThat(ends).containsExactly("CONNECTED", "FAILED " + code, "CONNECTED");
    assertThat(bench.events()).doesNotContain("LOG_IN_FAILED");
  }

  @Test
  void aConnectCanNeverEnd() {
    Bench bench = with("{'fault': 'CONNECT_NEVER_ENDS'}").connect();
    assertThat(bench.pass(1_000_000).state()).isEqualTo("CONNECTING");
    assertThat(bench.disconnect().pass(20).state()).isEqualTo("DISCONNECTED");
    assertThat(bench.connect().pass(240).state()).isEqualTo("CONNECTED");
  }

  @Test
  void aConnectCanTakeNineteenMinutes() {
    Bench bench = with("{'fault': 'CONNECT_TAKES', 'seconds': 1140}").connect();
    assertThat(bench.pass(1139).state()).isEqualTo("CONNECTING");
    assertThat(bench.pass(1).state()).isEqualTo("CONNECTED");
  }

  @Test
  void aConnectFaultCanBeMeantForOneStore() {
    Bench bench = with("{'fault': 'CONNECT_FAILS', 'code': 'INTERNAL_ERROR', 'keyStore': 'other'}");
    assertThat(bench.connect().pass(240).state()).isEqualTo("CONNECTED");
  }

  @Test
  void theQuotaOfEachKmsOperationIsFiveASecond() {
    Bench bench = with("");
    assertThat(pattern(bench, 7, 0)).isEqualTo("oooooxx");
    assertThat(catchThrowable(bench::connect)).as("another operation").isNull();
    assertThat(pattern(bench.pass(0.999), 1, 0)).isEqualTo("x");
    assertThat(pattern(bench.pass(0.001), 6, 0)).isEqualTo("ooooox");
    assertThatThrownBy(bench::look)
        .isInstanceOfSatisfying(
            KmsException.class, e -> assertThat(e.isThrottlingException()).isTrue());
  }

  @ParameterizedTest
  @CsvSource({"0, oooooooo", "2, ooxxxxxx"})
  void theQuotaCanBeChanged(int perSecond, String pattern) {
    Bench bench =
        Bench.of(
            "{'settings': {'requestsPerSecond': %d}, 'keyStores': [{'name': 'x', 'xks': {}}]}"
                .formatted(perSecond));
    assertThat(pattern(bench, 8, 0)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @CsvSource({
    "ConnectCustomKeyStore, CloudHsmClusterNotActive",
    "ConnectCustomKeyStore, CloudHsmClusterInvalidConfigurationException",
    "UpdateCustomKeyStore, CloudHsmClusterNotRelated"
  })
  void aNamedErrorCanBePlannedWithOrWithoutItsSuffix(String operation, String error) {
    Bench bench =
        with("{'fault': 'REFUSE', 'operation': '%s', 'error': '%s'}".formatted(operation, error));
    Throwable refusal =
        catchThrowable(
            () -> {
              if (operation.startsWith("Connect")) {
                bench.connect();
              } else {
                bench.kms().updateCustomKeyStore(r -> r.customKeyStoreId(bench.id()));
              }
            });
    assertThat(refusal.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .startsWith(error.toLowerCase(Locale.ROOT));
    assertThat(bench.state()).isEqualTo("DISCONNECTED");
  }
}
