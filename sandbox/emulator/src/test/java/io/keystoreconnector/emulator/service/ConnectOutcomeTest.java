package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.world.SecretVisibility;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a connect ends follows from the state of the cluster, kmsuser or the proxy by then. */
class ConnectOutcomeTest {

  private static final String WRONG =
      """
      {'keyStores': [{'name': 'store', 'password': 'Wrong12345'}],
       'clusters': [{'kmsuser': 'Right12345'}]}
      """;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECTED                                    | {}
          CONNECTED                                    | {'hsms': 1}
          CONNECTED                                    | {'hsms': [{}, {'state': 'DEGRADED', 'kmsuser': 'Other12345'}]}
          INSUFFICIENT_CLOUDHSM_HSMS                   | {'hsms': 0}
          INSUFFICIENT_CLOUDHSM_HSMS                   | {'hsms': [{'state': 'CREATE_IN_PROGRESS'}]}
          INSUFFICIENT_CLOUDHSM_HSMS                   | {'hsms': [{'state': 'DEGRADED'}]}
          INVALID_CREDENTIALS                          | {'hsms': [{}, {'kmsuser': 'Other12345'}]}
          USER_NOT_FOUND                               | {'kmsuser': {'present': false}}
          USER_NOT_FOUND                               | {'hsms': [{}, {'kmsuser': {'present': false}}]}
          USER_LOCKED_OUT                              | {'kmsuser': {'locked': true}}
          USER_LOCKED_OUT                              | {'kmsuser': {'failedLogIns': 5}}
          USER_LOCKED_OUT                              | {'hsms': [{}, {'kmsuser': {'locked': true}}]}
          USER_LOGGED_IN                               | {'kmsuser': {'loggedIn': true}}
          CLUSTER_NOT_FOUND                            | {'state': 'DELETED'}
          CLUSTER_NOT_FOUND                            | {'state': 'DELETE_IN_PROGRESS'}
          SUBNET_NOT_FOUND                             | {'subnets': 'MISSING'}
          INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET        | {'subnets': 'FULL'}
          """)
  void aConnectToACluster(String end, String cluster) {
    Bench bench = Bench.of("{'keyStores': [{'name': 'store'}], 'clusters': [" + cluster + "]}");
    assertThat(bench.connect().pass(239.999).state()).isEqualTo("CONNECTING");
    assertThat(bench.pass(0.001).state()).isEqualTo(outcome(end));
  }

  @ParameterizedTest(name = "{0}: xks {1}, proxy {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECTED                                      | PUBLIC_ENDPOINT      | {}
          INVALID_CREDENTIALS                            | PUBLIC_ENDPOINT      | {'accessKeyId': 'TSRQPONMLKJIHGFEDCBA'}
          INVALID_CREDENTIALS                            | PUBLIC_ENDPOINT      | {'secretAccessKey': 'another'}
          XKS_PROXY_TIMED_OUT                            | PUBLIC_ENDPOINT      | {'answers': 'TIMED_OUT'}
          XKS_PROXY_INVALID_RESPONSE                     | PUBLIC_ENDPOINT      | {'answers': 'INVALID_RESPONSE'}
          XKS_PROXY_NOT_REACHABLE                        | PUBLIC_ENDPOINT      | {'answers': 'NOT_REACHABLE'}
          XKS_PROXY_NOT_REACHABLE                        | PUBLIC_ENDPOINT      | {'endpoint': 'https://moved.example.com'}
          XKS_PROXY_ACCESS_DENIED                        | PUBLIC_ENDPOINT      | {'answers': 'ACCESS_DENIED'}
          XKS_PROXY_INVALID_TLS_CONFIGURATION            | PUBLIC_ENDPOINT      | {'answers': 'INVALID_TLS_CONFIGURATION'}
          XKS_PROXY_INVALID_CONFIGURATION                | PUBLIC_ENDPOINT      | {'path': '/moved/kms/xks/v1'}
          CONNECTED                                      | VPC_ENDPOINT_SERVICE | {}
          XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND             | VPC_ENDPOINT_SERVICE | {'vpcService': 'MISSING'}
          XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND             | VPC_ENDPOINT_SERVICE | {'vpcServiceName': 'com.amazonaws.vpce.eu-central-1.vpce-svc-2'}
          XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND             | VPC_ENDPOINT_SERVICE | {'vpcServiceOwner': '444455556666'}
          XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION | VPC_ENDPOINT_SERVICE | {'vpcService': 'INVALID'}
          CONNECTED                                      | PUBLIC_ENDPOINT      | {'vpcService': 'MISSING'}
          """)
  void aConnectToAProxy(String end, String connectivity, String proxy) {
    String service = "'vpcServiceName': 'com.amazonaws.vpce.eu-central-1.vpce-svc-1'";
    Bench bench =
        Bench.of(
            "{'keyStores': [{'name': 'x', 'xks': {'connectivity': '%s', %s}, 'proxy': %s}]}"
                .formatted(connectivity, service, proxy));
    assertThat(bench.connect().pass(240).state()).isEqualTo(outcome(end));
  }

  private static String outcome(String end) {
    return end.equals("CONNECTED") ? end : "FAILED " + end;
  }

  @Test
  void fiveWrongLogInsLockKmsuserOnEveryHsmThatRefused() {
    Bench bench = Bench.of(WRONG);
    for (int i = 0; i < 5; i++) {
      assertThat(attempt(bench)).isEqualTo("FAILED INVALID_CREDENTIALS");
    }
    assertThat(bench.events().stream().filter("LOG_IN_FAILED"::equals)).hasSize(10);
    assertThat(bench.events().stream().filter("KMSUSER_LOCKED"::equals)).hasSize(2);
    assertThat(attempt(bench)).isEqualTo("FAILED USER_LOCKED_OUT");
    assertThat(bench.events().stream().filter("LOG_IN_FAILED"::equals)).hasSize(10);
  }

  private static String attempt(Bench bench) {
    if (!bench.state().equals("DISCONNECTED")) {
      bench.disconnect().pass(20);
    }
    return bench.connect().pass(240).state();
  }

  @Test
  void aSuccessfulLogInForgetsTheFailedOnes() {
    Bench bench =
        Bench.of(
            """
            {'keyStores': [{'name': 'store'}], 'clusters': [{'kmsuser': {'failedLogIns': 4}}]}
            """);
    bench.connect().pass(240).look();
    Object hsms = bench.world().toJson(SecretVisibility.CLEAR).get("clusters");
    assertThat(String.valueOf(hsms).replaceAll("backup=\\{[^}]*}", ""))
        .contains("failedLogIns=0")
        .doesNotContain("failedLogIns=4");
  }

  @Test
  void everySuccessRotatesThePasswordSoThatAnOlderCopyIsWrong() {
    Bench bench =
        Bench.of(
            """
            {'keyStores': [{'name': 'store', 'password': 'Initial12345'}],
             'clusters': [{'kmsuser': 'Initial12345'}]}
            """);
    assertThat(attempt(bench)).isEqualTo("CONNECTED");
    assertThat(attempt(bench)).as("KMS knows the new one").isEqualTo("CONNECTED");
    bench.disconnect().pass(20);
    bench
        .kms()
        .updateCustomKeyStore(r -> r.customKeyStoreId(bench.id()).keyStorePassword("Initial12345"));
    assertThat(attempt(bench)).isEqualTo("FAILED INVALID_CREDENTIALS");
    assertThat(bench.events().stream().filter("PASSWORD_ROTATED"::equals)).hasSize(2);
  }

  @Test
  void tellingKmsTheRightPasswordHeals() {
    Bench bench = Bench.of(WRONG);
    assertThat(attempt(bench)).isEqualTo("FAILED INVALID_CREDENTIALS");
    bench.disconnect().pass(20);
    bench
        .kms()
        .updateCustomKeyStore(r -> r.customKeyStoreId(bench.id()).keyStorePassword("Right12345"));
    assertThat(attempt(bench)).isEqualTo("CONNECTED");
  }

  @Test
  void theErrorCodeIsGoneOnceTheStoreIsDisconnecting() {
    Bench bench = Bench.of(WRONG);
    attempt(bench);
    assertThat(bench.disconnect().state()).isEqualTo("DISCONNECTING");
    assertThat(bench.pass(20).state()).isEqualTo("DISCONNECTED");
  }

  @Test
  void aConnectedStoreStaysConnectedWhenItsClusterDies() {
    Bench bench =
        Bench.of(
            """
            {'keyStores': [{'name': 's', 'state': 'CONNECTED'}],
             'clusters': [{'id': 'cluster-abcdefghijk'}],
             'people': [{'at': 5, 'does': 'DELETE_CLUSTER', 'cluster': 'cluster-abcdefghijk'}]}
            """);
    assertThat(bench.pass(100).state()).isEqualTo("CONNECTED");
  }

  @Test
  void anHsmAddedToAnEmptyClusterHasThePasswordOfTheBackup() {
    Bench bench =
        Bench.of(
            """
            {'keyStores': [{'name': 's', 'password': 'Latest12345'}],
             'clusters': [{'id': 'cluster-abcdefghijk', 'hsms': 0, 'backup': 'Older12345'}]}
            """);
    bench
        .cloudHsm()
        .createHsm(r -> r.clusterId("cluster-abcdefghijk").availabilityZone("eu-central-1a"));
    bench.pass(720);
    assertThat(attempt(bench)).isEqualTo("FAILED INVALID_CREDENTIALS");
  }

  @Test
  void anHsmAddedToARunningClusterHasItsPassword() {
    Bench bench =
        Bench.of(
            """
            {'keyStores': [{'name': 's', 'state': 'CONNECTED'}],
             'clusters': [{'id': 'cluster-abcdefghijk', 'hsms': 1, 'backup': 'Older12345'}]}
            """);
    bench
        .cloudHsm()
        .createHsm(r -> r.clusterId("cluster-abcdefghijk").availabilityZone("eu-central-1b"));
    bench.pass(720);
    assertThat(List.of(attempt(bench), attempt(bench))).containsOnly("CONNECTED");
  }
}
