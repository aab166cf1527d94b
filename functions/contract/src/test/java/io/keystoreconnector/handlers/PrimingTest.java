package io.keystoreconnector.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a new function does before its first event. */
class PrimingTest {

  enum Function {
    CHECK,
    CONNECT,
    DISCONNECT,
    UPDATE,
    ADD_HSM;

    /** As Lambda does it. */
    void start() {
      RequestStreamHandler handler =
          switch (this) {
            case CHECK -> new CheckHandler();
            case CONNECT -> new ConnectHandler();
            case DISCONNECT -> new DisconnectHandler();
            case UPDATE -> new UpdateHandler();
            case ADD_HSM -> new AddHsmHandler();
          };
      assertThat(handler).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void itOnlyDescribesInWhateverStateTheStoreIs(Function function) {
    for (String state :
        new String[] {"CONNECTED", "CONNECTING", "DISCONNECTED", "DISCONNECTING", "FAILED"}) {
      Emulated emulated = Emulated.store(Emulated.state(state), "");
      function.start();
      assertThat(emulated.calls()).isNotEmpty().allMatch(call -> call.startsWith("Describe"));
      assertThat(emulated.state()).isEqualTo(state);
    }
  }

  @Test
  void theCheckFunctionOpensBothConnectionsThatItIsGoingToNeed() {
    Emulated emulated = Emulated.store("'DISCONNECTED'", "");
    Function.CHECK.start();
    assertThat(emulated.calls()).contains("DescribeCustomKeyStores", "DescribeClusters");
  }

  @ParameterizedTest
  @EnumSource
  void itCanBeTurnedOff(Function function) {
    Emulated emulated = Emulated.store("'DISCONNECTED'", "");
    SystemProperties.with(Map.of(Settings.PRIMING, "off"), function::start);
    assertThat(emulated.calls()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void itNeverKeepsAFunctionFromStarting(Function function) {
    SystemProperties.with(
        Map.of("aws.endpointUrl", "http://127.0.0.1:" + Canned.freePort()), function::start);
    for (String fault : new String[] {"THROTTLE", "ACCESS_DENIED", "LOST_REQUEST"}) {
      Emulated emulated =
          Emulated.store("'DISCONNECTED'", "{'fault': '%s', 'count': 'ALL'}".formatted(fault));
      function.start();
      assertThat(emulated.calls()).isNotEmpty();
    }
    var _ = Emulated.of("{}");
    function.start();
  }

  @ParameterizedTest
  @EnumSource
  void itNeedsNoCredentialsToStart(Function function) {
    Emulated emulated = Emulated.store("'DISCONNECTED'", "");
    SystemProperties.with(
        Map.of("aws.accessKeyId", "", "aws.secretAccessKey", ""), function::start);
    assertThat(emulated.calls()).isEmpty();
  }
}
