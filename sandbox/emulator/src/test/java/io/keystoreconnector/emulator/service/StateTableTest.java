package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystoreconnector.emulator.Bench;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreInvalidStateException;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.XksProxyConnectivityType;

/** Every cell of the table of calls and connection states. */
class StateTableTest {

  private static final List<String> STATES =
      List.of("CONNECTED", "CONNECTING", "DISCONNECTED", "DISCONNECTING", "FAILED");

  /** For each call, the result in each state: the state afterwards, or - if it is refused. */
  private static final String TABLE =
      """
      connect            CONNECTED      CONNECTING     CONNECTING    -  -
      disconnect         DISCONNECTING  DISCONNECTING  -             -  DISCONNECTING
      update name        CONNECTED      -              DISCONNECTED  -  -
      update password    -              -              DISCONNECTED  -  -
      update cluster     -              -              DISCONNECTED  -  -
      xks connect        CONNECTED      CONNECTING     CONNECTING    -  -
      xks disconnect     DISCONNECTING  DISCONNECTING  -             -  DISCONNECTING
      xks name           CONNECTED      -              DISCONNECTED  -  -
      xks credential     CONNECTED      -              DISCONNECTED  -  -
      xks path           CONNECTED      -              DISCONNECTED  -  -
      xks endpoint       -              -              DISCONNECTED  -  -
      xks connectivity   -              -              DISCONNECTED  -  -
      xks service        -              -              DISCONNECTED  -  -
      xks owner          -              -              DISCONNECTED  -  -
      delete             -              -              gone          -  -
      xks delete         -              -              gone          -  -
      """;

  private static final Map<String, Consumer<UpdateCustomKeyStoreRequest.Builder>> UPDATES =
      Map.of(
          "update name", r -> r.newCustomKeyStoreName("renamed"),
          "update password", r -> r.keyStorePassword("Another12345"),
          "update cluster", r -> r.cloudHsmClusterId("cluster-relatedtwin2"),
          "xks name", r -> r.newCustomKeyStoreName("renamed"),
          "xks credential",
              r ->
                  r.xksProxyAuthenticationCredential(
                      c ->
                          c.accessKeyId("ABCDEFGHIJKLMNOPQRST")
                              .rawSecretAccessKey("usualXksSecretAccessKey/0123456789+abcdefghi=")),
          "xks path", r -> r.xksProxyUriPath("/kms/xks/v1"),
          "xks endpoint", r -> r.xksProxyUriEndpoint("https://xks.example.com"),
          "xks connectivity", r -> r.xksProxyConnectivity(XksProxyConnectivityType.PUBLIC_ENDPOINT),
          "xks service",
              r ->
                  r.xksProxyVpcEndpointServiceName(
                      "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0"),
          "xks owner", r -> r.xksProxyVpcEndpointServiceOwner("444455556666"));

  static Stream<Arguments> cells() {
    List<Arguments> cells = new ArrayList<>();
    for (String row : TABLE.lines().toList()) {
      String[] columns = row.trim().split("\\s{2,}", -1);
      for (int i = 0; i < STATES.size(); i++) {
        cells.add(Arguments.of(columns[0], STATES.get(i), columns[i + 1]));
      }
    }
    return cells.stream();
  }

  @ParameterizedTest(name = "{0} while {1}: {2}")
  @MethodSource("cells")
  void everyCallDoesInEveryStateWhatIsDocumented(String call, String state, String after) {
    Bench bench = Bench.of(world(call.startsWith("xks"), state));
    CustomKeyStoreInvalidStateException refused =
        catchThrowableOfType(CustomKeyStoreInvalidStateException.class, () -> perform(bench, call));
    assertThat(refused != null).as("refused").isEqualTo(after.equals("-"));
    List<String> left =
        bench.world().keyStores().all().stream().map(k -> k.state().name()).toList();
    switch (after) {
      case "-" -> assertThat(left).containsExactly(state);
      case "gone" -> assertThat(left).isEmpty();
      default -> assertThat(left).containsExactly(after);
    }
  }

  private static void perform(Bench bench, String call) {
    switch (call) {
      case "connect", "xks connect" -> bench.connect();
      case "disconnect", "xks disconnect" -> bench.disconnect();
      case "delete", "xks delete" ->
          bench.kms().deleteCustomKeyStore(r -> r.customKeyStoreId(bench.id()));
      default ->
          bench
              .kms()
              .updateCustomKeyStore(
                  r ->
                      Objects.requireNonNull(UPDATES.get(call))
                          .accept(r.customKeyStoreId(bench.id())));
    }
  }

  private static String world(boolean xks, String state) {
    String code = state.equals("FAILED") ? ", 'errorCode': 'INTERNAL_ERROR'" : "";
    return """
    {'keyStores': [{'name': 'store', 'state': '%s'%s%s}],
     'clusters': [{'id': 'cluster-original234', 'backupHistory': 'one'},
                  {'id': 'cluster-relatedtwin2', 'backupHistory': 'one'}]}
    """
        .formatted(state, code, xks ? ", 'xks': {}" : "");
  }
}
