package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyStoreTest {

  private static final XksProxy PROXY =
      new XksProxy(
          "VPC_ENDPOINT_SERVICE",
          "https://xks.example.com",
          "/kms/xks/v1",
          "vpce-svc-1",
          "444455556666");
  private static final KeyStore EXTERNAL =
      new KeyStore(
          Given.STORE,
          "payments",
          KeyStoreType.EXTERNAL_KEY_STORE,
          ConnectionState.DISCONNECTED,
          null,
          null,
          PROXY);

  /** What a store already has need not be changed. */
  @ParameterizedTest
  @CsvSource({
    "XKS_PROXY_CONNECTIVITY, VPC_ENDPOINT_SERVICE",
    "XKS_PROXY_URI_ENDPOINT, https://xks.example.com",
    "XKS_PROXY_URI_PATH, /kms/xks/v1",
    "XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME, vpce-svc-1",
    "XKS_PROXY_VPC_ENDPOINT_SERVICE_OWNER, 444455556666"
  })
  void aSettingOfTheProxyIsWhatKmsShowsOfIt(UpdateField field, String value) {
    assertThat(EXTERNAL.setting(field)).isEqualTo(value);
  }

  @Test
  void anEmptySettingIsNoneAtAll() {
    UpdateField service = UpdateField.XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME;
    assertThat(EXTERNAL.differs(service, "")).isTrue();
    assertThat(Given.a(ConnectionState.DISCONNECTED).external().store().differs(service, ""))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aStoreWithoutAProxyHasNoSettingButItsCluster(UpdateField field) {
    assertThat(Given.a(ConnectionState.DISCONNECTED).store().setting(field))
        .isEqualTo(field == UpdateField.CLOUD_HSM_CLUSTER_ID ? Given.CLUSTER : null);
  }

  @ParameterizedTest
  @EnumSource
  void aStateIsReadByItsName(ConnectionState state) {
    assertThat(ConnectionState.of(state.name())).isEqualTo(state);
  }

  @Test
  void aStateThatIsNewIsUnknown() {
    assertThat(ConnectionState.of("HIBERNATING")).isEqualTo(ConnectionState.UNKNOWN);
  }
}
